import type { HandoverEvent } from '../math/handover.js'
import type { InteractionKind } from '../model/interaction.js'
import { classOf, type RoleClass } from '../model/role.js'
import type { BeforeAndAfter } from '../model/settings.js'
import { days } from '../sentiment/readings.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { RoleSpell, Snapshot } from '../village/snapshot.js'

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

/** A piece of evidence as the detector takes it, and the day from which on it was known. */
export interface DatedEvidence {
  readonly evidence: DrivingEvidence
  readonly event: HandoverEvent
  readonly knownFrom: number
}

/**
 * The evidence on one decision, or on all, in order: interactions of which somebody of a known role is the driver or takes part, and
 * deciders' roles that begin or end.
 *
 * Who was what is judged by the roles of that time. Nothing before the first interaction counts: roles written down when an account is set
 * up are no hand-over.
 */
export function drivingEvidence(s: Snapshot, decision: string | undefined): DatedEvidence[] {
  const interactions = s.interactions.filter(each => each.decision === undefined || each.decision === decision)
  const first = interactions[0]?.at
  if (first === undefined) return []
  const roles = s.roleHistory.filter(role => role.decision === undefined || role.decision === decision)
  const driven = interactions.flatMap(interaction => {
    const people = interaction.drivenBy === undefined ? interaction.participants : [interaction.drivenBy]
    const weight = interaction.drivenBy === undefined ? s.settings.handover.sharedWeight : 1
    const { drivenByDecider } = s.settings.handover
    return whoDrove(roles, people, interaction.at).flatMap(({ byDecider, knownSince }) =>
      dated(
        { id: interaction.id, at: interaction.at, kind: interaction.kind, byDecider, people },
        drivenByDecider[interaction.kind],
        weight,
        [interaction.recordedAt, knownSince],
      ),
    )
  })
  const changed = roles.flatMap(role => roleChanges(role, first, s))
  return [...driven, ...changed].sort((a, b) => a.event.day - b.event.day || compareText(a.evidence.id, b.evidence.id))
}

/** The deciders' part among the people whose role was known, and since when we knew those roles; nothing when nobody's was. */
function whoDrove(
  roles: readonly RoleSpell[],
  people: readonly string[],
  at: Instant,
): { readonly byDecider: number; readonly knownSince: Instant | undefined }[] {
  const known = people.map(person => rolesAt(roles, person, at)).filter(({ class: own }) => own !== 'unknown')
  if (known.length === 0) return []
  const deciders = known.filter(({ class: own }) => own === 'decider')
  return [{ byDecider: deciders.length / known.length, knownSince: latest(known.map(({ knownSince }) => knownSince)) }]
}

/** The class of a person at a moment, and since when we knew the roles that made them it. */
function rolesAt(
  roles: readonly RoleSpell[],
  person: string,
  at: Instant,
): { readonly class: RoleClass; readonly knownSince: Instant | undefined } {
  const held = roles.filter(
    ({ stakeholder, since = '', until }) => stakeholder === person && since <= at && (until === undefined || at < until),
  )
  return { class: classOf(held.map(({ role }) => role)), knownSince: latest(held.map(({ knownSince }) => knownSince)) }
}

/** A decider's role that begins speaks for a hand-over, one that ends against it. */
function roleChanges({ stakeholder, role, since, until, knownSince }: RoleSpell, first: Instant, s: Snapshot): DatedEvidence[] {
  if (classOf([role]) !== 'decider') return []
  return [
    { at: since, byDecider: 1 },
    { at: until, byDecider: 0 },
  ].flatMap(({ at, byDecider }) => {
    if (at === undefined || at < first || days(at) > days(s.agedTo)) return []
    return dated({ id: stakeholder, at, kind: 'roleChange', byDecider, people: [stakeholder] }, s.settings.handover.roleChange, 1, [
      knownSince,
    ])
  })
}

function dated(
  evidence: DrivingEvidence,
  { before, after }: BeforeAndAfter,
  weight: number,
  learned: readonly (Instant | undefined)[],
): DatedEvidence[] {
  const day = days(evidence.at)
  const knownFrom = Math.max(day, ...learned.flatMap(instant => (instant === undefined ? [] : [days(instant)])))
  return [{ evidence, event: { day, byDecider: evidence.byDecider, p0: before, p1: after, weight }, knownFrom }]
}

/** Stored instants are ordered as texts. */
function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((last, instant) => (last === undefined || (instant !== undefined && instant > last) ? instant : last), undefined)
}
