import { extensionOf } from '../math/extension.js'
import { byStakeholder, inIdOrder } from '../math/rows.js'
import { seatSharesOf } from '../math/seatShares.js'
import { asShare } from '../math/voting.js'
import type { Outcome } from '../model/decision.js'
import { deepFreeze } from '../support/freeze.js'
import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import { measured } from '../village/given.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { answers, type Committee, committee, committeeAtVote } from './committee.js'
import { type AfterDeliberation, afterDeliberation } from './deliberation.js'
import { basisOf, type OutlookBasis, type Prospect, prospect } from './prospect.js'
import { causesOf, type SeatCause } from './seatCause.js'
import { type DecisionState, isOpen, type Vote, voteOn } from './vote.js'

/** What the answer of somebody with a seat means for a decision; numbers are of the day of the vote and absent where no open one is in view. */
export interface StakeholderOutlook {
  /** How far they count as heard, 0..1; 0 where they will have left by the vote. */
  readonly known: number
  /** The probability that they say yes, 0..1. */
  readonly probabilityOfYes?: number
  /** How much the probability of yes rises from their certain no to their certain yes (Birnbaum importance), 0..1. */
  readonly pivotality?: number
  /** The probability that they would say yes if voted today, 0..1. */
  readonly today?: number
  /** How much of the probability of a no hangs on them, 0..1; the shares and `1 - stillFalls` sum to it. */
  readonly share?: number
  /** Why they may still say no; absent without an open decision in view. */
  readonly cause?: SeatCause
  /** What turning them into a certain yes would save, in the currency of the decision; absent when the decision has no value. */
  readonly worthSaving?: number
  /** What turning them into a certain no would cost, in the currency of the decision; absent when the decision has no value. */
  readonly mustKeep?: number
}

/** A row of `DecisionOutlook`. */
export interface StakeholderOutlookRow extends StakeholderOutlook {
  /** The id of the person, or of the placeholder, with the seat. */
  readonly stakeholder: string
}

/** How a decision is likely to end. Without an open decision in view all probabilities and amounts are absent, and `state` says why. */
export interface DecisionOutlook extends Partial<Prospect> {
  /** The id of the decision in view. */
  readonly decision?: string
  /** How the decision stands; only with `undated`, `dated` and `overdue` is one open, and are there probabilities. */
  readonly state: DecisionState
  /** How it ended, of one that is `decided`. */
  readonly outcome?: Outcome['result']
  /** When it ended, of one that is `decided`. */
  readonly decidedAt?: Instant
  /** Days until the beginning of the day on which it is expected, below 0 when it is overdue. */
  readonly daysLeft?: number
  /** By how many days what is known now will have aged on the day of the vote. */
  readonly agedDays?: number
  /** The probability that it is made at all, 0..1; below 1 once it is overdue. */
  readonly stillFalls?: number
  /** On what the chance of yes rests: of `priorOnly` nothing was heard. Absent without an open decision in view. */
  readonly basis?: OutlookBasis
  /** The seats whose holder was never heard, has left or will have left by the vote, in order of id. */
  readonly unheard: readonly string[]
  /** The same if the vote were today. */
  readonly ifVotedToday?: Prospect
  /** Everybody with a seat, in order of id. */
  readonly byStakeholder: readonly StakeholderOutlookRow[]
  /**
   * The same if everybody first talks and opinions settle; simulated when it is first read. It weighs opinions and is no forecast of a
   * vote.
   */
  readonly afterDeliberation?: AfterDeliberation
}

/**
 * How the decision in view is likely to end on the day of the vote, on whom it hangs, and how much of that was heard.
 *
 * What is known today is aged to the day of the vote: `m(t) = mu + a (m - mu)`, `sd(t)^2 = a^2 P + (1 - a^2) S^2` with `a = 2^(-t / h)`. Each
 * person says yes when their sentiment reaches their threshold, `p_i = Phi((m_i(t) - theta_i) / sd_i(t))`; the rule passes with the probability
 * of `passProbability`, which takes the answers as independent given what is known. An overdue decision is made with the probability of
 * `stillFalls`.
 *
 * @example
 * import { createVillage, decisionOutlook, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' }, expectedAt: '2026-05-31' }],
 * })
 * const outlook = decisionOutlook(snapshot(village, '2026-03-02'))
 * outlook.probabilityOfYes //=> 0.7597
 * outlook.ifVotedToday?.probabilityOfYes //=> 0.9947
 * outlook.basis //=> 'evidence'
 */
export function decisionOutlook(snapshot: Snapshot): DecisionOutlook {
  return measured('decisionOutlook', snapshot, measureDecisionOutlook)
}

/**
 * The outlook of each open decision by itself, with its own roles, readings, rule and threshold; of the one in view alone when it was named.
 *
 * @returns in order of the decision's id; none when none is open
 */
export function decisionOutlooks(snapshot: Snapshot): readonly DecisionOutlook[] {
  return measured('decisionOutlooks', snapshot, measureDecisionOutlooks)
}

function measureDecisionOutlooks(s: Snapshot): readonly DecisionOutlook[] {
  return openDecisions(s).map(id => decisionOutlook(inViewOf(s, id)))
}

function measureDecisionOutlook(s: Snapshot): DecisionOutlook {
  const vote = voteOn(s)
  if (!isOpen(vote)) return withoutVote(s, vote)
  const [now, then] = [committee(s), committeeAtVote(s)]
  const { state, agedDays, daysLeft } = vote
  const told = deepFreeze({
    ...(s.decision !== undefined && { decision: s.decision.id }),
    state,
    ...(daysLeft !== undefined && { daysLeft }),
    agedDays,
    stillFalls: vote.stillFalls,
    ...prospect(s, then, vote),
    basis: basisOf(s, then),
    unheard: unheardIn(then),
    ifVotedToday: prospect(s, now, { agedDays: 0, stillFalls: 1 }),
    byStakeholder: inIdOrder(seatRows(s, vote, now, then)),
  })
  // Frozen here, because whoever freezes it later must not simulate.
  return Object.freeze({
    ...told,
    get afterDeliberation() {
      return deepFreeze(afterDeliberation(s))
    },
  })
}

function withoutVote(s: Snapshot, { state }: Vote): DecisionOutlook {
  const seats = committee(s)
  const { decision } = s
  return {
    ...(decision !== undefined && { decision: decision.id }),
    state,
    ...(decision?.outcome !== undefined && { outcome: decision.outcome.result, decidedAt: decision.outcome.at }),
    unheard: unheardIn(seats),
    byStakeholder: inIdOrder(seats.rule.players.map((stakeholder, i) => ({ stakeholder, known: at(seats.known, i) }))),
  }
}

function unheardIn({ rule, known }: Committee): readonly string[] {
  return inIdOrder(rule.players.flatMap((stakeholder, i) => (at(known, i) === 0 ? [{ stakeholder }] : []))).map(row => row.stakeholder)
}

function seatRows(s: Snapshot, vote: Vote, now: Committee, then: Committee): StakeholderOutlookRow[] {
  const slopes = new Float64Array(then.means.length)
  const [today, yes] = [answers(now), answers(then)]
  extensionOf(then.rule).gradient(yes, slopes)
  const shares = seatSharesOf(then.rule, yes)
  const value = s.decision?.value?.amount
  const causes = causesOf(s, then)
  return then.rule.players.map((stakeholder, i) => {
    const cause = causes[i]
    const probabilityOfYes = at(yes, i)
    const pivotality = vote.stillFalls * asShare(at(slopes, i))
    return {
      stakeholder,
      known: at(then.known, i),
      probabilityOfYes,
      pivotality,
      today: at(today, i),
      share: vote.stillFalls * at(shares, i),
      ...(cause !== undefined && { cause }),
      ...(value !== undefined && {
        worthSaving: value * (1 - probabilityOfYes) * pivotality,
        mustKeep: value * probabilityOfYes * pivotality,
      }),
    }
  })
}

/** What the answer of everybody with a seat means for the decision in view, by id. */
export function outlookByStakeholder(s: Snapshot): ReadonlyMap<string, StakeholderOutlookRow> {
  return remembered(s, computeOutlookByStakeholder)
}

function computeOutlookByStakeholder(s: Snapshot): ReadonlyMap<string, StakeholderOutlookRow> {
  return byStakeholder(decisionOutlook(s).byStakeholder)
}
