import { createFilter, hearGiven, type Step, unsettle } from '../math/sentimentFilter.js'
import type { ReadingSource } from '../model/observation.js'
import type { SentimentSettings } from '../model/settings.js'
import { at, factorise, itemAt, solve, vector } from '../support/linear.js'
import { type HeardAccount, variancesUnder } from './heard.js'

/** A quadratic function of some numbers `b`: `b' matrix b - 2 vector' b + constant`. */
export interface Quadratic {
  readonly size: number
  /** Row by row. */
  readonly matrix: Float64Array
  readonly vector: Float64Array
  readonly constant: number
}

/** What is believed of how sentiments differ, fade and are read, apart from what is expected on average. */
export interface ReadingBeliefs {
  readonly halfLifeDays: number
  readonly priorSd: number
  /** How many times as large the errors of sources are as given. */
  readonly readingSdFactor: number
  /** How many times as large the errors that readings share are as given. */
  readonly sharedSdFactor: number
}

/**
 * Minus twice the logarithm of the probability density of an account's readings, as a function of its shared errors and, behind them, of
 * the biases that all accounts share: the prior mean and the offsets of some sources.
 *
 * Given these the filter's surprises are linear in them: a reading with loading `H`, surprise `v` and uncertainty `F` adds `H' H / F` to the
 * matrix, `H' v / F` to the vector and `log(2 pi F) + v^2 / F` to the constant. The prior mean is one more error, in every reading.
 */
export function surprisesOf(
  heard: HeardAccount,
  given: SentimentSettings,
  { halfLifeDays, priorSd, readingSdFactor }: Omit<ReadingBeliefs, 'sharedSdFactor'>,
  offsets: readonly ReadingSource[],
): Quadratic {
  const { groups, errors, events } = heard
  const filter = createFilter(groups, { sd: priorSd, halfLifeDays, sameGroupCorrelation: given.sameUnitCorrelation })
  const size = errors.length + 1 + offsets.length
  const [matrix, right] = [new Float64Array(size * size), new Float64Array(size)]
  const variances = variancesUnder(heard, readingSdFactor, given.sameDayCorrelation)
  let [constant, count] = [0, 0]
  for (const event of events) {
    if (!('person' in event)) {
      unsettle(filter, event.day, event.strengths)
      continue
    }
    const { person, day, via, value, error, mayBeRosier } = event
    const offset = mayBeRosier ? offsets.indexOf(via) : -1
    const keys = [errors.length, ...(error === undefined ? [] : [error]), ...(offset < 0 ? [] : [errors.length + 1 + offset])]
    const known = mayBeRosier && offset < 0 ? given.offset[via] : 0
    const step = hearGiven(filter, person, day, value - known, itemAt(variances, count++), keys)
    if (step === undefined) continue
    const { surprise, uncertainty } = step
    constant += Math.log(2 * Math.PI * uncertainty) + (surprise * surprise) / uncertainty
    addTo(matrix, right, size, step)
  }
  return { size, matrix, vector: right, constant }
}

/** Adds what a reading tells to matrix and vector. */
function addTo(matrix: Float64Array, right: Float64Array, size: number, { surprise, uncertainty, loading: { keys, values } }: Step): void {
  for (let p = 0; p < keys.length; p++) {
    const key = itemAt(keys, p)
    const share = itemAt(values, p) / uncertainty
    right[key] = at(right, key) + share * surprise
    for (let q = 0; q < keys.length; q++) {
      const place = key * size + itemAt(keys, q)
      matrix[place] = at(matrix, place) + share * itemAt(values, q)
    }
  }
}

/** The same as a function of the biases alone, whatever the shared errors are: these have mean 0 and the standard deviations given. */
export function overErrors(surprises: Quadratic, sds: readonly number[]): Quadratic {
  const { size, matrix, vector: right, constant } = surprises
  const [count, left] = [sds.length, size - sds.length]
  if (count === 0) return surprises
  // With the errors in units of their own standard deviations an error that is certain is no special case.
  const scaled = (row: number, column: number): number => itemAt(sds, row) * at(matrix, row * size + column)
  const inner = vector(count * count, k => {
    const [row, column] = [Math.floor(k / count), k % count]
    return scaled(row, column) * itemAt(sds, column) + (row === column ? 1 : 0)
  })
  const factorised = factorise(inner, count) ?? { size: count, triangles: inner.fill(Number.NaN) }
  const own = vector(count, row => itemAt(sds, row) * at(right, row))
  const solved = solve(factorised, own)
  const columns = Array.from({ length: left }, (_, j) => vector(count, row => scaled(row, count + j)))
  const solvedColumns = columns.map(column => solve(factorised, column))
  let determinant = 0
  for (let k = 0; k < count; k++) determinant += Math.log(at(factorised.triangles, k * count + k))
  return {
    size: left,
    matrix: vector(left * left, k => {
      const [row, column] = [Math.floor(k / left), k % left]
      return at(matrix, (count + row) * size + count + column) - product(columns[row], solvedColumns[column])
    }),
    vector: vector(left, j => at(right, count + j) - product(columns[j], solved)),
    constant: constant + determinant - product(own, solved),
  }
}

/** The value of a quadratic function. */
export function valueAt({ constant, vector: right, ...quadratic }: Quadratic, biases: Float64Array): number {
  const slope = slopeAt({ constant, vector: right, ...quadratic }, biases)
  // b' A b - 2 c' b = -b' (c - A b) - c' b
  return constant - product(biases, slope) - product(right, biases)
}

/** Minus half of its slope: `vector - matrix b`. */
export function slopeAt({ size, matrix, vector: right }: Quadratic, biases: Float64Array): Float64Array {
  return right.map((value, j) => value - product(matrix.subarray(j * size, (j + 1) * size), biases))
}

function product(a: Float64Array | undefined, b: Float64Array | undefined): number {
  if (a === undefined || b === undefined) return Number.NaN
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += at(a, k) * at(b, k)
  return sum
}
