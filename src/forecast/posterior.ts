import { at, factorise, itemAt, solve, vector } from '../support/linear.js'
import { type Quadratic, valueAt } from './evidence.js'
import { type Belief, plausibility } from './fitted.js'
import { type Axis, climbed, within } from './search.js'

/** A number to be fitted: how plausible it is beforehand, and between what bounds it is looked for. */
export type Prior = Belief & Axis

/** What each account tells about the biases, at a point of the search. */
export type Model = (point: readonly number[]) => readonly Quadratic[]

/** The most plausible values of the numbers that are searched, and of the biases that follow from them by linear equations. */
export interface Posterior {
  readonly point: readonly number[]
  readonly biases: Float64Array
}

/** How far the search steps first and last, on logarithmic scales. */
const STEPS = { step: 0.4, tolerance: 0.001 }

/** The numbers under which priors and evidence together are most plausible; the search begins at the priors' means. */
export function mostPlausibleTogether(model: Model, searched: readonly Prior[], linear: readonly Prior[]): Posterior {
  const profile = (point: readonly number[]): number => {
    const accounts = model(point)
    const biases = biasesOf(accounts, linear)
    const before = sumOf([
      ...searched.map((each, i) => plausibility(itemAt(point, i), each)),
      ...linear.map((each, k) => plausibility(at(biases, k), each)),
    ])
    return logLikelihoodOf(accounts, biases) + before
  }
  const { point } = climbed(
    profile,
    searched.map(({ mean }) => mean),
    searched,
    STEPS,
  )
  return { point, biases: biasesOf(model(point), linear) }
}

/** The logarithm of the probability density of all readings. */
export function logLikelihoodOf(accounts: readonly Quadratic[], biases: Float64Array): number {
  return sumOf(accounts.map(account => -valueAt(account, biases) / 2))
}

/** The sum of the accounts' matrices, with what the priors know on the diagonal. */
export function precisionOf(accounts: readonly Quadratic[], linear: readonly Prior[]): Float64Array {
  const size = linear.length
  return vector(size * size, k => {
    const [row, column] = [Math.floor(k / size), k % size]
    return sumOf(accounts.map(each => at(each.matrix, k))) + (row === column ? 1 / (linear[row]?.sd ?? Number.NaN) ** 2 : 0)
  })
}

/** The most plausible biases, given all else. */
function biasesOf(accounts: readonly Quadratic[], linear: readonly Prior[]): Float64Array {
  const size = linear.length
  const right = vector(size, k => sumOf(accounts.map(each => at(each.vector, k))) + pull(linear[k]))
  const factorised = factorise(precisionOf(accounts, linear), size)
  return factorised === undefined ? right.fill(Number.NaN) : solve(factorised, right).map((value, k) => within(value, linear[k]))
}

function pull(prior: Prior | undefined): number {
  return prior === undefined ? Number.NaN : prior.mean / (prior.sd * prior.sd)
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0)
}
