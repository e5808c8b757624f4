import { dateOf } from '../math/handoverDate.js'
import { clustersOf } from '../math/handoverEvidence.js'
import { type HandoverState, probabilityAfter } from '../math/handoverRule.js'
import type { Interaction } from '../model/interaction.js'
import type { RoleClass } from '../model/role.js'
import { days } from '../sentiment/readings.js'
import { groupedBy } from '../support/grouping.js'
import { DAY, formatInstant, type Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import type { Snapshot } from '../village/snapshot.js'
import { followed } from './belief.js'
import type { DrivingEvidence } from './evidence.js'

/** Whether power has passed from users to deciders, in one decision or in the account. */
export interface PowerTransition {
  readonly from: RoleClass
  readonly to: RoleClass
  /** The decision, when interactions name any. */
  readonly decision?: string
  /**
   * After the last evidence: `suspected` from `settings.handover.suspectedFrom` on, `flagged` when the rule fires, `reversed` when, by all
   * that is known now, it had fired and power has since passed back.
   */
  readonly status: 'quiet' | 'suspected' | 'flagged' | 'reversed'
  /** The probability that power lies with the deciders by now, 0..1. */
  readonly probability: number
  /** The first moment at which the rule would have fired with what was known then; absent when it never would have. */
  readonly flaggedAt?: Instant
  /** When it happened, if it did: the middle of the most probable gap between events, and the central 80 % of the date. */
  readonly happenedAt?: { readonly estimate: Instant; readonly interval: readonly [earliest: Instant, latest: Instant] }
  /** What speaks for it and against it, in order. */
  readonly events: readonly DrivingEvidence[]
  /** Who drove before the estimated date and who after it, whoever drove most first. */
  readonly carriers: { readonly before: readonly string[]; readonly after: readonly string[] }
  /** Why the status is quiet when nothing at all speaks. */
  readonly reason?: 'noEvidence'
}

/**
 * Whether power has passed from users to deciders: one answer for each decision that interactions name, with those that name none, or a
 * single one for the account.
 *
 * The evidence is who drives interactions, weighted by kind, and deciders' roles that begin or end; `detectHandover` of
 * `account-village/math` has the rule. A flag is taken back only when the probability has fallen to `settings.handover.reversedBelow`.
 *
 * @example
 * import { createVillage, powerTransitions, snapshot } from 'account-village'
 * const weekly = (from: number, count: number, drivenBy: string) =>
 *   Array.from({ length: count }, (_, i) => ({ at: Date.UTC(2026, 0, from + 7 * i), kind: 'meeting', participants: ['ann', 'bo'], drivenBy }) as const)
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['decisionMaker'] }],
 *   interactions: [...weekly(5, 8, 'ann'), ...weekly(61, 12, 'bo')],
 * })
 * const [transition] = powerTransitions(snapshot(village, '2026-06-01'))
 * transition?.status //=> 'flagged'
 * transition?.flaggedAt //=> '2026-04-27T00:00:00.000Z'
 * transition?.carriers //=> { before: ['ann'], after: ['bo'] }
 */
export function powerTransitions(snapshot: Snapshot): readonly PowerTransition[] {
  return measured('powerTransitions', snapshot, measurePowerTransitions)
}

function measurePowerTransitions(s: Snapshot): readonly PowerTransition[] {
  const interactions = groupedBy(s.interactions, byDecision)
  const roles = groupedBy(s.roleHistory, byDecision)
  const named = [...interactions.keys()].filter(id => id !== undefined && (s.decision === undefined || s.decision.id === id))
  const inView = named.length === 0 ? [undefined] : named.sort()
  return inView.map(decision => transitionIn(s, decision, bearing(interactions, decision), bearing(roles, decision)))
}

function byDecision({ decision }: { readonly decision?: string | undefined }): string | undefined {
  return decision
}

/** What is about a decision and what is about all of them. */
function bearing<Item>(all: ReadonlyMap<string | undefined, readonly Item[]>, decision: string | undefined): readonly Item[] {
  const common = all.get(undefined) ?? []
  return decision === undefined ? common : [...common, ...(all.get(decision) ?? [])]
}

function transitionIn(
  s: Snapshot,
  decision: string | undefined,
  interactions: readonly Interaction[],
  roles: readonly RolePeriod[],
): PowerTransition {
  const { evidence, state, flaggedOn } = followed(s, interactions, roles)
  const events = evidence.map(each => each.evidence)
  const about = { from: 'user', to: 'decider', ...(decision !== undefined && { decision }) } as const
  if (state === undefined) {
    return { ...about, status: 'quiet', probability: 0, events, carriers: { before: [], after: [] }, reason: 'noEvidence' }
  }
  const { hazardPerDay, withinDayCorrelation } = s.settings.handover
  const day = Math.max(days(s.agedTo), state.day)
  const clusters = clustersOf(
    evidence.map(({ event }) => event),
    withinDayCorrelation,
  )
  const date = dateOf(clusters, { hazardPerDay, day })
  return {
    ...about,
    status: statusOf(s, state),
    probability: probabilityAfter(state, day - state.day, hazardPerDay),
    ...(flaggedOn !== undefined && { flaggedAt: instantOf(flaggedOn) }),
    ...(date !== undefined && {
      happenedAt: { estimate: instantOf(date.day), interval: [instantOf(date.interval[0]), instantOf(date.interval[1])] },
    }),
    events,
    carriers: carriersAround(events, date?.day ?? day),
  }
}

/** What the evidence amounts to. Days without any change the probability and never the status. */
function statusOf(s: Snapshot, state: HandoverState): PowerTransition['status'] {
  if (state.flagged) return 'flagged'
  if (state.everFlagged) return 'reversed'
  return probabilityAfter(state, 0, s.settings.handover.hazardPerDay) >= s.settings.handover.suspectedFrom ? 'suspected' : 'quiet'
}

function carriersAround(events: readonly DrivingEvidence[], day: number): PowerTransition['carriers'] {
  const driven = events.filter(({ kind }) => kind !== 'roleChange')
  return {
    before: mostFrequent(driven.filter(({ at }) => days(at) <= day).flatMap(({ people }) => people)),
    after: mostFrequent(driven.filter(({ at }) => days(at) > day).flatMap(({ people }) => people)),
  }
}

function mostFrequent(ids: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b)).map(([id]) => id)
}

/** Days are kept in floating point, in which milliseconds are not all exact. */
function instantOf(day: number): Instant {
  return formatInstant(Math.round(day * DAY))
}
