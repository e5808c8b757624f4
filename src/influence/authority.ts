import { type BuyingRole, classOf, type RoleClass } from '../model/role.js'
import { itemAt, vector } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { shared } from '../village/work.js'

/** What each stakeholder has the right to decide, in the order of the snapshot, and the class that their roles make them. */
export interface Authority {
  /** Decision rights, as shares that sum to 1. */
  readonly rights: Float64Array
  readonly classes: readonly RoleClass[]
}

/**
 * Decision rights from roles: each role has a mass, split equally among its holders, unless somebody's part is given.
 *
 * People whose role nobody knows share a mass of their own. Where nobody has any right, all have the same.
 */
export function authority(s: Snapshot): Authority {
  return shared(s, rightsParts, computeAuthority)
}

function computeAuthority(s: Snapshot): Authority {
  const held = rolesByPerson(s)
  const holders = new Map<BuyingRole, number>()
  for (const roles of held.values()) for (const role of roles.keys()) holders.set(role, (holders.get(role) ?? 0) + 1)
  const { roleMass, unknownMass } = s.settings.authority
  const unknown = s.stakeholders.length - held.size
  const rolesOf = (id: string): HeldRoles => held.get(id) ?? NO_ROLES
  const roleMasses = (roles: HeldRoles): readonly number[] =>
    roles.size === 0 ? [unknownMass / unknown] : [...roles].map(([role, own]) => own ?? roleMass[role] / (holders.get(role) ?? 1))
  const parts = s.stakeholders.map(({ id }) => roleMasses(rolesOf(id)))
  // Only proportions count; as parts of the largest no masses are too large to add.
  const largest = Math.max(...parts.flat())
  const mass = parts.map(own => own.reduce((sum, part) => sum + part / largest, 0))
  const total = mass.reduce((sum, each) => sum + each, 0)
  const rights = vector(mass.length, i => (largest > 0 ? itemAt(mass, i) / total : 1 / mass.length))
  return { rights, classes: s.stakeholders.map(({ id }) => classOf(rolesOf(id).keys())) }
}

/** Roles, each with the person's own part in it where that is given. */
type HeldRoles = ReadonlyMap<BuyingRole, number | undefined>

const NO_ROLES: HeldRoles = new Map()

/** The roles of each person who has any, once each, with their own part in it where that is given; of several, the largest. */
export function rolesByPerson(s: Snapshot): ReadonlyMap<string, HeldRoles> {
  return shared(s, rolesPart, computeRolesByPerson)
}

function computeRolesByPerson(s: Snapshot): ReadonlyMap<string, HeldRoles> {
  const held = new Map<string, Map<BuyingRole, number | undefined>>()
  for (const { stakeholder, role, authority: own } of s.roles) {
    const roles = held.get(stakeholder)
    if (roles === undefined) held.set(stakeholder, new Map([[role, own]]))
    else roles.set(role, largest(roles.get(role), own))
  }
  return held
}

function rightsParts({ stakeholders, roles, settings }: Snapshot): readonly object[] {
  return [stakeholders, roles, settings.authority]
}

function rolesPart({ roles }: Snapshot): readonly object[] {
  return [roles]
}

function largest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b)
}
