import { addTimes, at, intAt, scale, vector } from '../support/linear.js'
import { type Block, loadingOfSum, weightIn } from './sentimentBlock.js'
import { hear, hearSilence, type Jolt, type SentimentFilter, type Step, unsettle } from './sentimentFilter.js'
import { covarianceWithErrors, type Loading, type SharedErrors, splitErrors, weighed } from './sharedErrors.js'

/** An event that moved sentiments, as it must be known to tell by how much. */
export type Traced = Heard | Shaken

/** A reading or a silence that was taken in: whose block it moved, and by which share of the surprise it moved each sentiment in it. */
export interface Heard {
  readonly block: Block
  readonly row: number
  readonly day: number
  readonly shares: Float64Array
  /** Which of the shares is that of each person of the block. */
  readonly slot: Int32Array
  /** By which share of the surprise it moved what is known of each shared error, before their covariance. */
  readonly errors: Loading
}

/** An upheaval: what it did to each block, and what was known of the shared errors. */
interface Shaken {
  readonly day: number
  readonly jolts: readonly Jolt[]
  readonly known: SharedErrors
}

/** Takes in a reading as `hear` does, and tells how it moved whom; nothing when it says nothing. */
export function hearTracing(
  filter: SentimentFilter,
  i: number,
  day: number,
  value: number,
  variance: number,
  key?: number,
): Heard | undefined {
  const step = hear(filter, i, day, value, variance, key)
  return step && heardBy(step, day)
}

/** Takes in a silence as `hearSilence` does, and tells how it moved whom, and which reading would have done the same. */
export function hearSilenceTracing(
  filter: SentimentFilter,
  i: number,
  day: number,
  rate: number,
  slope: number,
): { readonly heard: Heard; readonly value: number } | undefined {
  const step = hearSilence(filter, i, day, rate, slope)
  return step && { heard: heardBy(step, day), value: step.value }
}

/** Takes in an upheaval as `unsettle` does, and tells how it moved whom. */
export function unsettleTracing(filter: SentimentFilter, day: number, strengths: Float64Array): Shaken {
  return { day, jolts: unsettle(filter, day, strengths), known: splitErrors(filter.errors) }
}

function heardBy({ block, row, uncertainty, loading }: Step, day: number): Heard {
  const { keys, values } = loading
  return {
    block,
    row,
    day,
    shares: vector(block.slots, j => at(block.gain, j) / uncertainty),
    slot: block.slot,
    errors: { keys, values: values.map(value => value / uncertainty) },
  }
}

/**
 * By how much each event moves the weighted sum of all sentiments on a day: a reading or a silence per unit of what was heard less what was
 * expected of it before anything was heard, an upheaval as it was.
 *
 * The sum of the expected sentiments is `mean' w + sum_k c_k (y_k - mean)` and what upheavals add, exactly. Found by going back through the
 * events, which costs what taking them in did.
 */
export function readingWeights(filter: SentimentFilter, events: readonly Traced[], weights: Float64Array, day: number): Float64Array {
  const open = new Map<Block, Pull>()
  // By how much the sum moves with what the readings together tell of each shared error.
  const errors = new Float64Array(filter.errors.size)
  for (const block of filter.blocks) {
    open.set(block, { day, pull: vector(block.size, row => weightIn(block, row, weights)) })
    const { keys, values } = loadingOfSum(block, weights)
    const kept = keptUntil(filter, block.day, day)
    addTimes(errors, kept, covarianceWithErrors(filter.errors, { keys, values }))
  }
  const found = new Float64Array(events.length)
  for (const [k, event] of [...events.entries()].reverse()) {
    found[k] = 'jolts' in event ? shakenBack(filter, event, open, errors) : heardBack(filter, event, open, errors)
  }
  return found
}

/** By how much the sum moves with each sentiment of a block on a day. */
interface Pull {
  day: number
  readonly pull: Float64Array
}

function heardBack(
  filter: SentimentFilter,
  { block, row, day, shares, slot, errors }: Heard,
  open: Map<Block, Pull>,
  known: Float64Array,
): number {
  const pull = pullOn(filter, open.get(block), day)
  let weight = weighed(errors, known)
  for (let j = 0; j < pull.length; j++) weight += at(pull, j) * at(shares, intAt(slot, j))
  pull[row] = at(pull, row) - weight
  return weight
}

/** Before an upheaval the sentiments depended more on the shared errors than after it; what that did to them it did itself. */
function shakenBack(filter: SentimentFilter, { jolts, day, known }: Shaken, open: Map<Block, Pull>, errors: Float64Array): number {
  let amount = 0
  for (const { block, moves, lost } of jolts) {
    const pull = pullOn(filter, open.get(block), day)
    for (let j = 0; j < pull.length; j++) amount += at(pull, j) * at(moves, j)
    const values = lost.map(({ column }) => column.reduce((sum, part, j) => sum + part * at(pull, j), 0))
    addTimes(errors, 1, covarianceWithErrors(known, { keys: lost.map(({ key }) => key), values }))
  }
  return amount
}

function pullOn(filter: SentimentFilter, state: Pull | undefined, day: number): Float64Array {
  if (state === undefined) return new Float64Array(0)
  scale(state.pull, keptUntil(filter, day, state.day))
  state.day = day
  return state.pull
}

/** What ageing leaves from one day to another. */
function keptUntil({ prior }: SentimentFilter, day: number, later: number): number {
  return 2 ** (-Math.max(later - day, 0) / prior.halfLifeDays)
}
