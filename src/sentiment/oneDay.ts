import type { SentimentSettings } from '../model/settings.js'
import type { Reading } from './reading.js'

/**
 * Readings of one person, source, day and reporter, which are partly one thing said several times.
 *
 * With `m* = sum r_min^2 / r_k^2` over a group every error variance of it counts `f = 1 + rho (m* - 1)` times. That is exact where the errors
 * of a group have `rho r_min^2` of their variance in common: the weighted mean of the group then has the variance `rho r_min^2 + (1 - rho) /
 * sum 1 / r_k^2`.
 */
export function readingsOfOneDay(rho: SentimentSettings['sameDayCorrelation']): {
  /** Takes in readings; those known and new that count otherwise because of it, by what they were. */
  add(more: readonly Reading[]): ReadonlyMap<Reading, Reading>
} {
  const groups = new Map<string, Reading[]>()
  return {
    add(more) {
      const touched = new Set<Reading[]>()
      for (const reading of more) {
        const key = groupKey(reading)
        const group = groups.get(key)
        if (group === undefined) {
          groups.set(key, [reading])
          continue
        }
        group.push(reading)
        touched.add(group)
      }
      const changed = new Map<Reading, Reading>()
      for (const group of touched) {
        group.forEach((reading, i) => {
          const counted = { ...reading, ...countedIn(group, reading, rho[reading.via]) }
          if (counted.variance === reading.variance && counted.effective === reading.effective) return
          changed.set(reading, counted)
          group[i] = counted
        })
      }
      return changed
    },
  }
}

/** Ids may hold anything: the first says how long it is, and the last is what is left. */
function groupKey({ stakeholder, via, day, by }: Reading): string {
  return `${via} ${Math.floor(day)} ${by === undefined ? '' : `${by.length} ${by}`} ${stakeholder}`
}

function countedIn(group: readonly Reading[], { ownVariance }: Reading, rho: number): Pick<Reading, 'variance' | 'effective'> {
  // In an order that does not depend on that of arrival.
  const variances = group.map(each => each.ownVariance).sort((a, b) => a - b)
  const least = variances[0] ?? Number.NaN
  const together = variances.reduce((sum, variance) => sum + ratio(least, variance), 0)
  const factor = 1 + rho * (together - 1)
  return { variance: factor * ownVariance, effective: ratio(least, ownVariance) / factor }
}

/** Two readings without error are worth as much as each other. */
function ratio(least: number, variance: number): number {
  return least === variance ? 1 : least / variance
}
