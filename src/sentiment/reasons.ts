import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'
import { type SentimentEvent, sentimentEvents } from './events.js'
import { eventWeightsIn, takenEvents } from './trace.js'

/** One reason why expected sentiments changed. */
export interface SentimentReason {
  /**
   * `newReading`: it was not known before. `withdrawnReading`: it is no longer believed, or said otherwise. `ageing`: it was known before
   * and counts otherwise now, because time has passed, other readings have come, or whoever said it joined or changed units. `silence`: a
   * request counts as unanswered, or no more. `upheaval`: part of what was known no longer holds, or that is no longer believed.
   * `hypothesis`: what `whatIf` supposes. A silence or an upheaval that counted before and counts otherwise now is `ageing`.
   */
  readonly kind: 'newReading' | 'withdrawnReading' | 'ageing' | 'silence' | 'upheaval' | 'hypothesis'
  /** Who said it or did not answer, or of whom it is supposed; absent for an upheaval. */
  readonly stakeholder?: string
  /** The id of the observation or the interview. */
  readonly reading?: string
  /** The id of the request that was not answered. */
  readonly request?: string
  /** The id of the upheaval. */
  readonly upheaval?: string
  /** When it was heard, when the wait for an answer was over, or when it happened. */
  readonly at?: Instant
  /** What it adds to the change. */
  readonly amount: number
}

/**
 * Why sums of expected sentiments, each with its weight, differ between two snapshots with the same settings: to the event, because
 * expectations are linear in what was heard. A silence counts as the reading with the same effect, an upheaval as the move of the expected
 * sentiments at which it took place. The amounts sum to the change.
 */
export function sentimentReasonsBetween(before: Snapshot, after: Snapshot): (weights: ReadonlyMap<string, number>) => SentimentReason[] {
  const eventsWith = eventReasonsBetween(before, after)
  return weights => [...eventsWith(weights), ...hypotheses(before, after, weights)]
}

/** The facts of before under the settings of after; the same snapshot when those say the same. */
export function withSettingsOf(before: Snapshot, after: Snapshot): Snapshot {
  const same = before.settings === after.settings || JSON.stringify(before.settings) === JSON.stringify(after.settings)
  return same ? before : amended(before, { settings: after.settings })
}

function eventReasonsBetween(before: Snapshot, after: Snapshot): (weights: ReadonlyMap<string, number>) => SentimentReason[] {
  const [there, here] = [placesOf(before), placesOf(after)]
  // What somebody said who is not there counts for nothing, and is known all the same.
  const [known, believed] = [allEvents(before), allEvents(after)]
  const all = [...new Map([...believed, ...known])].map(([key, event]) => ({
    about: aboutEvent(event, known.has(key), believed.has(key)),
    earlier: there.get(key),
    later: here.get(key),
  }))
  return weights => {
    const [old, now] = [amountsIn(before, weights), amountsIn(after, weights)]
    const amountIn = (amounts: Float64Array, place: number | undefined): number => (place === undefined ? 0 : at(amounts, place))
    return all.flatMap(({ about, earlier, later }) => {
      const amount = amountIn(now, later) - amountIn(old, earlier)
      return amount === 0 ? [] : [{ ...about, amount }]
    })
  }
}

/** What is told of an event as a reason. */
function aboutEvent(event: SentimentEvent, isKnown: boolean, isBelieved: boolean): Omit<SentimentReason, 'amount'> {
  const both = isKnown && isBelieved
  if (event.kind === 'upheaval') return { kind: both ? 'ageing' : 'upheaval', upheaval: event.id, at: event.at }
  const { stakeholder, id, at: instant } = event
  if (event.kind === 'silence') return { kind: both ? 'ageing' : 'silence', stakeholder, request: id, at: instant }
  return { kind: both ? 'ageing' : isBelieved ? 'newReading' : 'withdrawnReading', stakeholder, reading: id, at: instant }
}

/** Every event that a snapshot sees, by all that it says. */
function allEvents(s: Snapshot): ReadonlyMap<string, SentimentEvent> {
  return new Map(sentimentEvents(s).map(event => [eventKey(event), event]))
}

/** Where each event stands that moves anybody. */
function placesOf(s: Snapshot): ReadonlyMap<string, number> {
  return new Map(takenEvents(s).map(({ event }, place) => [eventKey(event), place]))
}

/** What each event adds to a sum of sentiments. */
function amountsIn(s: Snapshot, weights: ReadonlyMap<string, number>): Float64Array {
  const taken = takenEvents(s)
  const found = eventWeightsIn(
    s,
    Float64Array.from(s.stakeholders, ({ id }) => weights.get(id) ?? 0),
  )
  return found.map((weight, place) => weight * (taken[place]?.value ?? Number.NaN))
}

/** What makes an event the same before and after: all that it says, however it counts. */
function eventKey(event: SentimentEvent): string {
  const { kind, id, at: instant } = event
  if (kind === 'upheaval') return JSON.stringify([kind, id, instant, event.strength, event.concerned && [...event.concerned]])
  if (kind === 'silence') return JSON.stringify([kind, id, event.stakeholder, instant])
  return JSON.stringify([kind, id, event.stakeholder, instant, event.value, event.ownVariance, event.via, event.by])
}

function hypotheses(before: Snapshot, after: Snapshot, weights: ReadonlyMap<string, number>): SentimentReason[] {
  const moved = new Map<string, number>()
  for (const { stakeholder, amount } of after.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) + amount)
  for (const { stakeholder, amount } of before.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) - amount)
  return [...moved].map(([stakeholder, amount]) => ({ kind: 'hypothesis', stakeholder, amount: (weights.get(stakeholder) ?? 0) * amount }))
}
