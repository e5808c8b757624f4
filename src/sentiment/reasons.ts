import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Reading } from './readings.js'
import { readingWeightsIn, takenReadings } from './state.js'

/** One reason why expected sentiments changed. */
export interface SentimentReason {
  /**
   * `newReading`: it was not known before. `withdrawnReading`: it is no longer believed, or said otherwise. `ageing`: it was known before
   * and counts otherwise now, because time has passed and other readings have come. `hypothesis`: what `whatIf` supposes.
   */
  readonly kind: 'newReading' | 'withdrawnReading' | 'ageing' | 'hypothesis'
  /** Who said it, or of whom it is supposed. */
  readonly stakeholder: string
  /** The id of the observation or the interview. */
  readonly reading?: string
  /** When it was heard. */
  readonly at?: Instant
  /** What it adds to the change. */
  readonly amount: number
}

/**
 * Why sums of expected sentiments, each with its weight, differ between two snapshots with the same settings: to the reading, because
 * expectations are linear in what was heard. The amounts sum to the change.
 */
export function sentimentReasonsBetween(before: Snapshot, after: Snapshot): (weights: ReadonlyMap<string, number>) => SentimentReason[] {
  const readingsWith = readingReasonsBetween(before, after)
  return weights => [...readingsWith(weights), ...hypotheses(before, after, weights)]
}

/** The facts of before under the settings of after; the same snapshot when those are the same. */
export function withSettingsOf(before: Snapshot, after: Snapshot): Snapshot {
  const same = before.settings === after.settings || JSON.stringify(before.settings) === JSON.stringify(after.settings)
  return same ? before : { ...before, settings: after.settings }
}

function readingReasonsBetween(before: Snapshot, after: Snapshot): (weights: ReadonlyMap<string, number>) => SentimentReason[] {
  const [there, here] = [takenReadings(before), takenReadings(after)]
  const places = new Map(there.map((reading, k) => [keyOf(reading), k]))
  const earlier = here.map(reading => places.get(keyOf(reading)))
  const stayed = new Set(earlier)
  const mean = after.settings.sentiment.priorMean
  const reason = (kind: SentimentReason['kind'], { stakeholder, id, at: instant, value }: Reading, weight: number): SentimentReason[] =>
    weight === 0 ? [] : [{ kind, stakeholder, reading: id, at: instant, amount: weight * (value - mean) }]
  return weights => {
    const [old, now] = [readingWeightsIn(before, weightsIn(before, weights)), readingWeightsIn(after, weightsIn(after, weights))]
    return [
      ...here.flatMap((reading, k) => {
        const place = earlier[k]
        return place === undefined ? reason('newReading', reading, at(now, k)) : reason('ageing', reading, at(now, k) - at(old, place))
      }),
      ...there.flatMap((reading, k) => (stayed.has(k) ? [] : reason('withdrawnReading', reading, -at(old, k)))),
    ]
  }
}

function weightsIn(s: Snapshot, weights: ReadonlyMap<string, number>): Float64Array {
  return Float64Array.from(s.stakeholders, ({ id }) => weights.get(id) ?? 0)
}

/** What makes a reading the same before and after: all that it says. */
function keyOf({ kind, id, stakeholder, at: instant, value, variance }: Reading): string {
  return JSON.stringify([kind, id, stakeholder, instant, value, variance])
}

function hypotheses(before: Snapshot, after: Snapshot, weights: ReadonlyMap<string, number>): SentimentReason[] {
  const moved = new Map<string, number>()
  for (const { stakeholder, amount } of after.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) + amount)
  for (const { stakeholder, amount } of before.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) - amount)
  return [...moved].map(([stakeholder, amount]) => ({ kind: 'hypothesis', stakeholder, amount: (weights.get(stakeholder) ?? 0) * amount }))
}
