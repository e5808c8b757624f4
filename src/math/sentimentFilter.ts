import { at, intAt } from '../support/linear.js'
import {
  age,
  type Block,
  blockCovariance,
  covarianceWithBlock,
  emptyBlock,
  type Memory,
  type SentimentPrior,
  shiftOf,
  sumOf,
  teach,
  uncertaintyOf,
  weightIn,
  writable,
} from './sentimentBlock.js'

/**
 * The running state of a filter.
 *
 * People of different groups are independent, so the covariance falls into one block per group and a reading costs the square of a group,
 * not of the village. A block holds how far the mean has moved from the prior's and how much of the prior's covariance the readings have
 * taken away: ageing then is a mere multiplication.
 */
export interface SentimentFilter {
  readonly prior: SentimentPrior & { readonly mean: number }
  readonly blocks: readonly Block[]
  /** Which of the blocks each person is in, and where. */
  readonly place: readonly Place[]
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
  return { prior: { ...prior, mean: prior.mean ?? 0 }, blocks, place: placesIn(blocks), logLikelihood: 0 }
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
    const { memories } = block
    const copy = { ...block, memories: memories.length > 0 ? memories.map(each => ({ ...each, cross: each.cross.slice() })) : [] }
    age(copy, day, prior)
    return copy
  })
  return { prior, blocks: copies, place, logLikelihood }
}

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
    const memory = sumOf(filter.prior.mean, block, weights)
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
    const now = sumOf(filter.prior.mean, block, weights)
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

/** Where a person stands. */
export function placeOf({ place, blocks }: SentimentFilter, i: number): { readonly block: Block; readonly row: number } | undefined {
  const found = place[i]
  const block = found && blocks[found.block]
  return found === undefined || block === undefined ? undefined : { block, row: found.row }
}
