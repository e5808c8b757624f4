import type { VillageInput } from 'account-village'
import { shuffled } from './shuffle.js'

/** The same facts in another order, which the seed decides. */
export function inOtherOrder(input: VillageInput, seed: number): VillageInput {
  const entries = Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? shuffled(value, seed) : value])
  return Object.fromEntries(entries)
}
