import { leavesOf, type Voice, voiceShares, voices } from '../influence/voice.js'
import { covarianceOf, covarianceWithSum, meanOf } from '../math/sentimentFilter.js'
import { knownShares, reliabilitiesOf } from '../sentiment/known.js'
import { sentimentState } from '../sentiment/state.js'
import { at, vectorOf } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'

/**
 * What is known of each stakeholder's sentiment and how much it weighs, in the order of the snapshot: what all measures of the account
 * start from.
 */
export interface AccountView {
  /** Shares of the account's voice. */
  readonly shares: Float64Array
  /** Expected sentiments, those of people never heard included. */
  readonly means: Float64Array
  readonly variances: Float64Array
  /** The share of what could be known that is known. */
  readonly reliabilities: Float64Array
  readonly isHeard: readonly boolean[]
  /** How far each counts as heard, 0..1: 0 for people never heard, less than 1 once what they said is stale. */
  readonly known: Float64Array
}

export function accountView(s: Snapshot): AccountView {
  return remembered(s, computeAccountView)
}

function computeAccountView(s: Snapshot): AccountView {
  const { filter, heard } = sentimentState(s)
  return {
    shares: voiceShares(s),
    means: vectorOf(s.stakeholders, (_, i) => meanOf(filter, i)),
    variances: vectorOf(s.stakeholders, (_, i) => covarianceOf(filter, i, i)),
    reliabilities: reliabilitiesOf(s),
    isHeard: s.stakeholders.map(({ id }) => heard.has(id)),
    known: knownShares(s),
  }
}

/**
 * Somebody's part in a weighted sum: a stakeholder by place, or a unit in which nobody is known and everything is as before any reading.
 */
export interface Part {
  readonly index: number | undefined
  readonly weight: number
}

/** Everybody's part in the account's voice. */
export function partsOfAll(s: Snapshot): readonly Part[] {
  return rememberedOf(s, voices(s), leafParts)
}

function leafParts(voice: Voice): readonly Part[] {
  return leavesOf(voice).map(({ index, share }) => ({ index, weight: share }))
}

/** The expected weighted sum of sentiments. */
export function meanOfSum(s: Snapshot, parts: readonly Part[]): number {
  const { means } = accountView(s)
  const { priorMean } = s.settings.sentiment
  return parts.reduce((sum, { index, weight }) => sum + weight * (index === undefined ? priorMean : at(means, index)), 0)
}

/** Of so many parts at most the variance is summed pair by pair. */
const MOST_PAIRED = 16

function varianceOfMany(s: Snapshot, parts: readonly Part[]): number {
  const { filter } = sentimentState(s)
  const weights = new Float64Array(filter.place.length)
  let variance = 0
  for (const { index, weight } of parts) {
    if (index === undefined) variance += (weight * s.settings.sentiment.priorSd) ** 2
    else weights[index] = weight
  }
  const cross = covarianceWithSum(filter, weights)
  for (let i = 0; i < weights.length; i++) variance += at(weights, i) * at(cross, i)
  return Math.max(variance, 0)
}

/** The variance of a weighted sum of sentiments. */
export function varianceOfSum(s: Snapshot, parts: readonly Part[]): number {
  const { priorSd } = s.settings.sentiment
  if (parts.length > MOST_PAIRED) return varianceOfMany(s, parts)
  const covariance = covariances(s)
  let variance = 0
  for (let k = 0; k < parts.length; k++) {
    const { index: i, weight = 0 } = parts[k] ?? {}
    variance += weight * weight * (i === undefined ? priorSd * priorSd : covariance(i, i))
    if (i === undefined) continue
    for (let l = 0; l < k; l++) {
      const other = parts[l]
      if (other?.index !== undefined) variance += 2 * weight * other.weight * covariance(i, other.index)
    }
  }
  return Math.max(variance, 0)
}

/** The covariance of two sentiments by place; where there are few people it is kept, because every sum asks for most of them again. */
function covariances(s: Snapshot): (i: number, j: number) => number {
  return remembered(s, computeCovariances)
}

function computeCovariances(s: Snapshot): (i: number, j: number) => number {
  const { filter } = sentimentState(s)
  const size = s.stakeholders.length
  if (size > MOST_PAIRED) return (i, j) => covarianceOf(filter, i, j)
  const known = new Float64Array(size * size)
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) known[i * size + j] = covarianceOf(filter, i, j)
  return (i, j) => at(known, i > j ? i * size + j : j * size + i)
}
