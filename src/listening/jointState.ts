import { covarianceOf } from '../math/sentimentFilter.js'
import { sentimentState } from '../sentiment/state.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'

/** The covariance of the stakeholders' sentiments as it would be after interviews. */
export interface JointState {
  readonly size: number
  covariance(i: number, j: number): number
  /** The variance of what somebody would be heard to say in an interview. */
  spread(i: number): number
  /** The state once somebody has been heard. */
  hearing(i: number): JointState
}

/** The covariance of the stakeholders' sentiments as it is. */
export function jointState(s: Snapshot): JointState {
  const { filter } = sentimentState(s)
  const size = s.stakeholders.length
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) matrix[i * size + j] = covarianceOf(filter, i, j)
  return stateOf(matrix, size, s.settings.sentiment.readingSd.interview ** 2)
}

/** A state from a covariance, row by row, and the error variance of an interview. */
export function stateOf(matrix: Float64Array, size: number, error: number): JointState {
  const covariance = (i: number, j: number): number => at(matrix, i * size + j)
  const spread = (i: number): number => covariance(i, i) + error
  return {
    size,
    covariance,
    spread,
    hearing(heard) {
      const next = matrix.slice()
      for (let i = 0; i < size; i++) {
        const share = covariance(i, heard) / spread(heard)
        if (share !== 0) for (let j = 0; j < size; j++) next[i * size + j] = covariance(i, j) - share * covariance(heard, j)
      }
      return stateOf(next, size, error)
    },
  }
}
