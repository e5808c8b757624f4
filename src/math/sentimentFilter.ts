import { at, intAt } from '../support/linear.js'

/** What we believe of sentiments before hearing anybody, and how fast they drift. */
export interface SentimentPrior {
  /** The sentiment expected of somebody never heard, -1..1; 0 when absent. */
  readonly mean?: number
  /** Its standard deviation, above 0. */
  readonly sd: number
  /** Days after which half of a deviation from the mean has faded, above 0. */
  readonly halfLifeDays: number
  /** The correlation of two people of the same group, 0 up to but not including 1. */
  readonly sameGroupCorrelation: number
}

/**
 * The running state of a filter.
 *
 * People of different groups are independent, so the covariance falls into one block per group and a reading costs the square of a group,
 * not of the village. A block holds how far the mean has moved from the prior's and how much of the prior's covariance the readings have
 * taken away: ageing then is a mere multiplication.
 */
export interface SentimentFilter {
  readonly prior: Required<SentimentPrior>
  readonly blocks: readonly Block[]
  /** Which of the blocks each person is in, and where. */
  readonly place: readonly Place[]
  logLikelihood: number
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
  /** What ageing has left of the shift since it was written; of what is known its square is left. */
  kept: number
  /** Whether somebody else reads the same arrays, which then may not be written. */
  isLent: boolean
  /** The covariance of everybody with whoever is heard; kept, because a new one for each reading would cost more than the sums. */
  readonly gain: Float64Array
  readonly memories: Memory[]
}

interface Place {
  readonly block: number
  readonly row: number
}

/** A weighted sum of sentiments of past days that readings after them still teach us about (fixed-point smoothing). */
export interface Memory {
  mean: number
  variance: number
  /** The covariance of the remembered sum with each present sentiment of the block. */
  readonly cross: Float64Array
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
  return { prior: { mean: 0, ...prior }, blocks, place: placesIn(blocks), logLikelihood: 0 }
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
export function agedCopy({ prior, blocks, place, logLikelihood }: SentimentFilter, day: number): SentimentFilter {
  const copies = blocks.map(block => {
    block.isLent = true
    const copy = { ...block, memories: block.memories.map(memory => ({ ...memory, cross: memory.cross.slice() })) }
    age(copy, day, prior)
    return copy
  })
  return { prior, blocks: copies, place, logLikelihood }
}

/** The least error variance of a reading as a share of the prior's: what is more exact would drown in rounding. */
const LEAST_ERROR = 1e-12

/** Takes in a reading of person `i`; its day must not be before one already heard in the person's group. */
export function hear(filter: SentimentFilter, i: number, day: number, value: number, variance: number): void {
  const place = placeOf(filter, i)
  if (place === undefined) return
  // A reading of endless error says nothing.
  if (variance === Number.POSITIVE_INFINITY) return
  const { block, row } = place
  age(block, day, filter.prior)
  const { size, shift, known, gain } = writable(block)
  for (let j = 0; j < size; j++) gain[j] = blockCovariance(block, j, row)
  const surprise = value - filter.prior.mean - at(shift, row)
  const uncertainty = uncertaintyOf(block, row, variance)
  for (const memory of block.memories) teach(memory, gain, row, surprise, uncertainty)
  for (let j = 0; j < size; j++) {
    const share = at(gain, j) / uncertainty
    shift[j] = at(shift, j) + share * surprise
    for (let k = 0; k < size; k++) known[j * size + k] = at(known, j * size + k) + share * at(gain, k)
  }
  filter.logLikelihood -= 0.5 * (Math.log(2 * Math.PI * uncertainty) + (surprise * surprise) / uncertainty)
}

/** Moves the expected sentiment of person `i`, whatever was heard. */
export function nudge(filter: SentimentFilter, i: number, amount: number): void {
  const place = placeOf(filter, i)
  if (place === undefined) return
  const { shift } = writable(place.block)
  shift[place.row] = at(shift, place.row) + amount
}

/** The variance of what a person would be heard to say, once the covariances with them stand in the gain. */
export function uncertaintyOf({ gain, variance: prior }: Block, row: number, variance: number): number {
  return at(gain, row) + Math.max(variance, LEAST_ERROR * prior)
}

/** Ages everything known to a day. */
export function bringTo(filter: SentimentFilter, day: number): void {
  for (const block of filter.blocks) age(block, day, filter.prior)
}

/**
 * Begins to remember the sum of everybody's sentiment on this day, weighted; later readings go on teaching about it.
 *
 * The answer holds one part per block, so that mean and variance of the sum are the sums over the parts.
 */
export function remember(filter: SentimentFilter, weights: Float64Array, day: number): readonly Memory[] {
  bringTo(filter, day)
  return filter.blocks.map(block => {
    const memory = sumOf(filter, block, weights)
    block.memories.push(memory)
    return memory
  })
}

/** Turns remembered sums into what the sum of everybody's sentiment, weighted alike, is on a later day less what it was. */
export function rememberChange(filter: SentimentFilter, memories: readonly Memory[], weights: Float64Array, day: number): void {
  bringTo(filter, day)
  filter.blocks.forEach((block, b) => {
    const memory = memories[b]
    if (memory === undefined) return
    const now = sumOf(filter, block, weights)
    memory.mean = now.mean - memory.mean
    memory.variance += now.variance
    for (let j = 0; j < block.size; j++) {
      memory.variance -= 2 * weightIn(block, j, weights) * at(memory.cross, j)
      memory.cross[j] = at(now.cross, j) - at(memory.cross, j)
    }
  })
}

/** The expected sentiment of person `i`. */
export function meanOf(filter: SentimentFilter, i: number): number {
  const place = placeOf(filter, i)
  return place === undefined ? filter.prior.mean : filter.prior.mean + shiftOf(place.block, place.row)
}

/** The covariance of the sentiments of `i` and `j`: 0 across groups. */
export function covarianceOf(filter: SentimentFilter, i: number, j: number): number {
  const a = placeOf(filter, i)
  const b = filter.place[j]
  return a === undefined || b === undefined || filter.blocks[b.block] !== a.block ? 0 : blockCovariance(a.block, a.row, b.row)
}

/** The covariance of each person's sentiment with the weighted sum of everybody's. */
export function covarianceWithSum(filter: SentimentFilter, weights: Float64Array): Float64Array {
  const result = new Float64Array(filter.place.length)
  for (const block of filter.blocks) {
    const cross = covarianceWithBlock(block, weights)
    for (let row = 0; row < block.size; row++) result[intAt(block.people, row)] = at(cross, row)
  }
  return result
}

function emptyBlock(people: readonly number[], { sd, sameGroupCorrelation }: SentimentPrior): Block {
  const size = people.length
  return {
    size,
    people: Int32Array.from(people),
    variance: sd * sd,
    covariance: sd * sd * sameGroupCorrelation,
    day: Number.NEGATIVE_INFINITY,
    shift: new Float64Array(size),
    known: new Float64Array(size * size),
    kept: 1,
    isLent: false,
    gain: new Float64Array(size),
    memories: [],
  }
}

function age(block: Block, day: number, prior: SentimentPrior): void {
  if (!(day > block.day)) return
  const days = day - block.day
  block.day = day
  // A block that has heard nothing has nothing to forget.
  if (days === Number.POSITIVE_INFINITY) return
  const kept = 2 ** (-days / prior.halfLifeDays)
  // Twice aged without a reading between is rare; numbers must not hang on whether somebody looked.
  if (block.kept !== 1) writable(block)
  block.kept = kept
  for (const memory of block.memories) for (let j = 0; j < block.size; j++) memory.cross[j] = at(memory.cross, j) * kept
}

/** A block whose arrays are its own and hold what they say, so that they may be written. */
function writable(block: Block): Block {
  if (block.isLent) {
    block.shift = block.shift.slice()
    block.known = block.known.slice()
    block.isLent = false
  }
  const { shift, known, kept } = block
  if (kept !== 1) {
    for (let j = 0; j < shift.length; j++) shift[j] = at(shift, j) * kept
    for (let j = 0; j < known.length; j++) known[j] = at(known, j) * kept * kept
    block.kept = 1
  }
  return block
}

/** Where a person stands. */
export function placeOf({ place, blocks }: SentimentFilter, i: number): { readonly block: Block; readonly row: number } | undefined {
  const found = place[i]
  const block = found && blocks[found.block]
  return found === undefined || block === undefined ? undefined : { block, row: found.row }
}

function shiftOf({ shift, kept }: Block, row: number): number {
  return at(shift, row) * kept
}

function teach(memory: Memory, gain: Float64Array, row: number, surprise: number, uncertainty: number): void {
  const share = at(memory.cross, row) / uncertainty
  memory.mean += share * surprise
  memory.variance -= share * at(memory.cross, row)
  for (let j = 0; j < gain.length; j++) memory.cross[j] = at(memory.cross, j) - share * at(gain, j)
}

function blockCovariance({ size, known, kept, variance, covariance }: Block, j: number, k: number): number {
  const taken = at(known, j * size + k) * kept * kept
  // A reading without error leaves nothing to know; rounding must not make that less than nothing.
  return j === k ? Math.max(variance - taken, 0) : covariance - taken
}

/** What is known of the weighted sum of a block's sentiments. */
function sumOf({ prior }: SentimentFilter, block: Block, weights: Float64Array): Memory {
  const cross = covarianceWithBlock(block, weights)
  let mean = 0
  let variance = 0
  for (let j = 0; j < block.size; j++) {
    const weight = weightIn(block, j, weights)
    mean += weight * (prior.mean + shiftOf(block, j))
    variance += weight * at(cross, j)
  }
  return { mean, variance, cross }
}

function covarianceWithBlock(block: Block, weights: Float64Array): Float64Array {
  const cross = new Float64Array(block.size)
  for (let j = 0; j < block.size; j++) {
    for (let k = 0; k < block.size; k++) cross[j] = at(cross, j) + blockCovariance(block, j, k) * weightIn(block, k, weights)
  }
  return cross
}

/** The weight of whoever stands in a row of a block. */
export function weightIn(block: Block, row: number, weights: Float64Array): number {
  return at(weights, intAt(block.people, row))
}
