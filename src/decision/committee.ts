import { extensionOf } from '../math/extension.js'
import { covarianceOf, covarianceWithSum, meanOf } from '../math/sentimentFilter.js'
import { overEverybody, sentimentState } from '../sentiment/state.js'
import { at } from '../support/linear.js'
import { memoised } from '../support/memo.js'
import { normalCdf } from '../support/normal.js'
import type { Snapshot } from '../village/snapshot.js'
import { type DecidingRule, decidingRule } from './rule.js'

/** Those who decide, with what is known of the sentiment of each, in the order of the rule's players. */
export interface Committee extends DecidingRule {
  /** The sentiment from which on somebody says yes. */
  readonly threshold: number
  readonly means: Float64Array
  readonly variances: Float64Array
}

/** Those who decide on the decision in view. A seat whose holder has left is judged like somebody never heard. */
export const committee = memoised((s: Snapshot): Committee => {
  const deciding = decidingRule(s)
  const { filter, index } = sentimentState(s)
  const { priorMean, priorSd } = s.settings.sentiment
  const seats = deciding.rule.players.map(player => seatIn(s, index, player))
  return {
    ...deciding,
    threshold: s.settings.decision.yesThreshold[s.decision?.kind ?? 'new'],
    means: Float64Array.from(seats, i => (i === undefined ? priorMean : meanOf(filter, i))),
    variances: Float64Array.from(seats, i => (i === undefined ? priorSd ** 2 : covarianceOf(filter, i, i))),
  }
})

/** The probability that each player's sentiment reaches a bar. */
export function yesAt({ means, variances }: Pick<Committee, 'means' | 'variances'>, bar: number): Float64Array {
  return means.map((mean, i) => reaching(mean, at(variances, i), bar))
}

/** The probability that the committee clears a bar, which is that of its highest cleared bar being at least as high. */
export function clearing(seats: Pick<Committee, 'rule' | 'means' | 'variances'>, bar: number): number {
  return extensionOf(seats.rule).probability(yesAt(seats, bar))
}

/**
 * The committee as it would look if a weighted sum of all sentiments were known to lie so many standard deviations from its mean: each mean moves by its
 * covariance with the sum, each variance shrinks by what the sum tells.
 */
export function givenSum(s: Snapshot, seats: Committee, weights: Float64Array, deviations: number): Committee {
  const state = sentimentState(s)
  const all = overEverybody(state, weights)
  const cross = covarianceWithSum(state.filter, all)
  const variance = cross.reduce((sum, each, i) => sum + each * at(all, i), 0)
  if (!(variance > 0)) return seats
  const sd = Math.sqrt(variance)
  const told = Float64Array.from(seats.rule.players, player => {
    const i = seatIn(s, state.index, player)
    return i === undefined ? 0 : at(cross, i) / sd
  })
  return {
    ...seats,
    means: seats.means.map((mean, i) => mean + deviations * at(told, i)),
    variances: seats.variances.map((each, i) => Math.max(each - at(told, i) ** 2, 0)),
  }
}

function reaching(mean: number, variance: number, bar: number): number {
  // Without uncertainty a sentiment either reaches the bar or does not.
  return variance > 0 ? normalCdf((mean - bar) / Math.sqrt(variance)) : mean >= bar ? 1 : 0
}

/** Where a player stands among the stakeholders; not among them when they have left. */
function seatIn(s: Snapshot, index: ReadonlyMap<string, number>, player: string): number | undefined {
  const i = index.get(player)
  return i !== undefined && i < s.stakeholders.length ? i : undefined
}
