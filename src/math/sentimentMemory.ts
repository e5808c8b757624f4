import { age, type Block, type Memory, sumBeyond, sumOf } from './sentimentBlock.js'
import { addedUp, bringTo, placeOf, type SentimentFilter } from './sentimentFilter.js'
import { covarianceWithErrors, meanOfErrors, weighed } from './sharedErrors.js'

/** What is known of something: expectation and variance. */
export interface Known {
  readonly mean: number
  readonly variance: number
}

/** Expectation and variance of what was remembered: the sums over its parts, as all that was heard tells of the shared errors. */
export function recall({ errors }: SentimentFilter, memories: readonly Memory[]): Known {
  const parts = memories.reduce((sum, { mean, variance }) => ({ mean: sum.mean + mean, variance: sum.variance + variance }), NOTHING)
  const loading = addedUp(memories.map(({ errors: own }) => ({ keys: [...own.keys()], values: [...own.values()] })))
  const cross = covarianceWithErrors(errors, loading)
  return { mean: parts.mean + meanOfErrors(errors, loading), variance: parts.variance + weighed(loading, cross) }
}

const NOTHING = { mean: 0, variance: 0 }

/**
 * Begins to remember the sum of everybody's sentiment on this day, weighted; later readings go on teaching about it.
 *
 * The answer holds one part per block; `recall` adds them up.
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
    if (memory !== undefined) Object.assign(memory, sumBeyond(filter.prior.mean, block, weights, memory, 1))
  })
}

/** The sentiment of one person on a past day. */
export interface PersonMemory {
  readonly memory: Memory
  /** Where they are, and their weight among everybody. */
  readonly block: Block
  readonly weights: Float64Array
}

/** Begins to remember the sentiment of person `i` on this day; later readings go on teaching about it. Nothing where they are not there. */
export function rememberPerson(filter: SentimentFilter, i: number, day: number): PersonMemory | undefined {
  const { block } = placeOf(filter, i) ?? {}
  if (block === undefined) return undefined
  age(block, day, filter.prior)
  const weights = new Float64Array(filter.place.length)
  weights[i] = 1
  const memory = sumOf(filter.prior.mean, block, weights)
  block.memories.push(memory)
  return { memory, block, weights }
}

/** What is known of somebody's sentiment now less `kept` times what is remembered of it. */
export function personBeyond(filter: SentimentFilter, { memory, block, weights }: PersonMemory, kept: number): Known {
  return recall(filter, [sumBeyond(filter.prior.mean, block, weights, memory, kept)])
}
