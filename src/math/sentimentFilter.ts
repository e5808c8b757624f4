import { addTimes, at, intAt } from '../support/linear.js'
import { normalQuantile, normalTail } from '../support/normal.js'
import {
  age,
  type Block,
  blockCovariance,
  covarianceByErrors,
  covarianceWithBlock,
  dependOn,
  emptyBlock,
  gainFor,
  jolt,
  loadingOf,
  loadingOfSum,
  type SentimentPrior,
  settle,
  shiftByErrors,
  shiftOf,
  takeSquare,
  teach,
  tellApart,
  uncertaintyOf,
  writable,
} from './sentimentBlock.js'
import { addError, covarianceWithErrors, type Loading, learn, noErrors, type SharedErrors, splitErrors } from './sharedErrors.js'

/**
 * The running state of a filter.
 *
 * People of different groups are independent once the errors that readings share are given, so the covariance falls into one block per group
 * and a reading costs the square of a group, not of the village. A block holds how far the mean has moved from the prior's and how much of
 * the prior's covariance the readings have taken away: ageing then is a mere multiplication. It also holds how much of each shared error is
 * in its mean.
 */
export interface SentimentFilter {
  readonly prior: SentimentPrior & { readonly mean: number }
  readonly blocks: readonly Block[]
  /** Which of the blocks each person is in, and where. */
  readonly place: readonly Place[]
  readonly errors: SharedErrors
  logLikelihood: number
}

interface Place {
  readonly block: number
  readonly row: number
}

/** A filter that has heard nothing, for people in the groups given. */
export function createFilter(groups: readonly unknown[], prior: SentimentPrior): SentimentFilter {
  const members = new Map<unknown, number[]>()
  groups.forEach((group, i) => {
    const known = members.get(group)
    if (known === undefined) members.set(group, [i])
    else known.push(i)
  })
  const blocks = [...members.values()].map(people => emptyBlock(people, prior))
  return { prior: { ...prior, mean: prior.mean ?? 0 }, blocks, place: placesIn(blocks), errors: noErrors(), logLikelihood: 0 }
}

/** Where each person stands. */
function placesIn(blocks: readonly Block[]): Place[] {
  const place: Place[] = []
  blocks.forEach(({ people }, block) => {
    people.forEach((i, row) => {
      place[i] = { block, row }
    })
  })
  return place
}

/** A filter that knows the same, aged to a day, and goes its own way from here. Until either hears more, both read the same numbers. */
export function agedCopy(filter: SentimentFilter, day: number): SentimentFilter {
  const copy = splitOff(filter)
  bringTo(copy, day)
  // Nothing waits in what is asked again and again.
  for (const block of copy.blocks) if (block.waiting.length > 0) settle(writable(block))
  return copy
}

/** What is known of person `i` on a day if nobody is heard until then; the filter stays as it is. */
export function knownOn(filter: SentimentFilter, i: number, day: number): { readonly mean: number; readonly variance: number } {
  const { block: present, row = -1 } = placeOf(filter, i) ?? {}
  if (present === undefined) return { mean: filter.prior.mean, variance: 0 }
  const block: Block = { ...present, isLent: true, memories: [] }
  age(block, day, filter.prior)
  const { covariance, size } = filter.errors
  const shared = covarianceByErrors(block, row, block, row, covariance, size)
  return { mean: meanIn(filter, block, row), variance: blockCovariance(block, row, row) + Math.max(shared, 0) }
}

/** A filter that knows the same and goes its own way from here. */
export function splitOff({ prior, blocks, place, errors, logLikelihood }: SentimentFilter): SentimentFilter {
  const copies = blocks.map(block => {
    block.isLent = true
    return { ...block, memories: block.memories.map(each => ({ ...each, cross: each.cross.slice(), errors: new Map(each.errors) })) }
  })
  return { prior, blocks: copies, place, errors: splitErrors(errors), logLikelihood }
}

/** What a reading did: whose block it moved, and how surprising and uncertain it was given the shared errors, whose parts in it stand in `loading`. */
export interface Step {
  readonly block: Block
  readonly row: number
  readonly surprise: number
  readonly uncertainty: number
  readonly loading: Loading
}

/**
 * Takes in a reading of person `i`; its day must not be before one already heard in the person's group. `value` is what was heard less
 * what its error is expected to be, and `key` the number of an error that it shares.
 */
export function hear(filter: SentimentFilter, i: number, day: number, value: number, variance: number, key?: number): Step | undefined {
  const place = placeOf(filter, i)
  // A reading of endless error says nothing.
  if (place === undefined || variance === Number.POSITIVE_INFINITY) return undefined
  const { block, row } = place
  age(block, day, filter.prior)
  return update(filter, block, row, value, variance, key === undefined ? NONE : [key], normalLogDensity)
}

/** Takes in a reading in which several shared errors are, and learns nothing about these: what it tells of them is in the answer. */
export function hearGiven(
  filter: SentimentFilter,
  i: number,
  day: number,
  value: number,
  variance: number,
  keys: readonly number[],
): Step | undefined {
  const place = placeOf(filter, i)
  if (place === undefined) return undefined
  const { block, row } = place
  age(block, day, filter.prior)
  return condition(filter, block, row, value, variance, keys)
}

const NONE: readonly number[] = []

/**
 * Takes in that person `i` did not answer, where an answer has the probability `Phi(k0 + slope x)`, `rate` on average over people of whom
 * nothing is known. It is the reading with the same effect on mean and variance, whose value is returned.
 *
 * @see C. E. Rasmussen and C. K. I. Williams, "Gaussian Processes for Machine Learning" (2006), section 3.9, for the moments
 */
export function hearSilence(
  filter: SentimentFilter,
  i: number,
  day: number,
  rate: number,
  slope: number,
): (Step & { readonly value: number }) | undefined {
  const place = placeOf(filter, i)
  if (place === undefined || slope === 0) return undefined
  const { block, row } = place
  age(block, day, filter.prior)
  const { mean: priorMean } = filter.prior
  const [mean, variance] = [meanOf(filter, i), covarianceOf(filter, i, i)]
  const intercept = normalQuantile(rate) * Math.sqrt(1 + slope * slope * block.variance) - slope * priorMean
  const spread = Math.sqrt(1 + slope * slope * variance)
  const { ratio, excess, logProbability } = normalTail(-(intercept + slope * mean) / spread)
  const error = (spread / slope) ** 2 / (ratio * excess) - variance
  if (!(error < Number.POSITIVE_INFINITY)) return undefined
  const value = mean - spread / (slope * excess)
  const step = update(filter, block, row, value, error, NONE, () => logProbability)
  return { ...step, value }
}

/** A reading with value and error variance of whoever stands in a row of a block that has aged to its day. */
function update(
  filter: SentimentFilter,
  block: Block,
  row: number,
  value: number,
  variance: number,
  keys: readonly number[],
  logDensity: (surprise: number, uncertainty: number) => number,
): Step {
  const step = condition(filter, block, row, value, variance, keys)
  const { surprise, uncertainty, loading } = step
  if (loading.keys.length === 0) {
    filter.logLikelihood += logDensity(surprise, uncertainty)
  } else {
    const { off, wider } = learn(filter.errors, loading, surprise, uncertainty)
    filter.logLikelihood += logDensity(off, wider)
  }
  return step
}

/** What a reading teaches about those of a block, given the shared errors. */
function condition({ prior }: SentimentFilter, block: Block, row: number, value: number, variance: number, keys: readonly number[]): Step {
  tellApart(writable(block), row)
  for (const key of keys) dependOn(block, key)
  const loading = loadingOf(block, row, keys)
  const gain = gainFor(block, row)
  const surprise = value - prior.mean - shiftOf(block, row)
  const uncertainty = uncertaintyOf(block, row, variance)
  for (const memory of block.memories) teach(memory, block, row, surprise, uncertainty, loading)
  const { slots, shift, columns } = block
  for (let j = 0; j < slots; j++) shift[j] = at(shift, j) + (at(gain, j) / uncertainty) * surprise
  takeSquare(block, 1 / uncertainty)
  for (let p = 0; p < columns.length; p++) addTimes(columns[p] ?? gain, -(loading.values[p] ?? Number.NaN) / uncertainty, gain)
  return { block, row, surprise, uncertainty, loading }
}

function normalLogDensity(surprise: number, uncertainty: number): number {
  return -0.5 * (Math.log(2 * Math.PI * uncertainty) + (surprise * surprise) / uncertainty)
}

/** Begins to look for an error that readings share, of mean 0, and gives its number. */
export function shareError(filter: SentimentFilter, variance: number): number {
  return addError(filter.errors, variance)
}

/** What an upheaval did to a block: what it left of each, by how much it moved each mean, and how much of each shared error went. */
export interface Jolt {
  readonly block: Block
  readonly moves: Float64Array
  readonly lost: readonly { readonly key: number; readonly column: Float64Array }[]
}

/**
 * Lets part of what is known be true no longer: of person `i` the share `strengths[i]`. The others keep what is known of them; how two
 * sway together is kept as far as it is for both.
 */
export function unsettle(filter: SentimentFilter, day: number, strengths: Float64Array): readonly Jolt[] {
  return filter.blocks.flatMap(block => {
    const kept = Float64Array.from(block.people, i => 1 - at(strengths, i))
    if (kept.every(share => share === 1)) return []
    age(block, day, filter.prior)
    writable(block)
    const moves = kept.map((share, row) => (share - 1) * (meanIn(filter, block, row) - filter.prior.mean))
    const lost = block.columns.map((column, p) => ({
      key: block.keys[p] ?? Number.NaN,
      column: kept.map((share, row) => (1 - share) * at(column, intAt(block.slot, row))),
    }))
    jolt(block, kept)
    return [{ block, moves, lost }]
  })
}

/** Moves the expected sentiment of person `i`, whatever was heard. */
export function nudge(filter: SentimentFilter, i: number, amount: number): void {
  const place = placeOf(filter, i)
  if (place === undefined) return
  const { block, row } = place
  tellApart(writable(block), row)
  const own = intAt(block.slot, row)
  block.shift[own] = at(block.shift, own) + amount
}

/** Ages everything known to a day. */
export function bringTo(filter: SentimentFilter, day: number): void {
  for (const block of filter.blocks) age(block, day, filter.prior)
}

/** The expected sentiment of person `i`. */
export function meanOf(filter: SentimentFilter, i: number): number {
  const place = filter.place[i]
  const block = place && filter.blocks[place.block]
  return block === undefined ? filter.prior.mean : meanIn(filter, block, place?.row ?? Number.NaN)
}

function meanIn({ prior, errors }: SentimentFilter, block: Block, row: number): number {
  return prior.mean + shiftOf(block, row) + shiftByErrors(block, row, errors.mean)
}

/** The covariance of the sentiments of `i` and `j`: across groups what shared errors leave open about both. */
export function covarianceOf(filter: SentimentFilter, i: number, j: number): number {
  const { place, blocks, errors } = filter
  const [a, b] = [place[i], place[j]]
  if (a === undefined || b === undefined) return 0
  const [first, second] = [blocks[a.block], blocks[b.block]]
  if (first === undefined || second === undefined) return 0
  const given = first === second ? blockCovariance(first, a.row, b.row) : 0
  const shared = covarianceByErrors(first, a.row, second, b.row, errors.covariance, errors.size)
  return given + (i === j ? Math.max(shared, 0) : shared)
}

/** The covariance of each person's sentiment with the weighted sum of everybody's. */
export function covarianceWithSum(filter: SentimentFilter, weights: Float64Array): Float64Array {
  const { blocks, errors } = filter
  const result = new Float64Array(filter.place.length)
  const shared = covarianceWithErrors(errors, addedUp(blocks.map(block => loadingOfSum(block, weights))))
  for (const block of blocks) {
    const cross = covarianceWithBlock(block, weights)
    block.people.forEach((i, row) => {
      result[i] = at(cross, row) + shiftByErrors(block, row, shared)
    })
  }
  return result
}

/** How far a shared error is expected to be from its prior mean, and the variance of that. */
export function sharedError({ errors }: SentimentFilter, key: number): { readonly mean: number; readonly variance: number } {
  return { mean: at(errors.mean, key), variance: Math.max(at(errors.covariance, key * errors.size + key), 0) }
}

/** Loadings on the same errors as one, in which each error is there once. */
export function addedUp(loadings: readonly Loading[]): Loading {
  const sums = new Map<number, number>()
  for (const { keys, values } of loadings) keys.forEach((key, p) => void sums.set(key, (sums.get(key) ?? 0) + (values[p] ?? Number.NaN)))
  return { keys: [...sums.keys()], values: [...sums.values()] }
}

/** Where a person stands. */
export function placeOf({ place, blocks }: SentimentFilter, i: number): { readonly block: Block; readonly row: number } | undefined {
  const { block: number = -1, row = -1 } = place[i] ?? {}
  const block = blocks[number]
  return block && { block, row }
}
