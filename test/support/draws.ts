import { shuffled } from './shuffle.js'

/** Draws that are the same for the same seed. */
export interface Draw {
  /** A whole number from 0 up to but not including a count. */
  below(count: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  one<Item>(items: readonly Item[]): Item
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** Draws from a seed: Numerical Recipes' linear congruence, of which the upper bits are used. */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (count: number): number => Math.floor(uniform() * count)
  return {
    below,
    between: (low, high) => low + uniform() * (high - low),
    chance: probability => uniform() < probability,
    one: items => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to draw from')
      return item
    },
    shuffled: items => shuffled(items, below(2 ** 31)),
  }
}
