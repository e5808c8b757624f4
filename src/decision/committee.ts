import { barOf } from '../math/bar.js'
import { extensionOf } from '../math/extension.js'
import { covarianceOf, covarianceWithSum, meanOf } from '../math/sentimentFilter.js'
import { overEverybody, sentimentState } from '../sentiment/state.js'
import { at, vector, vectorOf } from '../support/linear.js'
import { normalCdf, normalDensity } from '../support/normal.js'
import { crossing, type PointOnCurve } from '../support/roots.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { type DecidingRule, decidingRule } from './rule.js'

/** Those who decide, with what is known of the sentiment of each, in the order of the rule's players. */
export interface Committee extends DecidingRule {
  /** The sentiment from which on somebody says yes. */
  readonly threshold: number
  readonly means: Float64Array
  readonly variances: Float64Array
}

/** Those who decide on the decision in view. A seat whose holder has left is judged like somebody never heard. */
export function committee(s: Snapshot): Committee {
  return remembered(s, computeCommittee)
}

function computeCommittee(s: Snapshot): Committee {
  const deciding = decidingRule(s)
  const { filter, index } = sentimentState(s)
  const { priorMean, priorSd } = s.settings.sentiment
  const seats = deciding.rule.players.map(player => seatIn(s, index, player))
  return {
    ...deciding,
    threshold: thresholdOf(s),
    means: vectorOf(seats, i => (i === undefined ? priorMean : meanOf(filter, i))),
    variances: vectorOf(seats, i => (i === undefined ? priorSd ** 2 : covarianceOf(filter, i, i))),
  }
}

/** The probability that somebody of whom nothing is known says yes to the decision in view. */
export function yesOfUnknown(s: Snapshot): number {
  const { priorMean, priorSd } = s.settings.sentiment
  return reaching(priorMean, priorSd ** 2, thresholdOf(s))
}

/** The probability that each stakeholder says yes to the decision in view, whether or not they have a say in it. */
export function yesByStakeholder(s: Snapshot): ReadonlyMap<string, number> {
  const { filter } = sentimentState(s)
  const threshold = thresholdOf(s)
  return new Map(s.stakeholders.map(({ id }, i) => [id, reaching(meanOf(filter, i), covarianceOf(filter, i, i), threshold)]))
}

/** The sentiment from which on somebody says yes to the decision in view. */
export function thresholdOf(s: Snapshot): number {
  return s.settings.decision.yesThreshold[s.decision?.kind ?? 'new']
}

/** The probability that each player's sentiment reaches a bar. */
export function yesAt({ means, variances }: Pick<Committee, 'means' | 'variances'>, bar: number): Float64Array {
  return vector(means.length, i => reaching(at(means, i), at(variances, i), bar))
}

/** The probability that the committee clears a bar, which is that of its highest cleared bar being at least as high. */
export function clearing(seats: Pick<Committee, 'rule' | 'means' | 'variances'>, bar: number): number {
  return extensionOf(seats.rule).probability(yesAt(seats, bar))
}

/** The bar that the committee clears with a probability, within 0..1. */
export function barClearedWith(seats: Committee, probability: number): number {
  const { rule, means, variances } = seats
  const slopes = new Float64Array(means.length)
  // On the scale of log odds the curve is nearly straight, so that Newton's method needs few steps.
  const logOdds = (bar: number): PointOnCurve => {
    const clears = extensionOf(rule).gradient(yesAt(seats, bar), slopes)
    let fall = 0
    for (let i = 0; i < means.length; i++) fall += at(slopes, i) * densityAt(at(means, i), at(variances, i), bar)
    return { value: Math.log(clears / (1 - clears)), slope: -fall / (clears * (1 - clears)) }
  }
  const reach = 10 * Math.sqrt(Math.max(...variances))
  const level = Math.log(probability / (1 - probability))
  return crossing(logOdds, level, Math.min(...means) - reach, Math.max(...means) + reach, barOf(rule, means).bar)
}

/**
 * The committee as it would look if a weighted sum of all sentiments were known to lie so many standard deviations from its mean: each mean
 * moves by its covariance with the sum, each variance shrinks by what the sum tells.
 */
export function givenSum(s: Snapshot, seats: Committee, weights: Float64Array, deviations: number): Committee {
  const state = sentimentState(s)
  const all = overEverybody(state, weights)
  const cross = covarianceWithSum(state.filter, all)
  const variance = cross.reduce((sum, each, i) => sum + each * at(all, i), 0)
  if (!(variance > 0)) return seats
  const sd = Math.sqrt(variance)
  const moves = vectorOf(seats.rule.players, player => {
    const i = seatIn(s, state.index, player)
    return i === undefined ? 0 : at(cross, i) / sd
  })
  return {
    ...seats,
    means: vector(moves.length, i => at(seats.means, i) + deviations * at(moves, i)),
    variances: vector(moves.length, i => Math.max(at(seats.variances, i) - at(moves, i) ** 2, 0)),
  }
}

/** The density of a sentiment at a bar. */
export function densityAt(mean: number, variance: number, bar: number): number {
  const sd = Math.sqrt(variance)
  return sd > 0 ? normalDensity((mean - bar) / sd) / sd : 0
}

/** The probability that a sentiment reaches a bar. */
export function reaching(mean: number, variance: number, bar: number): number {
  // Without uncertainty a sentiment either reaches the bar or does not.
  return variance > 0 ? normalCdf((mean - bar) / Math.sqrt(variance)) : mean >= bar ? 1 : 0
}

/** Where a player stands among the stakeholders; not among them when they have left. */
function seatIn(s: Snapshot, index: ReadonlyMap<string, number>, player: string): number | undefined {
  const i = index.get(player)
  return i !== undefined && i < s.stakeholders.length ? i : undefined
}
