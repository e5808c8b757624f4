import { at } from '../support/linear.js'

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
  /** Whether another filter reads the same arrays, which then may not be written. */
  isLent: boolean
}

/** How much of each shared error is in something: for each of `keys` a value. */
export interface Loading {
  readonly keys: readonly number[]
  readonly values: readonly number[]
}

export function noErrors(): SharedErrors {
  return { size: 0, mean: new Float64Array(0), covariance: new Float64Array(0), isLent: false }
}

/** The same errors, to go their own way from here. */
export function lentErrors(errors: SharedErrors): SharedErrors {
  errors.isLent = true
  return { ...errors }
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
  Object.assign(errors, { size: next, mean: longer, covariance: wider, isLent: false })
  return size
}

/** The covariance of each error with a sum of them. */
export function covarianceWithErrors({ size, covariance }: SharedErrors, { keys, values }: Loading): Float64Array {
  const cross = new Float64Array(size)
  for (let p = 0; p < keys.length; p++) {
    const value = values[p] ?? Number.NaN
    if (value === 0) continue
    const row = (keys[p] ?? Number.NaN) * size
    for (let k = 0; k < size; k++) cross[k] = at(cross, k) + value * at(covariance, row + k)
  }
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

/** What a sum of errors that was seen with an error of its own teaches about each; `surprise` and `uncertainty` are those of the whole. */
export function learn(errors: SharedErrors, cross: Float64Array, surprise: number, uncertainty: number): void {
  if (errors.isLent) Object.assign(errors, { mean: errors.mean.slice(), covariance: errors.covariance.slice(), isLent: false })
  const { size, mean, covariance } = errors
  for (let k = 0; k < size; k++) {
    const share = at(cross, k) / uncertainty
    if (share === 0) continue
    mean[k] = at(mean, k) + share * surprise
    for (let l = 0; l < size; l++) covariance[k * size + l] = at(covariance, k * size + l) - share * at(cross, l)
  }
}
