import { at, vector } from '../support/linear.js'

/** The covariance of people's sentiments, as it is or as it would be once some have been heard. People are numbers. */
export interface JointState {
  readonly size: number
  covariance(i: number, j: number): number
  /** The covariance of each sentiment with the weighted sum of all. */
  withSum(weights: Float64Array): Float64Array
  /** The state once somebody has been heard, with an error of that variance. */
  hearing(i: number, error: number): JointState
}

/**
 * A state of which the covariance is known.
 *
 * What hearing somebody takes from the covariance is the product of two covariances with them, so that a state after some were heard is the
 * one before them and a vector for each, not a matrix.
 */
export function jointState(known: Omit<JointState, 'hearing'>): JointState {
  return {
    ...known,
    hearing(heard, error) {
      const swayed = vector(known.size, i => known.covariance(i, heard))
      const spread = at(swayed, heard) + error
      // Whoever is known for certain has nothing to add.
      const shares = swayed.map(each => (spread > 0 ? each / spread : 0))
      return jointState({
        size: known.size,
        covariance: (i, j) => known.covariance(i, j) - at(shares, i) * at(swayed, j),
        withSum(weights) {
          const before = known.withSum(weights)
          const told = at(before, heard)
          return before.map((each, i) => each - at(shares, i) * told)
        },
      })
    },
  }
}

/** The state of which the covariance is given, a row after another. */
export function jointStateOf(matrix: Float64Array, size: number): JointState {
  return jointState({
    size,
    covariance: (i, j) => at(matrix, i * size + j),
    withSum: weights =>
      vector(size, i => {
        let sum = 0
        for (let j = 0; j < size; j++) sum += at(matrix, i * size + j) * at(weights, j)
        return sum
      }),
  })
}
