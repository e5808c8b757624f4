import { errorFor, quoted } from '../errors.js'
import { leavesOf, type Voice, voiceShares, voices } from '../influence/voice.js'
import { overEverybody, sentimentState, stateRemembering } from '../sentiment/state.js'
import { DATE_HELP, DAY, isDay, parseInstant, type TimeInput } from '../support/instants.js'
import { at } from '../support/linear.js'
import { normalCdf } from '../support/normal.js'
import type { Snapshot } from '../village/snapshot.js'
import { meanOfSum, varianceOfSum } from './view.js'

/** How a sentiment has moved. */
export interface SentimentTrend {
  /** The expected change since then; `undefined` when nobody concerned was ever heard. */
  readonly change: number | undefined
  /** Its standard deviation. */
  readonly sd: number | undefined
  /** The probability that it fell, 0..1. */
  readonly probabilityOfDecline: number | undefined
}

/** What trend is asked for. */
export interface TrendOptions {
  /** From when on; a day is its beginning. */
  readonly since: TimeInput
  /** Whose sentiment; that of the whole account, by today's shares of voice, when absent. */
  readonly stakeholder?: string
  /** The unit whose sentiment it is, by today's shares of voice within it. */
  readonly unit?: string
}

/**
 * How the sentiment of a person, a unit or the account has moved since a date, as far as all readings up to the snapshot tell.
 *
 * It is the posterior of the difference, `x(T) - x(T0)`, so that later readings also correct what we believe of the earlier date. A change
 * is not a speed: nothing is extrapolated.
 *
 * @throws InvalidDateError for a date that is none; InvalidArgumentError for one after the snapshot, or a unit without people;
 * UnknownStakeholderError when nobody in the snapshot has the id
 * @see B. D. O. Anderson and J. B. Moore, "Optimal Filtering" (1979), section 7.2, for fixed-point smoothing
 * @example
 * import { createVillage, sentimentTrend, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }],
 *   observations: [
 *     { stakeholder: 'ann', at: '2026-01-05', sentiment: 0.8, via: 'interview' },
 *     { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.2, via: 'interview' },
 *   ],
 * })
 * const trend = sentimentTrend(snapshot(village, '2026-03-02'), { since: '2026-01-05', stakeholder: 'ann' })
 * trend.change //=> -0.4098
 * trend.probabilityOfDecline //=> 0.9903
 */
export function sentimentTrend(s: Snapshot, { since, stakeholder, unit }: TrendOptions): SentimentTrend {
  const start = parseInstant(since)
  if (start === undefined) throw errorFor('sentimentTrend', [{ path: 'since', message: `is no date. ${DATE_HELP}`, code: 'invalidDate' }])
  const now = parseInstant(s.agedTo) ?? 0
  // Within the snapshot's own day nothing has moved yet; beyond it nothing is known.
  if (start > now && start >= (parseInstant(s.asOf) ?? 0) + (isDay(s.asOf) ? DAY : 1)) {
    throw errorFor('sentimentTrend', [{ path: 'since', message: `is after the snapshot of ${s.asOf}`, code: 'invalidArgument' }])
  }
  const weights = unit === undefined ? weightsOf(s, stakeholder) : weightsIn(s, unit)
  const { heard } = sentimentState(s)
  if (!s.stakeholders.some(({ id }, i) => at(weights, i) > 0 && heard.has(id))) {
    return { change: undefined, sd: undefined, probabilityOfDecline: undefined }
  }
  const { change, variance } = changeSince(s, weights, Math.min(start, now) / DAY)
  const sd = Math.sqrt(variance)
  return { change, sd, probabilityOfDecline: sd > 0 ? normalCdf(-change / sd) : change < 0 ? 1 : 0 }
}

/** Mean and variance of the change of a weighted sum. */
function changeSince(s: Snapshot, weights: Float64Array, day: number): { readonly change: number; readonly variance: number } {
  const parts = s.stakeholders.map((_, index) => ({ index, weight: at(weights, index) }))
  const mean = meanOfSum(s, parts)
  const variance = varianceOfSum(s, parts)
  const { filter, memory } = stateRemembering(s, weights, day)
  const all = overEverybody({ filter }, weights)
  const then = memory.reduce((sum, part) => sum + part.mean, 0)
  const thenVariance = memory.reduce((sum, part) => sum + part.variance, 0)
  const shared = filter.blocks.reduce((total, block, b) => {
    const cross = memory[b]?.cross ?? new Float64Array(block.size)
    return block.people.reduce((sum, person, row) => sum + at(all, person) * at(cross, row), total)
  }, 0)
  return { change: mean - then, variance: Math.max(0, variance + thenVariance - 2 * shared) }
}

/** Everybody's share of a unit's voice. */
function weightsIn(s: Snapshot, unit: string): Float64Array {
  const found = unitIn(voices(s), unit)
  if (found === undefined) {
    const message = `there is no unit ${quoted(unit)} with people in the snapshot of ${s.asOf}`
    throw errorFor('sentimentTrend', [{ path: 'unit', message, code: 'invalidArgument' }])
  }
  const weights = new Float64Array(s.stakeholders.length)
  const leaves = leavesOf(found)
  for (const { index, share } of leaves) if (index !== undefined) weights[index] = found.share > 0 ? share / found.share : 1 / leaves.length
  return weights
}

function unitIn(voice: Voice, unit: string): Voice | undefined {
  if (voice.kind === 'unit' && voice.id === unit) return voice
  for (const child of voice.children) {
    const found = unitIn(child, unit)
    if (found !== undefined) return found
  }
  return undefined
}

function weightsOf(s: Snapshot, stakeholder: string | undefined): Float64Array {
  if (stakeholder === undefined) return voiceShares(s)
  const i = s.stakeholders.findIndex(({ id }) => id === stakeholder)
  if (i < 0) {
    const message = `there is no stakeholder ${quoted(stakeholder)} in the snapshot of ${s.asOf}`
    throw errorFor('sentimentTrend', [{ path: 'stakeholder', message, code: 'unknownStakeholder' }])
  }
  const weights = new Float64Array(s.stakeholders.length)
  weights[i] = 1
  return weights
}
