import { addRow, at } from '../support/linear.js'

/**
 * Errors that readings share, such as that of one reporter: a joint normal distribution of how far each is from what was expected of it.
 *
 * They never age. Given them, groups of people are independent, so that they are the only link between blocks.
 */
export interface SharedErrors {
  /** How many there are. */
  size: number
  /** The expected deviation of each from its own prior mean. */
  mean: Float64Array
  /** Their covariance, row by row. */
  covariance: Float64Array
  /** Whether somebody else reads the same two, which then may not be written. */
  isLent: boolean
  /** The covariance of each with what is heard; kept, because a new one for each reading would cost more than the sums. */
  cross: Float64Array
}

/** How much of each shared error is in something: for each of `keys` a value. */
export interface Loading {
  readonly keys: readonly number[]
  readonly values: readonly number[]
}

export function noErrors(): SharedErrors {
  return { size: 0, mean: new Float64Array(0), covariance: new Float64Array(0), isLent: false, cross: new Float64Array(0) }
}

/** The same errors, of which either learns on its own from here. */
export function splitErrors(errors: SharedErrors): SharedErrors {
  errors.isLent = true
  return { ...errors, cross: new Float64Array(errors.size) }
}

/** Begins to look for one more error, independent of the others, and gives its number. */
export function addError(errors: SharedErrors, variance: number): number {
  const { size, mean, covariance } = errors
  const next = size + 1
  const wider = new Float64Array(next * next)
  for (let k = 0; k < size; k++) wider.set(covariance.subarray(k * size, (k + 1) * size), k * next)
  wider[next * next - 1] = variance
  const longer = new Float64Array(next)
  longer.set(mean)
  Object.assign(errors, { size: next, mean: longer, covariance: wider, isLent: false, cross: new Float64Array(next) })
  return size
}

/** The covariance of each error with a sum of them. */
export function covarianceWithErrors(errors: SharedErrors, loading: Loading): Float64Array {
  return addCovariance(new Float64Array(errors.size), errors, loading)
}

function addCovariance(cross: Float64Array, { covariance }: SharedErrors, { keys, values }: Loading): Float64Array {
  for (let p = 0; p < keys.length; p++) addRow(cross, values[p] ?? Number.NaN, covariance, keys[p] ?? Number.NaN)
  return cross
}

/** The expected deviation of a sum of errors. */
export function meanOfErrors({ mean }: SharedErrors, loading: Loading): number {
  return weighed(loading, mean)
}

/** A sum of the elements of a vector, weighed. */
export function weighed({ keys, values }: Loading, vector: Float64Array): number {
  let sum = 0
  for (let p = 0; p < keys.length; p++) sum += (values[p] ?? Number.NaN) * at(vector, keys[p] ?? Number.NaN)
  return sum
}

/**
 * What a sum of errors that was seen with an error of its own teaches about each; `surprise` and `uncertainty` are those of the rest.
 *
 * @returns how surprising the whole was, and how uncertain
 */
export function learn(
  errors: SharedErrors,
  loading: Loading,
  surprise: number,
  uncertainty: number,
): { readonly off: number; readonly wider: number } {
  const cross = addCovariance(errors.cross.fill(0), errors, loading)
  const off = surprise - meanOfErrors(errors, loading)
  const wider = uncertainty + Math.max(weighed(loading, cross), 0)
  const { size, mean, covariance } = writableErrors(errors)
  for (let k = 0; k < size; k++) {
    const share = at(cross, k) / wider
    mean[k] = at(mean, k) + share * off
    for (let j = 0; j < size; j++) covariance[k * size + j] = at(covariance, k * size + j) - share * at(cross, j)
  }
  return { off, wider }
}

function writableErrors(errors: SharedErrors): SharedErrors {
  if (!errors.isLent) return errors
  errors.mean = errors.mean.slice()
  errors.covariance = errors.covariance.slice()
  errors.isLent = false
  return errors
}
