import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { atLeast0, defineKind, type Fact, factFields, id, type ShapeOf, time } from './fact.js'

/** What part somebody plays in a purchase. One person may play several. */
export type BuyingRole = (typeof BUYING_ROLES)[number]
/** The four classes of roles, from those who use to those who decide; `unknown` for people whose role nobody knows. */
export type RoleClass = 'user' | 'advocate' | 'gate' | 'decider' | 'unknown'

/** The class of every role. */
export const ROLE_CLASSES: { readonly [Role in BuyingRole]: RoleClass } = deepFreeze({
  user: 'user',
  initiator: 'user',
  champion: 'advocate',
  coach: 'advocate',
  influencer: 'advocate',
  technicalBuyer: 'gate',
  gatekeeper: 'gate',
  procurement: 'gate',
  legalCompliance: 'gate',
  approver: 'decider',
  decisionMaker: 'decider',
  economicBuyer: 'decider',
  executiveSponsor: 'decider',
})

/** Every role, users first. */
export const BUYING_ROLES = deepFreeze([
  'user',
  'initiator',
  'champion',
  'coach',
  'influencer',
  'technicalBuyer',
  'gatekeeper',
  'procurement',
  'legalCompliance',
  'approver',
  'decisionMaker',
  'economicBuyer',
  'executiveSponsor',
] as const)

/** Somebody plays a role, in one decision or in all. */
export interface RoleFact<Time = Instant> extends Fact<Time> {
  /** The id of the person of the account who plays it. */
  readonly stakeholder: string
  /** What they play; `settings.authority.roleMass` says how much say it brings. */
  readonly role: BuyingRole
  /** The decision in which they play it; every one when absent. */
  readonly decision?: string | undefined
  /**
   * What this person has to say through this role, at least 0, on the scale of `settings.authority.roleMass`; an equal part of the role's
   * mass when absent.
   */
  readonly authority?: number | undefined
  /** From when on they play it, itself included; always when absent. */
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

/** The fields of a role. */
export const roleFields = {
  ...factFields,
  stakeholder: id,
  role: z.enum(BUYING_ROLES),
  decision: z.exactOptional(id),
  authority: z.exactOptional(atLeast0),
  since: z.exactOptional(time),
  until: z.exactOptional(time),
} satisfies ShapeOf<RoleFact<TimeInput>>

export const roleKind = defineKind<RoleFact, RoleFact<TimeInput>>({
  noun: 'role',
  fields: roleFields,
  begins: 'since',
  ends: 'until',
  references: { stakeholder: 'stakeholders', decision: 'decisions' },
})

/** Classes in the order in which a person with several roles is counted: whoever decides is a decider, whatever else they do. */
export const CLASS_ORDER = ['decider', 'gate', 'advocate', 'user', 'unknown'] as const satisfies readonly RoleClass[]

/** The class of a person with these roles. */
export function classOf(roles: Iterable<BuyingRole>): RoleClass {
  const held = new Set<RoleClass>()
  for (const role of roles) held.add(ROLE_CLASSES[role])
  return CLASS_ORDER.find(each => held.has(each)) ?? 'unknown'
}
