import { beliefOn, type HandoverRule } from '../math/handoverChain.js'
import { dateOf } from '../math/handoverDate.js'
import type { RoleClass } from '../model/role.js'
import type { HandoverSettings } from '../model/settings.js'
import { groupedBy } from '../support/grouping.js'
import { DAY, formatInstant, type Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Followed, followed } from './belief.js'
import type { DrivingEvidence } from './evidence.js'
import { dayOf, type RecordedInteraction, timeOf } from './known.js'

/** Whether power has passed from users to deciders, in one decision or in the account. */
export interface PowerTransition {
  /** The class that power would pass from: always `user`. */
  readonly from: RoleClass
  /** The class that power would pass to: always `decider`. */
  readonly to: RoleClass
  /** The decision, when interactions name any. */
  readonly decision?: string
  /**
   * The first that holds: `noEvidence`; `flagged`, or `settled` from `settings.handover.settledAfterDays` after the flag; `reversed` for as
   * many days after a flag was taken back; `suspected` where the probability after the last evidence is at least
   * `settings.handover.suspectedFrom`; `decidersLead` where deciders have led since the records begin; `quiet`.
   */
  readonly status: 'noEvidence' | 'quiet' | 'decidersLead' | 'suspected' | 'flagged' | 'settled' | 'reversed'
  /** The probability of a hand-over that stands, 0..1; absent without evidence. */
  readonly probability?: number
  /** 1 less that. */
  readonly noChange?: number
  /** The share of events that deciders drive, 0..1: by now, and before and after a hand-over, where one is possible. */
  readonly share?: { readonly now: number; readonly before?: number; readonly after?: number }
  /** The first moment of the present flag, each moment with what was known then; absent when there is no flag. */
  readonly flaggedAt?: Instant
  /** The moment at which the last flag was taken back, by what was known then; absent while there is a flag, and when there was none. */
  readonly reversedAt?: Instant
  /** When it happened: the median and the central 80 % of the date. Only for `suspected`, `flagged` and `settled`. */
  readonly happenedAt?: { readonly estimate: Instant; readonly interval: readonly [earliest: Instant, latest: Instant] }
  /** What tells who drives and what hands power over, in order. */
  readonly events: readonly DrivingEvidence[]
  /** Who drove up to the estimated date and who after it, whoever drove most first; without a date all are `before`. */
  readonly carriers: { readonly before: readonly string[]; readonly after: readonly string[] }
}

/**
 * Whether power has passed from users to deciders: one answer for each decision that interactions name, with those that name none, or a
 * single one for the account.
 *
 * The evidence is who drives interactions, weighted by kind, where it is clear which side does: a named driver of known class, or people of
 * one side alone. Deciders' roles that begin, or end with nobody left who decides, and changes of the buying process may hand power over by
 * themselves. Who was what is judged by the roles of that time. `detectHandover` of `account-village/math` has the rule: a share of events
 * that was high from the beginning is no hand-over.
 *
 * @example
 * import { createVillage, powerTransitions, snapshot } from 'account-village'
 * const weekly = (from: number, count: number, drivenBy: string) =>
 *   Array.from({ length: count }, (_, i) => ({ at: Date.UTC(2026, 0, from + 7 * i), kind: 'meeting', participants: ['ann', 'bo'], drivenBy }) as const)
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['decisionMaker'] }],
 *   interactions: [...weekly(5, 12, 'ann'), ...weekly(89, 16, 'bo')],
 * })
 * const [transition] = powerTransitions(snapshot(village, '2026-08-01'))
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
  interactions: readonly RecordedInteraction[],
  roles: readonly RolePeriod[],
): PowerTransition {
  const known = followed(s, interactions, roles)
  const { evidence: events, chain, since } = known
  const about = { from: 'user', to: 'decider', ...(decision !== undefined && { decision }) } as const
  const lastDay = chain.days.at(-1)?.day
  if (lastDay === undefined) return { ...about, status: 'noEvidence', events, carriers: { before: [], after: [] } }
  const rule: HandoverRule = s.settings.handover
  const now = timeOf(s.agedTo)
  const day = Math.max(dayOf(now), lastDay)
  const { probability, share } = beliefOn(chain, day, rule)
  const status = statusOf(known, now, s.settings.handover)
  const date = DATED.has(status) ? dateOf(chain, day, rule) : undefined
  const turn = chain.turns.at(-1)?.status
  return {
    ...about,
    status,
    probability,
    noChange: 1 - probability,
    share,
    ...(since !== undefined && { [turn === 'flagged' ? 'flaggedAt' : 'reversedAt']: formatInstant(since) }),
    ...(date !== undefined && {
      happenedAt: { estimate: instantOf(date.day), interval: [instantOf(date.interval[0]), instantOf(date.interval[1])] },
    }),
    events,
    carriers: carriersAround(events, date?.day ?? Number.POSITIVE_INFINITY),
  }
}

/** The statuses of a hand-over that may have happened, and so has a date. */
const DATED: ReadonlySet<PowerTransition['status']> = new Set(['suspected', 'flagged', 'settled'])

/** The probability from which on deciders have led since the records begin. */
const LEADING = 0.9

/** What the evidence amounts to. Days without any change the probability, and only settle a flag. */
function statusOf({ chain, since = 0 }: Followed, now: number, settings: HandoverSettings): PowerTransition['status'] {
  const isRecent = now - since < settings.settledAfterDays * DAY
  const turn = chain.turns.at(-1)?.status
  if (turn === 'flagged') return isRecent ? 'flagged' : 'settled'
  if (turn === 'reversed' && isRecent) return 'reversed'
  const { probability = 0, decidersLead = 0 } = chain.beliefs.at(-1) ?? {}
  if (probability >= settings.suspectedFrom) return 'suspected'
  return decidersLead >= LEADING ? 'decidersLead' : 'quiet'
}

function carriersAround(events: readonly DrivingEvidence[], day: number): PowerTransition['carriers'] {
  const driven = events.filter(({ kind }) => kind !== 'roleChange')
  return {
    before: mostFrequent(driven.filter(({ at }) => timeOf(at) <= day * DAY).flatMap(({ people }) => people)),
    after: mostFrequent(driven.filter(({ at }) => timeOf(at) > day * DAY).flatMap(({ people }) => people)),
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
