import type { HandoverEvent } from '../math/handoverEvidence.js'
import type { Interaction, InteractionKind } from '../model/interaction.js'
import { classOf, type RoleClass } from '../model/role.js'
import type { BeforeAndAfter } from '../model/settings.js'
import { days } from '../sentiment/readings.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { RoleSpell } from '../village/roleSpell.js'
import type { Snapshot } from '../village/snapshot.js'

/** Something that tells who drives. */
export interface DrivingEvidence {
  /** The id of the interaction; for a change of roles, of the person whose role changed. */
  readonly id: string
  readonly at: Instant
  readonly kind: InteractionKind | 'roleChange'
  /** The deciders' part in it, 0..1. */
  readonly byDecider: number
  /** Who drove it: the one who is named, or all who took part. */
  readonly people: readonly string[]
}

/** A piece of evidence as the detector takes it. */
export interface DatedEvidence {
  readonly evidence: DrivingEvidence
  readonly event: HandoverEvent
}

/** What was believed at some moment of who drove and who was who. */
export interface Belief {
  /** Those that bear on the question, in order. */
  readonly interactions: readonly Interaction[]
  readonly roles: readonly RoleSpell[]
  /** The moment in days; what came later was not known. */
  readonly until: number
}

/**
 * The evidence in what was believed, in order: interactions of which somebody of a known role is the driver or takes part, and deciders'
 * roles that begin or end.
 *
 * Who was what is judged by the roles of that time. Nothing before the first interaction counts: roles written down when an account is set
 * up are no hand-over.
 */
export function evidenceIn(s: Snapshot, { interactions, roles, until }: Belief): DatedEvidence[] {
  const first = interactions[0]?.at
  if (first === undefined) return []
  const driven = interactions.flatMap(interaction => drivenEvidence(s, interaction, roles))
  const changed = roles.flatMap(role => roleChanges(role, first, until, s))
  return [...driven, ...changed].sort(compareEvidence)
}

/** Evidence in order of time; of one moment, by id and kind. */
export function compareEvidence(a: DatedEvidence, b: DatedEvidence): number {
  const key = ({ evidence: { id, kind, byDecider } }: DatedEvidence): string => JSON.stringify([id, kind, byDecider])
  return a.event.day - b.event.day || compareText(key(a), key(b))
}

/** What an interaction tells, by the roles believed; nothing when nobody's role is known. */
export function drivenEvidence(
  s: Snapshot,
  { id, at, kind, drivenBy, participants }: Interaction & { readonly id?: string | undefined },
  roles: readonly RoleSpell[],
): DatedEvidence[] {
  const people = [...new Set(drivenBy === undefined ? participants : [drivenBy])]
  const classes = people.map(person => classAt(roles, person, at)).filter(own => own !== 'unknown')
  if (classes.length === 0) return []
  const byDecider = classes.filter(own => own === 'decider').length / classes.length
  const weight = drivenBy === undefined ? s.settings.handover.sharedWeight : 1
  return [dated({ id: id ?? '', at, kind, byDecider, people }, s.settings.handover.drivenByDecider[kind], weight)]
}

/** The class of a person at a moment. */
function classAt(roles: readonly RoleSpell[], person: string, at: Instant): RoleClass {
  const held = roles.filter(
    ({ stakeholder, since = '', until }) => stakeholder === person && since <= at && (until === undefined || at < until),
  )
  return classOf(held.map(({ role }) => role))
}

/** A decider's role that begins speaks for a hand-over, one that ends against it. */
function roleChanges({ stakeholder, role, since, until }: RoleSpell, first: Instant, now: number, s: Snapshot): DatedEvidence[] {
  if (classOf([role]) !== 'decider') return []
  return [
    { at: since, byDecider: 1 },
    { at: until, byDecider: 0 },
  ].flatMap(({ at, byDecider }) => {
    if (at === undefined || at < first || days(at) > now) return []
    return [dated({ id: stakeholder, at, kind: 'roleChange', byDecider, people: [stakeholder] }, s.settings.handover.roleChange, 1)]
  })
}

function dated(evidence: DrivingEvidence, { before, after }: BeforeAndAfter, weight: number): DatedEvidence {
  return { evidence, event: { day: days(evidence.at), byDecider: evidence.byDecider, p0: before, p1: after, weight } }
}
