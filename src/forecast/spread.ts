import { at, factorise, itemAt, solve, vector } from '../support/linear.js'
import { type Quadratic, slopeAt, valueAt } from './evidence.js'
import { logLikelihoodOf, type Model, type Posterior, type Prior, precisionOf } from './posterior.js'
import { isAtBound } from './search.js'

/** How wide the differences are that stand for derivatives, on logarithmic scales. */
const WIDTH = 0.02

/** A step along one of the numbers that are searched. */
type Move = readonly [number: number, way: number]

/**
 * How far each number may be off, as a standard deviation, the searched ones first: by the larger of the curvature and the sandwich, which
 * holds where the model is wrong, too. What lies at a bound has none, and the others take it as certain.
 *
 * @see P. J. Huber, "The behavior of maximum likelihood estimates under nonstandard conditions", Proceedings of the Fifth Berkeley
 * Symposium 1 (1967), for the sandwich; K.-Y. Liang and S. L. Zeger, "Longitudinal data analysis using generalized linear models",
 * Biometrika 73 (1986), for accounts as its clusters
 */
export function deviationsOf(
  model: Model,
  { point, biases }: Posterior,
  searched: readonly Prior[],
  linear: readonly Prior[],
): readonly (number | undefined)[] {
  const look = (...moves: readonly Move[]): readonly Quadratic[] =>
    model(point.map((value, k) => moves.reduce((sum, [i, way]) => (i === k ? sum + way * WIDTH : sum), value)))
  const total = (...moves: readonly Move[]): number => logLikelihoodOf(look(...moves), biases)
  const here = look()
  const sides = searched.map((_, i) => ({ up: look([i, 1]), down: look([i, -1]) }))

  const curvature = (i: number, j: number): number => {
    if (i !== j)
      return (total([i, 1], [j, 1]) - total([i, 1], [j, -1]) - total([i, -1], [j, 1]) + total([i, -1], [j, -1])) / (4 * WIDTH ** 2)
    const { up = [], down = [] } = sides[i] ?? {}
    return (logLikelihoodOf(up, biases) - 2 * logLikelihoodOf(here, biases) + logLikelihoodOf(down, biases)) / WIDTH ** 2
  }
  const tilt = (i: number, k: number): number => {
    const { up = [], down = [] } = sides[i] ?? {}
    return (slopeOf(up, biases, k) - slopeOf(down, biases, k)) / (2 * WIDTH)
  }
  const precision = precisionOf(here, linear)
  const count = searched.length
  /** What evidence and priors tell about two numbers together, the second one not before the first. */
  const told = (i: number, j: number): number => {
    if (i >= count) return at(precision, (i - count) * linear.length + j - count)
    if (j >= count) return -tilt(i, j - count)
    const { sd = Number.NaN } = searched[i] ?? {}
    return (i === j ? 1 / (sd * sd) : 0) - curvature(i, j)
  }

  const all = [
    ...searched.map((axis, i) => ({ i, axis, place: itemAt(point, i) })),
    ...linear.map((axis, k) => ({ i: count + k, axis, place: at(biases, k) })),
  ]
  const free = all.filter(({ axis, place }) => !isAtBound(place, axis)).map(({ i }) => i)
  const covariance = inverseOf(
    symmetric(free.length, (a, b) => told(itemAt(free, a), itemAt(free, b))),
    free.length,
  )
  if (covariance === undefined) return all.map(() => undefined)
  const scores = here.map((account, g) =>
    vector(free.length, a => {
      const i = itemAt(free, a)
      if (i >= count) return at(slopeAt(account, biases), i - count)
      const { up, down } = sides[i] ?? {}
      return (logLikelihoodAt(up?.[g], biases) - logLikelihoodAt(down?.[g], biases)) / (2 * WIDTH)
    }),
  )
  return all.map(({ i }) => {
    const a = free.indexOf(i)
    const row = covariance[a]
    return row === undefined ? undefined : Math.sqrt(Math.max(at(row, a), sandwich(scores, row)))
  })
}

/** What differs between accounts, seen through a row of the covariance. One account alone tells nothing of it. */
function sandwich(scores: readonly Float64Array[], row: Float64Array): number {
  if (scores.length < 2) return 0
  const squares = scores.reduce((sum, score) => sum + score.reduce((part, value, a) => part + value * at(row, a), 0) ** 2, 0)
  return (scores.length / (scores.length - 1)) * squares
}

function logLikelihoodAt(account: Quadratic | undefined, biases: Float64Array): number {
  return account === undefined ? Number.NaN : -valueAt(account, biases) / 2
}

function slopeOf(accounts: readonly Quadratic[], biases: Float64Array, k: number): number {
  return accounts.reduce((sum, account) => sum + at(slopeAt(account, biases), k), 0)
}

function symmetric(size: number, entry: (row: number, column: number) => number): Float64Array {
  const matrix = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const value = entry(row, column)
      matrix[row * size + column] = value
      matrix[column * size + row] = value
    }
  }
  return matrix
}

/** The rows of the inverse of a matrix; `undefined` where it is none of a peak. */
function inverseOf(matrix: Float64Array, size: number): Float64Array[] | undefined {
  const factorised = factorise(matrix, size)
  if (factorised === undefined) return undefined
  return Array.from({ length: size }, (_, i) =>
    solve(
      factorised,
      vector(size, k => (k === i ? 1 : 0)),
    ),
  )
}
