import { leavesOf, voiceShares, voices } from '../influence/voice.js'
import { covarianceOf, covarianceWithSum, meanOf } from '../math/sentimentFilter.js'
import { overEverybody, sentimentState } from '../sentiment/state.js'
import { at } from '../support/linear.js'
import { memoised } from '../support/memo.js'
import type { Snapshot } from '../village/snapshot.js'

/** What is known of each stakeholder's sentiment and how much it weighs, in the order of the snapshot: what all measures of the account start from. */
export interface AccountView {
  /** Shares of the account's voice. */
  readonly shares: Float64Array
  /** The share of units in which nobody is known, one by one. */
  readonly silentShares: readonly number[]
  /** Expected sentiments, those of people never heard included. */
  readonly means: Float64Array
  /** The share of what could be known that is known. */
  readonly reliabilities: Float64Array
  readonly isHeard: readonly boolean[]
}

export const accountView = memoised((s: Snapshot): AccountView => {
  const { filter, heard } = sentimentState(s)
  const prior = s.settings.sentiment.priorSd ** 2
  return {
    shares: voiceShares(s),
    silentShares: leavesOf(voices(s)).flatMap(({ index, share }) => (index === undefined ? [share] : [])),
    means: Float64Array.from(s.stakeholders, (_, i) => meanOf(filter, i)),
    reliabilities: Float64Array.from(s.stakeholders, (_, i) => 1 - covarianceOf(filter, i, i) / prior),
    isHeard: s.stakeholders.map(({ id }) => heard.has(id)),
  }
})

/** Mean and variance of a weighted sum of sentiments: of the stakeholders, and of units in which nobody is known and everything is as before any reading. */
export function sumOf(
  s: Snapshot,
  weights: Float64Array,
  silent: readonly number[] = [],
): { readonly mean: number; readonly variance: number } {
  const { priorMean, priorSd } = s.settings.sentiment
  const { means } = accountView(s)
  const state = sentimentState(s)
  const cross = covarianceWithSum(state.filter, overEverybody(state, weights))
  let mean = 0
  let variance = 0
  for (let i = 0; i < weights.length; i++) {
    mean += at(weights, i) * at(means, i)
    variance += at(weights, i) * at(cross, i)
  }
  for (const share of silent) {
    mean += share * priorMean
    variance += share * share * priorSd * priorSd
  }
  return { mean, variance: Math.max(variance, 0) }
}
