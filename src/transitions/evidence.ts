import type { HandoverEvent } from '../math/handoverEvidence.js'
import type { Interaction, InteractionKind } from '../model/interaction.js'
import { classOf } from '../model/role.js'
import type { BeforeAndAfter } from '../model/settings.js'
import { days } from '../sentiment/readings.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Classes } from './classes.js'
import { believedIn, knownFrom } from './known.js'

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

/** What may come to be evidence: something that happened, and what it tells by the classes believed. */
export interface Source {
  /** When it happened, in days. */
  readonly day: number
  readonly at: Instant
  readonly isRoleChange: boolean
  /** From when on it was known and until when, in days. */
  readonly known: readonly [from: number, to: number]
  tells(classes: Classes): DatedEvidence[]
}

/** Everything that may come to be evidence, in order of time: interactions, and deciders' roles that begin or end. */
export function sourcesOf(s: Snapshot, interactions: readonly Interaction[], roles: readonly RolePeriod[]): Source[] {
  const driven = interactions.map((interaction): Source => {
    const known = [knownFrom(interaction), Number.POSITIVE_INFINITY] as const
    const { at } = interaction
    return { day: days(at), at, isRoleChange: false, known, tells: classes => drivenEvidence(s, interaction, classes) }
  })
  return [...driven, ...roles.flatMap(role => roleChanges(s, role))].sort((a, b) => a.day - b.day)
}

/** Which of the sources are looked at, and what is believed. */
export interface Belief {
  /** The first day, and the moment of the belief: what came later was not known. */
  readonly from: number
  readonly until: number
  /**
   * When the first interaction was that is known. No change of roles before it counts: roles written down when an account is set up are no
   * hand-over.
   */
  readonly first: Instant | undefined
  readonly classes: Classes
}

/**
 * The evidence in what was believed, in order: interactions of which somebody of a known role is the driver or takes part, and deciders'
 * roles that begin or end. Who was what is judged by the roles of that time.
 */
export function evidenceBetween(sources: readonly Source[], { from, until, first, classes }: Belief): DatedEvidence[] {
  if (first === undefined) return []
  const evidence: DatedEvidence[] = []
  for (let i = countBefore(sources, from); i < sources.length; i++) {
    const source = sources[i]
    if (source === undefined || source.day > until) break
    if (source.known[0] > until || source.known[1] <= until || (source.isRoleChange && source.at < first)) continue
    evidence.push(...source.tells(classes))
  }
  return evidence.sort(compareEvidence)
}

/** How many of the sources are of a day before one. */
function countBefore(sources: readonly Source[], day: number): number {
  let [low, high] = [0, sources.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sources[middle]?.day ?? day) < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Evidence in order of time; of one moment, by id and kind. */
function compareEvidence(a: DatedEvidence, b: DatedEvidence): number {
  const key = ({ evidence: { id, kind, byDecider } }: DatedEvidence): string => JSON.stringify([id, kind, byDecider])
  return a.event.day - b.event.day || compareText(key(a), key(b))
}

/** What an interaction tells; nothing when nobody's role is known. */
function drivenEvidence(
  s: Snapshot,
  { id, at, kind, drivenBy, participants }: Interaction & { readonly id?: string | undefined },
  classes: Classes,
): DatedEvidence[] {
  const people = [...new Set(drivenBy === undefined ? participants : [drivenBy])]
  const known = people.map(person => classes.classAt(person, at)).filter(own => own !== 'unknown')
  if (known.length === 0) return []
  const byDecider = known.filter(own => own === 'decider').length / known.length
  const weight = drivenBy === undefined ? s.settings.handover.sharedWeight : 1
  return [dated({ id: id ?? '', at, kind, byDecider, people }, s.settings.handover.drivenByDecider[kind], weight)]
}

/** A decider's role that begins speaks for a hand-over, one that ends against it. */
function roleChanges(s: Snapshot, period: RolePeriod): Source[] {
  const { stakeholder, role, since, until } = period
  if (classOf([role]) !== 'decider') return []
  return [
    { at: since, byDecider: 1 },
    { at: until, byDecider: 0 },
  ].flatMap(({ at, byDecider }): Source[] => {
    if (at === undefined) return []
    const change = { id: stakeholder, at, kind: 'roleChange', byDecider, people: [stakeholder] } as const
    const evidence = [dated(change, s.settings.handover.roleChange, 1)]
    return [{ day: days(at), at, isRoleChange: true, known: believedIn(period), tells: () => evidence }]
  })
}

function dated(evidence: DrivingEvidence, { before, after }: BeforeAndAfter, weight: number): DatedEvidence {
  return { evidence, event: { day: days(evidence.at), byDecider: evidence.byDecider, p0: before, p1: after, weight } }
}
