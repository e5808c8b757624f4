import { addTimes, at, intAt, scale } from '../support/linear.js'
import type { Loading } from './sharedErrors.js'

/** What we believe of sentiments before hearing anybody, and how fast they drift. */
export interface SentimentPrior {
  /** The sentiment expected of somebody never heard, -1..1; 0 when absent. */
  readonly mean?: number | undefined
  /** Its standard deviation, above 0. */
  readonly sd: number
  /** Days after which half of a deviation from the mean has faded, above 0. */
  readonly halfLifeDays: number
  /** The correlation of two people of the same group, 0 up to but not including 1. */
  readonly sameGroupCorrelation: number
}

/** People of one group, whose sentiments sway together and with nobody else's. */
export interface Block {
  readonly size: number
  /** Who is in the block, in its order. */
  readonly people: Int32Array
  /** The prior's variance of each sentiment, and its covariance of any two. */
  readonly variance: number
  readonly covariance: number
  day: number
  /** The mean minus the prior's mean, before what is kept of it. */
  shift: Float64Array
  /** The prior's covariance minus the covariance, row by row, before what is kept of it. */
  known: Float64Array
  /** The shared errors on which the sentiments depend: of each its number, and how much of it is in the mean of each, before what is kept. */
  keys: readonly number[]
  columns: readonly Float64Array[]
  /** What ageing has left of the shift since it was written; of what is known its square is left. */
  kept: number
  /** Whether somebody else reads the same arrays, which then may not be written. */
  isLent: boolean
  /** The covariance of everybody with whoever is heard; kept, because a new one for each reading would cost more than the sums. */
  readonly gain: Float64Array
  readonly memories: Memory[]
}

/** A weighted sum of sentiments of past days that readings after them still teach us about (fixed-point smoothing). */
export interface Memory {
  mean: number
  variance: number
  /** The covariance of the remembered sum with each present sentiment of the block. */
  readonly cross: Float64Array
  /** How much of each shared error is in the remembered sum. */
  readonly errors: Map<number, number>
}

/** A block in which nobody was heard. */
export function emptyBlock(people: readonly number[], { sd, sameGroupCorrelation }: SentimentPrior): Block {
  const size = people.length
  return {
    size,
    people: Int32Array.from(people),
    variance: sd * sd,
    covariance: sd * sd * sameGroupCorrelation,
    day: Number.NEGATIVE_INFINITY,
    shift: new Float64Array(size),
    known: new Float64Array(size * size),
    keys: [],
    columns: [],
    kept: 1,
    isLent: false,
    gain: new Float64Array(size),
    memories: [],
  }
}

/** Ages what is known of a block to a day. */
export function age(block: Block, day: number, prior: SentimentPrior): void {
  if (!(day > block.day)) return
  const days = day - block.day
  block.day = day
  // A block that has heard nothing has nothing to forget.
  if (days === Number.POSITIVE_INFINITY) return
  const kept = 2 ** (-days / prior.halfLifeDays)
  // Twice aged without a reading between is rare; numbers must not hang on whether somebody looked.
  if (block.kept !== 1) writable(block)
  block.kept = kept
  for (const { cross } of block.memories) scale(cross, kept)
}

/** A block whose arrays are its own and hold what they say, so that they may be written. */
export function writable(block: Block): Block {
  if (block.isLent) {
    block.shift = block.shift.slice()
    block.known = block.known.slice()
    block.columns = block.columns.map(column => column.slice())
    block.isLent = false
  }
  const { shift, known, columns, kept } = block
  if (kept !== 1) {
    scale(known, kept * kept)
    for (const each of [shift, ...columns]) scale(each, kept)
    block.kept = 1
  }
  return block
}

/** Keeps of what is known of each person a share, 0..1; what two have in common is new as far as neither keeps it. */
export function jolt(block: Block, kept: Float64Array): void {
  const { size, shift, known, columns, covariance, memories } = block
  for (let j = 0; j < size; j++) {
    const a = at(kept, j)
    shift[j] = at(shift, j) * a
    for (const column of columns) column[j] = at(column, j) * a
    for (const { cross } of memories) cross[j] = at(cross, j) * a
    for (let k = 0; k < size; k++) {
      const b = at(kept, k)
      // What both keep, and what both meet anew: of two who keep as much that is all that the prior knew.
      const common = a === b ? 0 : covariance * (1 - a * b - Math.sqrt((1 - a * a) * (1 - b * b)))
      known[j * size + k] = at(known, j * size + k) * a * b + common
    }
  }
}

/** How far the mean of whoever stands in a row has moved from the prior's. */
export function shiftOf({ shift, kept }: Block, row: number): number {
  return at(shift, row) * kept
}

/** How much of each shared error is in the mean of whoever stands in a row of a writable block, with all of each of `more` beside. */
export function loadingOf({ keys, columns }: Block, row: number, more: readonly number[]): Loading {
  return { keys, values: columns.map((column, p) => at(column, row) + (more.includes(keys[p] ?? Number.NaN) ? 1 : 0)) }
}

/** By how much what is known of the shared errors moves the mean of whoever stands in a row. */
export function shiftByErrors({ keys, columns, kept }: Block, row: number, mean: Float64Array): number {
  let sum = 0
  for (let p = 0; p < keys.length; p++) sum += at(columns[p] ?? NOTHING, row) * at(mean, keys[p] ?? Number.NaN)
  return sum * kept
}

/** The covariance of two sentiments by what is open about the shared errors, of whose covariance the rows are `size` long. */
export function covarianceByErrors(a: Block, j: number, b: Block, k: number, covariance: Float64Array, size: number): number {
  let sum = 0
  for (let p = 0; p < a.keys.length; p++) {
    const row = (a.keys[p] ?? Number.NaN) * size
    let part = 0
    for (let q = 0; q < b.keys.length; q++) part += at(b.columns[q] ?? NOTHING, k) * at(covariance, row + (b.keys[q] ?? Number.NaN))
    sum += at(a.columns[p] ?? NOTHING, j) * part
  }
  return sum * a.kept * b.kept
}

const NOTHING = new Float64Array(0)

/** Lets the sentiments of a block depend on a shared error, of which so far nothing is in any. */
export function dependOn(block: Block, key: number): void {
  if (block.keys.includes(key)) return
  block.keys = [...block.keys, key]
  block.columns = [...block.columns, new Float64Array(block.size)]
}

/** How much of each shared error is in the weighted sum of a block's sentiments. */
export function loadingOfSum(block: Block, weights: Float64Array): Loading {
  const { keys, columns, kept, size } = block
  const values = columns.map(column => {
    let sum = 0
    for (let j = 0; j < size; j++) sum += at(column, j) * kept * weightIn(block, j, weights)
    return sum
  })
  return { keys, values }
}

/** The covariance of the sentiments in two rows, given the shared errors. */
export function blockCovariance({ size, known, kept, variance, covariance }: Block, j: number, k: number): number {
  const taken = at(known, j * size + k) * (kept * kept)
  // A reading without error leaves nothing to know; rounding must not make that less than nothing.
  return j === k ? Math.max(variance - taken, 0) : covariance - taken
}

/** The covariance of each sentiment of a block with the weighted sum of all in it, given the shared errors. */
export function covarianceWithBlock(block: Block, weights: Float64Array): Float64Array {
  const cross = new Float64Array(block.size)
  for (let j = 0; j < block.size; j++) {
    for (let k = 0; k < block.size; k++) cross[j] = at(cross, j) + blockCovariance(block, j, k) * weightIn(block, k, weights)
  }
  return cross
}

/** The variance of what a person would be heard to say, once the covariances with them stand in the gain. */
export function uncertaintyOf({ gain, variance: prior }: Block, row: number, variance: number): number {
  return at(gain, row) + Math.max(variance, LEAST_ERROR * prior)
}

/** The least error variance of a reading as a share of the prior's: what is more exact would drown in rounding. */
const LEAST_ERROR = 1e-12

/** What is known of the weighted sum of a block's sentiments, given the shared errors. */
export function sumOf(priorMean: number, block: Block, weights: Float64Array): Memory {
  const cross = covarianceWithBlock(block, weights)
  let mean = 0
  let variance = 0
  for (let j = 0; j < block.size; j++) {
    const weight = weightIn(block, j, weights)
    mean += weight * (priorMean + shiftOf(block, j))
    variance += weight * at(cross, j)
  }
  const { keys, values } = loadingOfSum(block, weights)
  return { mean, variance, cross, errors: new Map(keys.map((key, p) => [key, values[p] ?? Number.NaN])) }
}

/** Lets a reading of whoever stands in a row teach about what is remembered. */
export function teach(
  memory: Memory,
  gain: Float64Array,
  row: number,
  surprise: number,
  uncertainty: number,
  { keys, values }: Loading,
): void {
  const share = at(memory.cross, row) / uncertainty
  for (let p = 0; p < keys.length; p++) {
    const key = keys[p] ?? Number.NaN
    memory.errors.set(key, (memory.errors.get(key) ?? 0) - share * (values[p] ?? Number.NaN))
  }
  memory.mean += share * surprise
  memory.variance -= share * at(memory.cross, row)
  addTimes(memory.cross, -share, gain)
}

/** The weight of whoever stands in a row of a block. */
export function weightIn(block: Block, row: number, weights: Float64Array): number {
  return at(weights, intAt(block.people, row))
}
