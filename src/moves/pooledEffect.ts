import type { PersonChange } from '../sentiment/personChange.js'

/** The changes beyond what was to come anyway of several people. */
export interface PooledEffect {
  /** Over how many changes it goes. */
  readonly n: number
  /** Their mean, each weighted by the inverse of its variance; absent when there are none. */
  readonly beyond?: number
  /** The standard deviation of `beyond`; absent when there are none. */
  readonly sd?: number
}

/** The mean of changes beyond what was to come anyway. */
export function pooledOf(changes: readonly PersonChange[]): PooledEffect {
  if (changes.length === 0) return { n: 0 }
  const weighed = changes.map(({ beyond: { mean, variance } }) => ({ mean, weight: 1 / Math.max(variance, LEAST_VARIANCE) }))
  // Sums must not hang on ids.
  weighed.sort((a, b) => a.mean - b.mean || a.weight - b.weight)
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const beyond = weighed.reduce((sum, { mean, weight }) => sum + weight * mean, 0) / total
  return { n: changes.length, beyond, sd: Math.sqrt(1 / total) }
}

/** A change that is known without error still does not count alone. */
const LEAST_VARIANCE = 1e-12
