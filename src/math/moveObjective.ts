import { at, itemAt, vector } from '../support/linear.js'
import { normalCdf, normalDensity } from '../support/normal.js'

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

/** What is known of people. The matrix has a row after another. */
export interface MoveBeliefs {
  readonly means: Float64Array
  readonly covariance: Float64Array
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
  /** How far what is known has aged until then: the part that is left, and what it falls back to. */
  readonly ageing: { readonly factor: number; readonly priorMean: number; readonly priorCovariance?: Float64Array }
}

/** The chance of yes at the vote. */
export function voteObjective({ means, covariance }: MoveBeliefs, vote: MoveVote): MoveObjective {
  const size = means.length
  const { voters, thresholds, stillFalls } = vote
  const { factor, priorMean, priorCovariance } = vote.ageing
  const aged = covariance.map(
    (each, i) => factor ** 2 * each + (priorCovariance === undefined ? 0 : (1 - factor ** 2) * at(priorCovariance, i)),
  )
  const sds = vector(voters.length, i => Math.sqrt(at(aged, itemAt(voters, i) * (size + 1))))
  const distances = (of: Float64Array): Float64Array =>
    vector(voters.length, i => {
      const above = factor * at(of, itemAt(voters, i)) + (1 - factor) * priorMean - itemAt(thresholds, i)
      // Whoever is known for certain says yes or not.
      return at(sds, i) > 0 ? above / at(sds, i) : above >= 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    })
  const z = distances(means)
  const slopes = new Float64Array(voters.length)
  const probability = vote.gradient(z.map(normalCdf), slopes)
  const direction = new Float64Array(size)
  voters.forEach((person, i) => {
    if (at(sds, i) > 0) direction[person] = (at(slopes, i) * normalDensity(at(z, i))) / at(sds, i)
  })
  const variance = quadratic(aged, direction)
  const uncertainty = 2 * stillFalls ** 2 * probability * (1 - probability)
  return {
    value: of => stillFalls * vote.probability(distances(of).map(normalCdf)),
    uncertainty,
    direction,
    perVariance: variance > 0 ? uncertainty * (factor ** 2 / variance) : 0,
  }
}

/** The expected sentiment of the account. */
export function sentimentObjective({ covariance }: MoveBeliefs, weights: Float64Array): MoveObjective {
  const variance = Math.max(0, quadratic(covariance, weights))
  const uncertainty = Math.sqrt((2 / Math.PI) * variance)
  return {
    value: of => dot(of, weights),
    uncertainty,
    direction: weights,
    perVariance: variance > 0 ? uncertainty / variance : 0,
  }
}

/** A symmetric matrix times a vector. */
export function times(matrix: Float64Array, direction: Float64Array): Float64Array {
  const size = direction.length
  return vector(size, i => {
    let sum = 0
    for (let j = 0; j < size; j++) sum += at(matrix, i * size + j) * at(direction, j)
    return sum
  })
}

/** The sum of the products of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, each, i) => sum + each * at(b, i), 0)
}

function quadratic(matrix: Float64Array, direction: Float64Array): number {
  return dot(times(matrix, direction), direction)
}
