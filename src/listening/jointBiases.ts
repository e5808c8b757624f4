import { sentimentState } from '../sentiment/state.js'
import { at, factorise, solve, vector } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'

/** What is believed of a shared error. */
interface Belief {
  readonly mean: number
  readonly sd: number
}

/**
 * What several accounts together tell of errors that readings share in all of them: a regression with one column for each, and as ridge its
 * precision before anything was heard.
 *
 * Given the errors the accounts are independent. What the readings of one tell is what its filter knows less what it began with, as
 * precisions, so that their sum and the common beginning are what all tell. Each error is measured in its standard deviation.
 */
export function jointBiases(all: readonly Snapshot[], errors: readonly (Belief & { readonly key: string })[]): readonly Belief[] {
  const free = errors.filter(({ sd }) => sd > 0)
  const places = new Map(free.map(({ key }, k) => [key, k]))
  const size = free.length
  const precision = new Float64Array(size * size)
  const told = new Float64Array(size)
  for (let k = 0; k < size; k++) precision[k * size + k] = 1
  for (const s of all) addAccount(s, free, places, precision, told)
  const inverse = inverseOf(precision, size)
  const known = free.map(({ mean, sd }, k) => {
    let moved = 0
    for (let l = 0; l < size; l++) moved += at(inverse, k * size + l) * at(told, l)
    return { mean: mean + sd * moved, sd: sd * Math.sqrt(Math.max(at(inverse, k * size + k), 0)) }
  })
  return errors.map(error => known[places.get(error.key) ?? -1] ?? { mean: error.mean, sd: error.sd })
}

/** Adds what one account tells, in units of the common standard deviations. */
function addAccount(
  s: Snapshot,
  free: readonly (Belief & { readonly key: string })[],
  places: ReadonlyMap<string, number>,
  precision: Float64Array,
  told: Float64Array,
): void {
  const { filter, errors } = sentimentState(s)
  const { size, mean, covariance } = filter.errors
  const own = [...errors].flatMap(([key, { number, sd }]) => {
    const place = places.get(key)
    return place === undefined || sd === 0 ? [] : [{ place, number, sd, scale: (free[place]?.sd ?? Number.NaN) / sd }]
  })
  const inverse = inverseOf(
    vector(own.length ** 2, p => {
      const [a, b] = [own[Math.floor(p / own.length)], own[p % own.length]]
      return a === undefined || b === undefined ? Number.NaN : at(covariance, a.number * size + b.number) / (a.sd * b.sd)
    }),
    own.length,
  )
  own.forEach((a, i) => {
    own.forEach((b, j) => {
      const weight = at(inverse, i * own.length + j)
      const place = a.place * free.length + b.place
      precision[place] = at(precision, place) + (weight - Number(i === j)) * a.scale * b.scale
      told[a.place] = at(told, a.place) + a.scale * weight * (at(mean, b.number) / b.sd)
    })
  })
}

/** The inverse of a covariance or a precision, row by row. */
function inverseOf(matrix: Float64Array, size: number): Float64Array {
  const factors = factorise(matrix, size)
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    const column =
      factors &&
      solve(
        factors,
        vector(size, l => Number(k === l)),
      )
    for (let l = 0; l < size; l++) inverse[l * size + k] = column === undefined ? Number.NaN : at(column, l)
  }
  return inverse
}
