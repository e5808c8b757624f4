import { addSquare, addSquares, addTimes, at, intAt, scale, vectorOf } from '../support/linear.js'
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

/**
 * People of one group, whose sentiments sway together and with nobody else's.
 *
 * People of whom nothing was told that is not told of the others as well are interchangeable: the mean of each, the covariance of each with
 * anyone else, and that of any two of them are the same. So a block keeps numbers by kind of person, in `slots`, and not by person: everyone
 * who was heard is a kind of their own, and the others are of one kind, or of as many as upheavals told apart. A reading then costs the
 * square of the people heard, not of the group.
 */
export interface Block {
  readonly size: number
  /** Who is in the block, in its order. */
  readonly people: Int32Array
  /** The kind of each person, by row. Nobody writes into it: it is replaced. */
  slot: Int32Array
  /** How many people are of each kind. Nobody writes into it either. */
  members: readonly number[]
  /** How many kinds there are, and for how many there is room: the length of a row of `known`. */
  slots: number
  room: number
  /** The prior's variance of each sentiment, and its covariance of any two. */
  readonly variance: number
  readonly covariance: number
  day: number
  /** The mean minus the prior's mean, before what is kept of it. */
  shift: Float64Array
  /**
   * The prior's covariance minus the covariance, the lower triangle of it row by row, before what is kept of it: `faded` times what stands here,
   * and the readings that wait to be put in.
   */
  known: Float64Array
  faded: number
  waiting: readonly Waiting[]
  /** The shared errors on which the sentiments depend: of each its number, and how much of it is in the mean of each, before what is kept. */
  keys: readonly number[]
  columns: readonly Float64Array[]
  /** What ageing has left of the shift since it was written; of what is known its square is left. */
  kept: number
  /** Whether somebody else reads the same arrays, which then may not be written. */
  isLent: boolean
  /** The covariance of everybody with whoever is heard; kept, because a new one for each reading would cost more than the sums. */
  gain: Float64Array
  readonly memories: Memory[]
}

/** What a reading takes from the covariance: `share` times the product of a vector with itself. */
interface Waiting {
  readonly share: number
  readonly gain: Float64Array
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
  const slots = Math.min(size, 1)
  return {
    size,
    people: Int32Array.from(people),
    slot: new Int32Array(size),
    members: [size],
    slots,
    room: slots,
    variance: sd * sd,
    covariance: sd * sd * sameGroupCorrelation,
    day: Number.NEGATIVE_INFINITY,
    shift: new Float64Array(slots),
    known: new Float64Array(slots * slots),
    faded: 1,
    waiting: [],
    keys: [],
    columns: [],
    kept: 1,
    isLent: false,
    gain: new Float64Array(slots),
    memories: [],
  }
}

/** Makes whoever stands in a row of a writable block a kind of their own, which so far is like the one they were of. */
export function tellApart(block: Block, row: number): void {
  const own = intAt(block.slot, row)
  if ((block.members[own] ?? 0) > 1) splitSlot(block, own, j => j === row)
}

/** Makes those of a kind a kind of their own whose rows say so. */
function splitSlot(block: Block, from: number, isOfNew: (row: number) => boolean): void {
  const to = block.slots
  if (to === block.room) widen(block)
  const { room, known, shift, columns, waiting } = block
  for (let k = 0; k < to; k++) known[to * room + k] = at(known, placeIn(room, from, k))
  known[to * room + to] = at(known, placeIn(room, from, from))
  shift[to] = at(shift, from)
  for (const column of columns) column[to] = at(column, from)
  for (const { gain } of waiting) gain[to] = at(gain, from)
  let moved = 0
  const slot = block.slot.slice()
  for (let row = 0; row < block.size; row++) {
    if (slot[row] !== from || !isOfNew(row)) continue
    slot[row] = to
    moved++
  }
  block.slot = slot
  block.members = [...block.members.map((count, kind) => (kind === from ? count - moved : count)), moved]
  block.slots++
}

/** Where the lower triangle of a matrix has what stands in a row and a column. */
function placeIn(room: number, j: number, k: number): number {
  return j > k ? j * room + k : k * room + j
}

function widen(block: Block): void {
  const { room, known, shift, columns, size } = block
  const wider = Math.min(size, Math.ceil(room * 1.5) + 4)
  const grown = new Float64Array(wider * wider)
  for (let k = 0; k < room; k++) grown.set(known.subarray(k * room, (k + 1) * room), k * wider)
  const longer = (values: Float64Array): Float64Array => {
    const next = new Float64Array(wider)
    next.set(values)
    return next
  }
  const waiting = block.waiting.map(({ share, gain }) => ({ share, gain: longer(gain) }))
  Object.assign(block, {
    room: wider,
    known: grown,
    shift: longer(shift),
    columns: columns.map(longer),
    waiting,
    gain: new Float64Array(wider),
  })
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
    block.waiting = block.waiting.map(({ share, gain }) => ({ share, gain: gain.slice() }))
    block.isLent = false
  }
  const { shift, columns, kept, waiting } = block
  if (kept !== 1) {
    block.faded *= kept * kept
    if (waiting.length > 0) block.waiting = waiting.map(({ share, gain }) => ({ share: share * kept * kept, gain }))
    scale(shift, kept)
    for (const column of columns) scale(column, kept)
    block.kept = 1
  }
  return block
}

const NONE: readonly Waiting[] = []

/** A block of fewer kinds takes each reading in at once. */
const WIDE = 64
/** In a wider one so many readings wait for each other: to go through a large matrix costs more than the sums. */
const TOGETHER = 4

/** Takes from the covariance of a writable block `share` times the product of the gain with itself. */
export function takeSquare(block: Block, share: number): void {
  const { gain, slots, waiting } = block
  if (slots < WIDE) {
    const { known, room } = settle(block)
    addSquare(known, room, slots, share, gain)
    return
  }
  block.waiting = [...waiting, { share, gain: gain.slice() }]
  if (block.waiting.length === TOGETHER) settle(block)
}

/** Puts the readings that wait into what is known. */
export function settle(block: Block): Block {
  const { known, room, slots, waiting, faded } = block
  const [first, second, third, fourth] = waiting
  if (first !== undefined && second !== undefined && third !== undefined && fourth !== undefined) {
    const shares = vectorOf(waiting, ({ share }) => share)
    const vectors = { first: first.gain, second: second.gain, third: third.gain, fourth: fourth.gain }
    addSquares(known, room, slots, faded, { shares, ...vectors })
  } else {
    if (faded !== 1) for (let j = 0; j < slots; j++) scale(known, faded, j * room, j * room + j + 1)
    for (const { share, gain } of waiting) addSquare(known, room, slots, share, gain)
  }
  block.faded = 1
  block.waiting = NONE
  return block
}

/** Keeps of what is known of each person a share, 0..1; what two have in common is new as far as neither keeps it. */
export function jolt(block: Block, kept: Float64Array): void {
  for (const { cross } of block.memories) for (let row = 0; row < block.size; row++) cross[row] = at(cross, row) * at(kept, row)
  const shares = keptBySlot(settle(block), kept)
  const { slots, room, shift, known, columns, covariance } = block
  for (let j = 0; j < slots; j++) {
    const a = at(shares, j)
    shift[j] = at(shift, j) * a
    for (const column of columns) column[j] = at(column, j) * a
    for (let k = 0; k <= j; k++) {
      const b = at(shares, k)
      // What both keep, and what both meet anew: of two who keep as much that is all that the prior knew.
      const common = a === b ? 0 : covariance * (1 - a * b - Math.sqrt((1 - a * a) * (1 - b * b)))
      known[j * room + k] = at(known, j * room + k) * a * b + common
    }
  }
}

/** What each kind keeps, once people of one kind who keep different shares are told apart. */
function keptBySlot(block: Block, kept: Float64Array): Float64Array {
  const shares: number[] = []
  for (let row = 0; row < block.size; row++) {
    const own = intAt(block.slot, row)
    const share = at(kept, row)
    if (shares[own] === undefined) shares[own] = share
    if (shares[own] === share) continue
    shares[block.slots] = share
    splitSlot(block, own, j => j >= row && at(kept, j) === share)
  }
  return Float64Array.from(shares)
}

/** How far the mean of whoever stands in a row has moved from the prior's. */
export function shiftOf({ shift, slot, kept }: Block, row: number): number {
  return at(shift, intAt(slot, row)) * kept
}

/** How much of each shared error is in the mean of whoever stands in a row of a writable block, with all of each of `more` beside. */
export function loadingOf({ keys, columns, slot }: Block, row: number, more: readonly number[]): Loading {
  const own = intAt(slot, row)
  const values: number[] = []
  for (let p = 0; p < keys.length; p++) {
    values.push(at(columns[p] ?? NOTHING, own) + (more.includes(keys[p] ?? Number.NaN) ? 1 : 0))
  }
  return { keys, values }
}

/** By how much what is known of the shared errors moves the mean of whoever stands in a row. */
export function shiftByErrors({ keys, columns, slot, kept }: Block, row: number, mean: Float64Array): number {
  const own = intAt(slot, row)
  let sum = 0
  for (let p = 0; p < keys.length; p++) sum += at(columns[p] ?? NOTHING, own) * at(mean, keys[p] ?? Number.NaN)
  return sum * kept
}

/** The covariance of two sentiments by what is open about the shared errors, of whose covariance the rows are `size` long. */
export function covarianceByErrors(a: Block, j: number, b: Block, k: number, covariance: Float64Array, size: number): number {
  const [ofA, ofB] = [intAt(a.slot, j), intAt(b.slot, k)]
  let sum = 0
  for (let p = 0; p < a.keys.length; p++) {
    const row = (a.keys[p] ?? Number.NaN) * size
    let part = 0
    for (let q = 0; q < b.keys.length; q++) part += at(b.columns[q] ?? NOTHING, ofB) * at(covariance, row + (b.keys[q] ?? Number.NaN))
    sum += at(a.columns[p] ?? NOTHING, ofA) * part
  }
  return sum * a.kept * b.kept
}

const NOTHING = new Float64Array(0)

/** Lets the sentiments of a block depend on a shared error, of which so far nothing is in any. */
export function dependOn(block: Block, key: number): void {
  if (block.keys.includes(key)) return
  block.keys = [...block.keys, key]
  block.columns = [...block.columns, new Float64Array(block.room)]
}

/** How much of each shared error is in the weighted sum of a block's sentiments. */
export function loadingOfSum(block: Block, weights: Float64Array): Loading {
  const { keys, columns, kept, slots } = block
  const sums = weightsBySlot(block, weights)
  const values = columns.map(column => {
    let sum = 0
    for (let j = 0; j < slots; j++) sum += at(column, j) * kept * at(sums, j)
    return sum
  })
  return { keys, values }
}

/** The weights of all people of each kind together. */
function weightsBySlot(block: Block, weights: Float64Array): Float64Array {
  const sums = new Float64Array(block.slots)
  for (let row = 0; row < block.size; row++) {
    const own = intAt(block.slot, row)
    sums[own] = at(sums, own) + weightIn(block, row, weights)
  }
  return sums
}

/** The covariance of the sentiments in two rows, given the shared errors. */
export function blockCovariance(block: Block, j: number, k: number): number {
  const taken = takenBySlots(block, intAt(block.slot, j), intAt(block.slot, k))
  // A reading without error leaves nothing to know; rounding must not make that less than nothing.
  return j === k ? Math.max(block.variance - taken, 0) : block.covariance - taken
}

/** What readings have taken from the covariance of two people of two kinds. */
function takenBySlots({ known, faded, waiting, room, kept }: Block, j: number, k: number): number {
  let taken = at(known, placeIn(room, j, k)) * faded
  for (const { share, gain } of waiting) taken += share * at(gain, j) * at(gain, k)
  return taken * (kept * kept)
}

/** Fills the gain of a writable block: the covariance of every kind with the person in a row, who is a kind of their own. */
export function gainFor(block: Block, row: number): Float64Array {
  const { gain, slots, known, faded, waiting, room, variance, covariance } = block
  const own = intAt(block.slot, row)
  for (let j = 0; j < slots; j++) gain[j] = at(known, placeIn(room, j, own)) * faded
  for (const each of waiting) addTimes(gain, each.share * at(each.gain, own), each.gain)
  const alone = Math.max(variance - at(gain, own), 0)
  for (let j = 0; j < slots; j++) gain[j] = covariance - at(gain, j)
  gain[own] = alone
  return gain
}

/** The covariance of each sentiment of a block with the weighted sum of all in it, given the shared errors. */
export function covarianceWithBlock(block: Block, weights: Float64Array): Float64Array {
  const { slots, slot, size, variance, covariance } = block
  const sums = weightsBySlot(block, weights)
  const bySlot = new Float64Array(slots)
  // What somebody has beside the covariance with another of their kind.
  const alone = new Float64Array(slots)
  for (let j = 0; j < slots; j++) {
    const weight = at(sums, j)
    let sum = 0
    for (let k = 0; k < j; k++) {
      const together = covariance - takenBySlots(block, j, k)
      sum += together * at(sums, k)
      bySlot[k] = at(bySlot, k) + together * weight
    }
    const taken = takenBySlots(block, j, j)
    bySlot[j] = at(bySlot, j) + sum + (covariance - taken) * weight
    alone[j] = Math.max(variance - taken, 0) - (covariance - taken)
  }
  const cross = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    const own = intAt(slot, row)
    cross[row] = at(bySlot, own) + at(alone, own) * weightIn(block, row, weights)
  }
  return cross
}

/** The variance of what a person would be heard to say, once the covariances with them stand in the gain. */
export function uncertaintyOf({ gain, slot, variance: prior }: Block, row: number, variance: number): number {
  return at(gain, intAt(slot, row)) + Math.max(variance, LEAST_ERROR * prior)
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

/** What is known of the weighted sum of a block's sentiments less `kept` times what is remembered of one, given the shared errors. */
export function sumBeyond(priorMean: number, block: Block, weights: Float64Array, memory: Memory, kept: number): Memory {
  const now = sumOf(priorMean, block, weights)
  const errors = new Map(now.errors)
  for (const [key, value] of memory.errors) errors.set(key, (errors.get(key) ?? 0) - kept * value)
  let covariance = 0
  for (let j = 0; j < block.size; j++) covariance += weightIn(block, j, weights) * at(memory.cross, j)
  return {
    mean: now.mean - kept * memory.mean,
    variance: now.variance + kept * kept * memory.variance - 2 * kept * covariance,
    cross: now.cross.map((each, j) => each - kept * at(memory.cross, j)),
    errors,
  }
}

/** Lets a reading of whoever stands in a row teach about what is remembered. */
export function teach(
  memory: Memory,
  { gain, slot, size }: Block,
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
  for (let j = 0; j < size; j++) memory.cross[j] = at(memory.cross, j) - share * at(gain, intAt(slot, j))
}

/** The weight of whoever stands in a row of a block. */
export function weightIn(block: Block, row: number, weights: Float64Array): number {
  return at(weights, intAt(block.people, row))
}
