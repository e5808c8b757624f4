import { covarianceOf, meanOf } from '../math/sentimentFilter.js'
import { type SentimentReason, sentimentReasonsBetween } from '../sentiment/reasons.js'
import { sentimentState } from '../sentiment/state.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { densityAt, leavesBy, reaching, thresholdFor } from './committee.js'
import { voteOn } from './vote.js'

/** One reason why the probability of somebody's yes, or the money that hangs on it, is another. */
export interface AnswerReason extends Omit<SentimentReason, 'kind' | 'stakeholder'> {
  /**
   * A reading, a silence, an upheaval or a hypothesis, as `SentimentReason` tells them apart; `certainty`: we are more or less sure of their sentiment than we were;
   * `horizon`: the vote is nearer or further, or they will have left by then; `appetite`: they like another amount of risk.
   */
  readonly kind: SentimentReason['kind'] | 'certainty' | 'horizon' | 'appetite'
  /** Who said it or did not answer, which may be somebody of the same unit; absent for the other kinds. */
  readonly stakeholder?: string
}

/**
 * Why the probability that somebody says yes on the day of the vote differs between two snapshots with the same beliefs that both show them.
 * The amounts sum to the change.
 *
 * The probability is that of a normal distribution above a bar. What the mean, the variance, the horizon and the bar add is averaged over all
 * orders in which they could have changed; what the mean adds is divided like the change of the mean, which is linear in what was heard.
 */
export function answerReasonsBetween(before: Snapshot, after: Snapshot): (stakeholder: string) => readonly AnswerReason[] {
  const reasonsWith = sentimentReasonsBetween(before, after)
  return stakeholder => {
    const [there, here] = [knownOf(before, stakeholder), knownOf(after, stakeholder)]
    // A seat that will be vacant has nobody's appetite for risk.
    const isLeaving = (there.fade === 0) !== (here.fade === 0)
    const chance = (has: (aspect: number) => boolean): number => {
      const aspect = (name: keyof Known, i: number): number => (has(i) ? here : there)[name]
      const bar = aspect('bar', isLeaving ? 2 : 3)
      return yesIn(after, { mean: aspect('mean', 0), variance: aspect('variance', 1), fade: aspect('fade', 2), bar })
    }
    const [byMean = 0, byVariance = 0, byHorizon = 0, byBar = 0] = addedBy(4, chance)
    const moved = here.mean - there.mean
    // Where the mean has hardly moved, the quotient would be one of rounding errors.
    const slope = Math.abs(moved) > LEAST_MOVE ? byMean / moved : (slopeIn(after, there) + slopeIn(after, here)) / 2
    const reasons: AnswerReason[] = [
      ...reasonsWith(new Map([[stakeholder, 1]])).map(each => ({ ...each, amount: slope * each.amount })),
      { kind: 'certainty', amount: byVariance },
      { kind: 'horizon', amount: byHorizon },
      { kind: 'appetite', amount: byBar },
    ]
    return reasons.filter(({ amount }) => Math.abs(amount) > ROUNDING)
  }
}

const LEAST_MOVE = 1e-9

/** What is smaller is left of sums that are equal. */
const ROUNDING = 1e-15

/** What is known of somebody's sentiment now, how much of it is left at the vote, 0..1, and from which sentiment on they say yes. */
interface Known {
  readonly mean: number
  readonly variance: number
  readonly fade: number
  readonly bar: number
}

function knownOf(s: Snapshot, stakeholder: string): Known {
  const { filter, index } = sentimentState(s)
  const i = index.get(stakeholder) ?? -1
  const vote = voteOn(s)
  const person = s.stakeholders[i]
  const isVacant = person === undefined || leavesBy(person, vote)
  return {
    mean: meanOf(filter, i),
    variance: covarianceOf(filter, i, i),
    fade: isVacant ? 0 : 2 ** (-vote.agedDays / s.settings.sentiment.halfLifeDays),
    bar: thresholdFor(s, isVacant ? undefined : i),
  }
}

/** The mean and the variance at the vote. */
function atVote({ settings }: Snapshot, { mean, variance, fade }: Known): { readonly mean: number; readonly variance: number } {
  const { priorMean, priorSd } = settings.sentiment
  return { mean: priorMean + fade * (mean - priorMean), variance: fade ** 2 * variance + (1 - fade ** 2) * priorSd ** 2 }
}

function yesIn(s: Snapshot, known: Known): number {
  const { mean, variance } = atVote(s, known)
  return reaching(mean, variance, known.bar)
}

/** By how much the probability of yes rises with the mean of now. */
function slopeIn(s: Snapshot, known: Known): number {
  const { mean, variance } = atVote(s, known)
  return known.fade * densityAt(mean, variance, known.bar)
}

/** What each of a few changes adds, averaged over all orders (Shapley's value). */
function addedBy(count: number, value: (has: (change: number) => boolean) => number): readonly number[] {
  const values = Array.from({ length: 2 ** count }, (_, mask) => value(change => ((mask >> change) & 1) === 1))
  return Array.from({ length: count }, (_, change) =>
    values.reduce((sum, without, mask) => {
      if ((mask >> change) & 1) return sum
      const came = [...mask.toString(2)].filter(bit => bit === '1').length
      return sum + ((values[mask | (1 << change)] ?? 0) - without) / (count * choose(count - 1, came))
    }, 0),
  )
}

function choose(of: number, count: number): number {
  return count === 0 ? 1 : (choose(of - 1, count - 1) * of) / count
}

/** Reasons, those of the same kind and reading in one; the largest first. */
export function mergedReasons(reasons: readonly AnswerReason[]): readonly AnswerReason[] {
  const merged = new Map<string, AnswerReason>()
  for (const reason of reasons) {
    const known = merged.get(reasonKey(reason))
    merged.set(reasonKey(reason), known === undefined ? reason : { ...reason, amount: known.amount + reason.amount })
  }
  return [...merged.values()].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(reasonKey(a), reasonKey(b)))
}

function reasonKey({ kind, stakeholder, reading, request, upheaval }: AnswerReason): string {
  return JSON.stringify([kind, stakeholder, reading, request, upheaval])
}
