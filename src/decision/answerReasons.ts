import { covarianceOf, meanOf } from '../math/sentimentFilter.js'
import { type SentimentReason, sentimentReasonsBetween } from '../sentiment/reasons.js'
import { sentimentState } from '../sentiment/state.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { densityAt, reaching, thresholdOf } from './committee.js'

/** One reason why the probability of somebody's yes, or the money that hangs on it, is another. */
export interface AnswerReason extends Omit<SentimentReason, 'kind' | 'stakeholder'> {
  /**
   * A reading, a silence, an upheaval or a hypothesis, as `SentimentReason` tells them apart; `certainty`: we are more or less sure of their sentiment than we were.
   */
  readonly kind: SentimentReason['kind'] | 'certainty'
  /** Who said it or did not answer, which may be somebody of the same unit; absent for upheavals and certainty. */
  readonly stakeholder?: string
}

/**
 * Why the probability that somebody says yes differs between two snapshots with the same beliefs that both show them. The amounts sum to
 * the change.
 *
 * The probability is that of a normal distribution above a bar. What the mean and what the standard deviation add is averaged over both
 * orders in which they could have changed; what the mean adds is divided like the change of the mean, which is linear in what was heard.
 */
export function answerReasonsBetween(before: Snapshot, after: Snapshot): (stakeholder: string) => readonly AnswerReason[] {
  const reasonsWith = sentimentReasonsBetween(before, after)
  const bar = thresholdOf(after)
  const chance = ({ mean }: Known, { variance }: Known): number => reaching(mean, variance, bar)
  return stakeholder => {
    const [there, here] = [knownOf(before, stakeholder), knownOf(after, stakeholder)]
    const byMean = (chance(here, there) - chance(there, there) + chance(here, here) - chance(there, here)) / 2
    const byVariance = (chance(there, here) - chance(there, there) + chance(here, here) - chance(here, there)) / 2
    const moved = here.mean - there.mean
    // Where the mean has hardly moved, the quotient would be one of rounding errors.
    const slope =
      Math.abs(moved) > LEAST_MOVE
        ? byMean / moved
        : (densityAt(here.mean, there.variance, bar) + densityAt(here.mean, here.variance, bar)) / 2
    const reasons: AnswerReason[] = [
      ...reasonsWith(new Map([[stakeholder, 1]])).map(each => ({ ...each, amount: slope * each.amount })),
      { kind: 'certainty', amount: byVariance },
    ]
    return reasons.filter(({ amount }) => Math.abs(amount) > ROUNDING)
  }
}

const LEAST_MOVE = 1e-9

/** What is smaller is left of sums that are equal. */
const ROUNDING = 1e-15

/** What is known of somebody's sentiment. */
interface Known {
  readonly mean: number
  readonly variance: number
}

function knownOf(s: Snapshot, stakeholder: string): Known {
  const { filter, index } = sentimentState(s)
  const i = index.get(stakeholder) ?? -1
  return { mean: meanOf(filter, i), variance: covarianceOf(filter, i, i) }
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

function reasonKey({ kind, stakeholder = '', reading = '', request = '', upheaval = '' }: AnswerReason): string {
  return JSON.stringify([kind, stakeholder, reading, request, upheaval])
}
