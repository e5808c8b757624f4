import { at, itemAt, vector } from '../support/linear.js'
import { normalCdf, normalDensity } from '../support/normal.js'
import type { JointState } from './jointState.js'

/** What moves are judged by. It is fixed before any is made. */
export interface MoveObjective {
  /** What the means are worth: a chance of yes, or a sentiment. */
  value(means: Float64Array): number
  /** The expected error of that worth, which hearing people lowers. */
  readonly uncertainty: number
  /** How much the worth hangs on each person, up to a factor. */
  readonly direction: Float64Array
  /** By how much the expected error falls for each fall of the variance in that direction. */
  readonly perVariance: number
}

/** What is known of people. */
export interface MoveBeliefs {
  readonly means: Float64Array
  readonly joint: JointState
}

/** The vote of some people, each independently. */
export interface MoveVote {
  /** The people who vote, by number. */
  readonly voters: readonly number[]
  readonly thresholds: readonly number[]
  /** The probability of yes by those of the voters. */
  probability(yes: Float64Array): number
  /** The same, and its slopes. */
  gradient(yes: Float64Array, slopes: Float64Array): number
  /** The probability that the vote is held at all. */
  readonly stillFalls: number
  /** How far what is known has aged until then: the part that is left, what it falls back to, and the covariance that it then has. */
  readonly aged: { readonly factor: number; readonly priorMean: number; readonly joint: Pick<JointState, 'covariance' | 'withSum'> }
}

/** The chance of yes at the vote. */
export function voteObjective(means: Float64Array, vote: MoveVote): MoveObjective {
  const { voters, thresholds, stillFalls } = vote
  const { factor, priorMean, joint } = vote.aged
  const sds = vector(voters.length, i => Math.sqrt(joint.covariance(itemAt(voters, i), itemAt(voters, i))))
  const distances = (of: Float64Array): Float64Array =>
    vector(voters.length, i => {
      const above = factor * at(of, itemAt(voters, i)) + (1 - factor) * priorMean - itemAt(thresholds, i)
      // Whoever is known for certain says yes or not.
      return at(sds, i) > 0 ? above / at(sds, i) : above >= 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    })
  const z = distances(means)
  const slopes = new Float64Array(voters.length)
  const probability = vote.gradient(z.map(normalCdf), slopes)
  const direction = new Float64Array(means.length)
  voters.forEach((person, i) => {
    if (at(sds, i) > 0) direction[person] = (at(slopes, i) * normalDensity(at(z, i))) / at(sds, i)
  })
  const variance = dot(joint.withSum(direction), direction)
  const uncertainty = 2 * stillFalls ** 2 * probability * (1 - probability)
  return {
    value: of => stillFalls * vote.probability(distances(of).map(normalCdf)),
    uncertainty,
    direction,
    perVariance: variance > 0 ? uncertainty * (factor ** 2 / variance) : 0,
  }
}

/** The expected sentiment of the account, of which some hangs on nobody known. */
export function sentimentObjective(weights: Float64Array, variance: number, ofNobody = 0): MoveObjective {
  const uncertainty = Math.sqrt((2 / Math.PI) * Math.max(0, variance))
  return {
    value: of => dot(of, weights) + ofNobody,
    uncertainty,
    direction: weights,
    perVariance: variance > 0 ? uncertainty / variance : 0,
  }
}

/** The sum of the products of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, each, i) => sum + each * at(b, i), 0)
}
