import { covarianceOf, covarianceWithSum } from '../math/sentimentFilter.js'
import { sentimentState } from '../sentiment/state.js'
import { overEverybody } from '../sentiment/takeIn.js'
import { at, vector } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'

/** The covariance of the stakeholders' sentiments as it would be after interviews. */
export interface JointState {
  readonly size: number
  covariance(i: number, j: number): number
  /** The covariance of each sentiment with the weighted sum of all. */
  withSum(weights: Float64Array): Float64Array
  /** The variance of what somebody would be heard to say in an interview. */
  spread(i: number): number
  /** The state once somebody has been heard. */
  hearing(i: number): JointState
}

/** The covariance of the stakeholders' sentiments as it is. */
export function jointState(s: Snapshot): JointState {
  const { filter } = sentimentState(s)
  const size = s.stakeholders.length
  const known = {
    size,
    covariance: (i: number, j: number): number => covarianceOf(filter, i, j),
    withSum: (weights: Float64Array): Float64Array => covarianceWithSum(filter, overEverybody({ filter }, weights)).slice(0, size),
  }
  return stateOf(known, s.settings.sentiment.readingSd.interview ** 2)
}

/**
 * A state of which the covariance is known, and the error variance of an interview.
 *
 * What an interview takes from the covariance is the product of two covariances with whoever is heard, so that a state after some interviews
 * is the one before them and a vector for each, not a matrix.
 */
export function stateOf(known: Pick<JointState, 'size' | 'covariance' | 'withSum'>, error: number): JointState {
  const spread = (i: number): number => known.covariance(i, i) + error
  return {
    ...known,
    spread,
    hearing(heard) {
      const swayed = vector(known.size, i => known.covariance(i, heard))
      const shares = swayed.map(each => each / spread(heard))
      const after = {
        size: known.size,
        covariance: (i: number, j: number): number => known.covariance(i, j) - at(shares, i) * at(swayed, j),
        withSum(weights: Float64Array): Float64Array {
          const before = known.withSum(weights)
          const told = at(before, heard)
          return before.map((each, i) => each - at(shares, i) * told)
        },
      }
      return stateOf(after, error)
    },
  }
}
