import { createFilter, hear, hearSilence, type SentimentFilter, shareError, unsettle } from '../math/sentimentFilter.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import type { SentimentEvent, Shake } from './events.js'
import type { Reading } from './reading.js'

/** What is known of everybody's sentiment: a joint normal distribution over the stakeholders and, after them, those who left. */
export interface SentimentState {
  /** Internal. The means and covariances, which taking in an event changes in place. */
  readonly filter: SentimentFilter
  /** Where each person stands in the filter. */
  readonly index: ReadonlyMap<string, number>
  /** The shared errors that occurred, by key. */
  readonly errors: ReadonlyMap<string, FoundError>
  /** How many readings there are of each person, and when the last was taken. */
  readonly heard: ReadonlyMap<string, HeardPerson>
}

/** A shared error as the filter knows it. */
interface FoundError {
  /** Its number in the filter. */
  readonly number: number
  /** Its standard deviation before anything was heard. */
  readonly sd: number
}

/** How many readings there are of somebody, what they are worth, and when the last was taken. */
interface HeardPerson {
  readonly count: number
  readonly effective: number
  readonly last: Instant
}

/** The state before any event. */
export function emptyState(s: Snapshot): SentimentState {
  const people = [...s.stakeholders, ...s.former]
  const index = new Map(people.map((person, i) => [person.id, i]))
  const { priorMean, priorSd, halfLifeDays, sameUnitCorrelation } = s.settings.sentiment
  const prior = { mean: priorMean, sd: priorSd, halfLifeDays, sameGroupCorrelation: sameUnitCorrelation }
  // Whoever is in no unit is a group of their own.
  const filter = createFilter(
    people.map(person => person.unit ?? person),
    prior,
  )
  return { filter, index, errors: new Map(), heard: new Map() }
}

/** A state that looks for the shared error of an event. */
export function withErrorOf(state: SentimentState, event: SentimentEvent, sds: ReadonlyMap<string, number>): SentimentState {
  const key = isOther(event) ? undefined : event.shared?.key
  if (key === undefined || state.errors.has(key)) return state
  const sd = sds.get(key) ?? 0
  return { ...state, errors: new Map([...state.errors, [key, { number: shareError(state.filter, sd * sd), sd }]]) }
}

/** Lets an event count, whose shared error the state knows; one about somebody who is not there changes nothing. */
export function takeIn(state: SentimentState, event: SentimentEvent): void {
  const { filter, index } = state
  if (event.kind === 'upheaval') {
    unsettle(filter, event.day, strengthsOf(state, event))
    return
  }
  const i = index.get(event.stakeholder) ?? Number.NaN
  if (event.kind === 'silence') hearSilence(filter, i, event.day, event.rate, event.slope)
  else hear(filter, i, event.day, unbiased(event), event.variance, errorOf(state, event))
}

/** Whether an event is no reading. */
export function isOther(event: SentimentEvent): event is Exclude<SentimentEvent, Reading> {
  return event.kind === 'silence' || event.kind === 'upheaval'
}

/** How strongly an upheaval concerns each person of the filter. */
export function strengthsOf({ filter, index }: SentimentState, { strength, concerned }: Shake): Float64Array {
  const strengths = new Float64Array(filter.place.length)
  if (concerned === undefined) return strengths.fill(strength)
  for (const id of concerned) {
    const i = index.get(id)
    if (i !== undefined) strengths[i] = strength
  }
  return strengths
}

/** The number of a reading's shared error in the filter. */
export function errorOf({ errors }: SentimentState, { shared }: Reading): number | undefined {
  return shared === undefined ? undefined : errors.get(shared.key)?.number
}

/** What was heard less what is expected of its error. */
export function unbiased({ value, offset, shared }: Reading): number {
  return value - offset - (shared?.mean ?? 0)
}

/** Weights of the stakeholders as weights of everybody in the filter: those who left have none. */
export function overEverybody({ filter }: Pick<SentimentState, 'filter'>, weights: Float64Array): Float64Array {
  const all = new Float64Array(filter.place.length)
  all.set(weights)
  return all
}
