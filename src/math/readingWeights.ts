import { at, vector } from '../support/linear.js'
import { type Block, uncertaintyOf, weightIn } from './sentimentBlock.js'
import { hear, placeOf, type SentimentFilter } from './sentimentFilter.js'

/** A reading that was taken in: whose block it moved, and by which share of the surprise it moved each sentiment in it. */
export interface Heard {
  readonly block: Block
  readonly row: number
  readonly day: number
  readonly shares: Float64Array
}

/** Takes in a reading as `hear` does, and tells how it moved whom; nothing when it says nothing. */
export function hearTracing(filter: SentimentFilter, i: number, day: number, value: number, variance: number): Heard | undefined {
  hear(filter, i, day, value, variance)
  const place = placeOf(filter, i)
  if (place === undefined || variance === Number.POSITIVE_INFINITY) return undefined
  const { block, row } = place
  const uncertainty = uncertaintyOf(block, row, variance)
  return { block, row, day, shares: vector(block.size, j => at(block.gain, j) / uncertainty) }
}

/**
 * By how much each reading moves the weighted sum of all sentiments on a day, per unit of what was heard less the prior's mean: the sum of
 * the expected sentiments is `mean' w + sum_k c_k (y_k - mean)`, exactly. Found by going back through the readings, which costs what
 * hearing them did.
 */
export function readingWeights(filter: SentimentFilter, heard: readonly Heard[], weights: Float64Array, day: number): Float64Array {
  const open = new Map<Block, { day: number; readonly pull: Float64Array }>()
  for (const block of filter.blocks) open.set(block, { day, pull: vector(block.size, row => weightIn(block, row, weights)) })
  const found = new Float64Array(heard.length)
  for (let k = heard.length - 1; k >= 0; k--) {
    const reading = heard[k]
    const state = reading && open.get(reading.block)
    if (reading === undefined || state === undefined) continue
    const kept = 2 ** (-Math.max(state.day - reading.day, 0) / filter.prior.halfLifeDays)
    let weight = 0
    for (let j = 0; j < state.pull.length; j++) {
      state.pull[j] = at(state.pull, j) * kept
      weight += at(state.pull, j) * at(reading.shares, j)
    }
    state.pull[reading.row] = at(state.pull, reading.row) - weight
    state.day = reading.day
    found[k] = weight
  }
  return found
}
