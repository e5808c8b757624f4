import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'
import { type Reading, readings } from './readings.js'
import { readingWeightsIn, takenReadings } from './state.js'

/** One reason why expected sentiments changed. */
export interface SentimentReason {
  /**
   * `newReading`: it was not known before. `withdrawnReading`: it is no longer believed, or said otherwise. `ageing`: it was known before
   * and counts otherwise now, because time has passed, other readings have come, or whoever said it joined or changed units. `hypothesis`:
   * what `whatIf` supposes.
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
  return same ? before : amended(before, { settings: after.settings })
}

function readingReasonsBetween(before: Snapshot, after: Snapshot): (weights: ReadonlyMap<string, number>) => SentimentReason[] {
  const [there, here] = [placesOf(before), placesOf(after)]
  // What somebody said who is not there counts for nothing, and is known all the same.
  const [known, believed] = [allReadings(before), allReadings(after)]
  const mean = after.settings.sentiment.priorMean
  const kindOf = (key: string): SentimentReason['kind'] =>
    !known.has(key) ? 'newReading' : believed.has(key) ? 'ageing' : 'withdrawnReading'
  const all = [...new Map([...believed, ...known])].map(([key, reading]) => ({
    about: { kind: kindOf(key), stakeholder: reading.stakeholder, reading: reading.id, at: reading.at },
    value: reading.value - mean,
    earlier: there.get(key),
    later: here.get(key),
  }))
  const weightIn = (found: Float64Array, place: number | undefined): number => (place === undefined ? 0 : at(found, place))
  return weights => {
    const [old, now] = [readingWeightsIn(before, weightsIn(before, weights)), readingWeightsIn(after, weightsIn(after, weights))]
    return all.flatMap(({ about, value, earlier, later }) => {
      const weight = weightIn(now, later) - weightIn(old, earlier)
      return weight === 0 ? [] : [{ ...about, amount: weight * value }]
    })
  }
}

/** Every reading that a snapshot sees, by all that it says. */
function allReadings(s: Snapshot): ReadonlyMap<string, Reading> {
  return new Map(readings(s).map(reading => [readingKey(reading), reading]))
}

/** Where each reading stands that moves anybody. */
function placesOf(s: Snapshot): ReadonlyMap<string, number> {
  return new Map(takenReadings(s).map((reading, place) => [readingKey(reading), place]))
}

function weightsIn(s: Snapshot, weights: ReadonlyMap<string, number>): Float64Array {
  return Float64Array.from(s.stakeholders, ({ id }) => weights.get(id) ?? 0)
}

/** What makes a reading the same before and after: all that it says. */
function readingKey({ kind, id, stakeholder, at: instant, value, variance }: Reading): string {
  return JSON.stringify([kind, id, stakeholder, instant, value, variance])
}

function hypotheses(before: Snapshot, after: Snapshot, weights: ReadonlyMap<string, number>): SentimentReason[] {
  const moved = new Map<string, number>()
  for (const { stakeholder, amount } of after.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) + amount)
  for (const { stakeholder, amount } of before.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) - amount)
  return [...moved].map(([stakeholder, amount]) => ({ kind: 'hypothesis', stakeholder, amount: (weights.get(stakeholder) ?? 0) * amount }))
}
