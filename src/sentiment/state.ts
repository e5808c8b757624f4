import { hearSilenceTracing, hearTracing, readingWeights, type Traced, unsettleTracing } from '../math/readingWeights.js'
import {
  agedCopy,
  createFilter,
  hear,
  hearSilence,
  meanOf,
  nudge,
  recall,
  remember,
  rememberChange,
  type SentimentFilter,
  shareError,
  splitOff,
  unsettle,
} from '../math/sentimentFilter.js'
import type { SentimentSettings } from '../model/settings.js'
import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'
import { type SentimentEvent, type Shake, sameEvent, sentimentEvents } from './events.js'
import type { Reading } from './reading.js'
import { days, sharedSds } from './readings.js'

/** What is known of everybody's sentiment: a joint normal distribution over the stakeholders and, after them, those who left. */
export interface SentimentState {
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

/** The state at the moment of a snapshot, in which a unit is a group of people who sway together. */
export function sentimentState(s: Snapshot): SentimentState {
  return remembered(s, computeSentimentState)
}

function computeSentimentState(s: Snapshot): SentimentState {
  const { filter: latest, index, ...known } = heardSoFar(s)
  const filter = agedCopy(latest, days(s.agedTo))
  for (const { stakeholder, amount } of s.shifts ?? []) {
    const i = index.get(stakeholder)
    if (i !== undefined) nudge(filter, i, amount)
  }
  return { filter, index, ...known }
}

/** The state right after some events. */
interface Checkpoint {
  readonly taken: number
  readonly state: SentimentState
}

/** What was known of the same people after the events of the snapshot that was last asked, and after some of them. */
interface Known {
  readonly former: Snapshot['former']
  readonly settings: SentimentSettings
  readonly events: readonly SentimentEvent[]
  /** After all events first, then after ever fewer. */
  readonly checkpoints: readonly Checkpoint[]
}

/** So many states are kept from which a later snapshot can go on. */
const MOST_CHECKPOINTS = 8

/**
 * The state right after the last event, going on from the snapshot that was last asked about the same people as far as the two saw the same
 * events.
 */
function heardSoFar(s: Snapshot): SentimentState {
  const events = sentimentEvents(s)
  const sds = sharedSds(s)
  const last = rememberedOf(s, s.stakeholders, lastKnown)
  const [before] = last
  const isSame = before !== undefined && before.former === s.former && before.settings === s.settings.sentiment
  const alike = isSame ? countAlike(events, before.events) : 0
  const kept = isSame ? before.checkpoints.filter(({ taken, state }) => taken <= alike && holdsWith(state, sds)) : []
  const [start, ...earlier] = kept
  // Only the state after all events may go on by itself: the others are needed again.
  const goesOn = start !== undefined && start === before?.checkpoints[0]
  const state = start === undefined ? emptyState(s) : goesOn ? start.state : { ...start.state, filter: splitOff(start.state.filter) }
  const found = start?.taken === events.length ? kept : [...taking(s, state, events, start?.taken ?? 0), ...(goesOn ? earlier : kept)]
  last[0] = { former: s.former, settings: s.settings.sentiment, events, checkpoints: found.slice(0, MOST_CHECKPOINTS) }
  return found[0]?.state ?? state
}

/** Where what was last known of the same people is kept. */
function lastKnown(_: Snapshot['stakeholders']): Known[] {
  return []
}

/** How many events two lists begin with alike. */
function countAlike(events: readonly SentimentEvent[], before: readonly SentimentEvent[]): number {
  let count = 0
  for (const event of events) {
    if (!sameEvent(event, before[count])) break
    count += 1
  }
  return count
}

/** Whether the shared errors of a state still are what they were taken for. */
function holdsWith({ errors }: SentimentState, sds: ReadonlyMap<string, number>): boolean {
  return [...errors].every(([key, { sd }]) => sds.get(key) === sd)
}

/**
 * The state after all events, and states before those that a later snapshot may see no more or otherwise: silences, which a word withdraws,
 * and the readings of a day that is not over.
 */
function taking(s: Snapshot, start: SentimentState, events: readonly SentimentEvent[], from: number): Checkpoint[] {
  const sds = sharedSds(s)
  const places = new Set(openPlaces(s, events).slice(1 - MOST_CHECKPOINTS))
  const checkpoints: Checkpoint[] = []
  const heard = new Map(start.heard)
  let state: SentimentState = { ...start, heard }
  for (let i = from; i < events.length; i++) {
    const event = events[i]
    if (event === undefined) continue
    if (places.has(i)) checkpoints.unshift({ taken: i, state: { ...state, filter: splitOff(state.filter), heard: new Map(heard) } })
    state = withErrorOf(state, event, sds)
    if (!takeIn(state, event) || isOther(event)) continue
    const { count = 0, effective = 0 } = heard.get(event.stakeholder) ?? {}
    heard.set(event.stakeholder, { count: count + 1, effective: effective + event.effective, last: event.at })
  }
  return [{ taken: events.length, state }, ...checkpoints]
}

function openPlaces(s: Snapshot, events: readonly SentimentEvent[]): number[] {
  const isWholeDay = s.asOf.length === 10
  if (isWholeDay && s.requests.length === 0) return []
  const today = Math.floor(days(s.agedTo))
  const isOfToday = (event: SentimentEvent | undefined): boolean => event !== undefined && !isWholeDay && event.day >= today
  return events.flatMap((event, i) => (event.kind === 'silence' || (isOfToday(event) && !isOfToday(events[i - 1])) ? [i] : []))
}

/** A state that looks for the shared error of an event. */
function withErrorOf(state: SentimentState, event: SentimentEvent, sds: ReadonlyMap<string, number>): SentimentState {
  const key = isOther(event) ? undefined : event.shared?.key
  if (key === undefined || state.errors.has(key)) return state
  const sd = sds.get(key) ?? 0
  return { ...state, errors: new Map([...state.errors, [key, { number: shareError(state.filter, sd * sd), sd }]]) }
}

/** Everybody's expected sentiment, that of people never heard included, in the order of the snapshot. */
export function meanSentiments(s: Snapshot): readonly number[] {
  const { filter } = sentimentState(s)
  return s.stakeholders.map((_, i) => meanOf(filter, i))
}

/**
 * By how much a weighted sum of the sentiments moved from one day to another, as all events of a snapshot tell: expectation and variance.
 */
export function changeBetween(
  s: Snapshot,
  weights: Float64Array,
  since: number,
  until: number,
): { readonly mean: number; readonly variance: number } {
  const all = sentimentEvents(s)
  let state = emptyState(s)
  for (const event of all) state = withErrorOf(state, event, sharedSds(s))
  const { filter, index } = state
  const everybody = overEverybody({ filter }, weights)
  const [before, within, after] = [
    all.filter(({ day }) => day < since),
    all.filter(({ day }) => day >= since && day <= until),
    all.filter(({ day }) => day >= since && day > until),
  ]
  for (const event of before) takeIn(state, event)
  const change = remember(filter, everybody, since)
  for (const event of within) takeIn(state, event)
  rememberChange(filter, change, everybody, until)
  for (const event of after) takeIn(state, event)
  const supposed = until < days(s.agedTo) ? [] : (s.shifts ?? [])
  const { mean, variance } = recall(filter, change)
  return {
    mean: supposed.reduce((sum, { stakeholder, amount }) => sum + amount * at(everybody, index.get(stakeholder) ?? -1), mean),
    variance: Math.max(0, variance),
  }
}

/** An event that moved somebody's sentiment, with what it said less what was expected of it before anything was heard. */
export interface TakenEvent {
  readonly event: SentimentEvent
  /** 1 for an upheaval, whose weight is all that it did. */
  readonly value: number
}

/** The events that moved anybody's sentiment, in the order in which they came. */
export function takenEvents(s: Snapshot): readonly TakenEvent[] {
  return tracedState(s).taken
}

/**
 * By how much each of `takenEvents` moves a weighted sum of the stakeholders' sentiments at the moment of a snapshot, per unit of its value.
 */
export function eventWeightsIn(s: Snapshot, weights: Float64Array): Float64Array {
  const { filter, traced } = tracedState(s)
  return readingWeights(filter, traced, overEverybody({ filter }, weights), days(s.agedTo))
}

/** The state at the moment of a snapshot with all that its events moved. */
interface TracedState {
  readonly filter: SentimentFilter
  readonly traced: readonly Traced[]
  readonly taken: readonly TakenEvent[]
}

function tracedState(s: Snapshot): TracedState {
  return remembered(s, computeTracedState)
}

function computeTracedState(s: Snapshot): TracedState {
  let state = emptyState(s)
  const traced: Traced[] = []
  const taken: TakenEvent[] = []
  for (const event of sentimentEvents(s)) {
    state = withErrorOf(state, event, sharedSds(s))
    const found = tracing(state, event, s.settings.sentiment.priorMean)
    if (found === undefined) continue
    traced.push(found.trace)
    taken.push({ event, value: found.value })
  }
  return { filter: state.filter, traced, taken }
}

function tracing(
  state: SentimentState,
  event: SentimentEvent,
  mean: number,
): { readonly trace: Traced; readonly value: number } | undefined {
  const { filter, index } = state
  if (event.kind === 'upheaval') return { trace: unsettleTracing(filter, event.day, strengthsOf(state, event)), value: 1 }
  const i = index.get(event.stakeholder) ?? -1
  if (event.kind === 'silence') {
    const found = hearSilenceTracing(filter, i, event.day, event.rate, event.slope)
    return found && { trace: found.heard, value: found.value - mean }
  }
  const trace = hearTracing(filter, i, event.day, unbiased(event), event.variance, errorOf(state, event))
  return trace && { trace, value: unbiased(event) - mean }
}

/** Weights of the stakeholders as weights of everybody in the filter: those who left have none. */
export function overEverybody({ filter }: Pick<SentimentState, 'filter'>, weights: Float64Array): Float64Array {
  const all = new Float64Array(filter.place.length)
  all.set(weights)
  return all
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

/** Lets an event count, whose shared error the state knows; whether it is about somebody who is there. */
export function takeIn(state: SentimentState, event: SentimentEvent): boolean {
  const { filter, index } = state
  if (event.kind === 'upheaval') {
    unsettle(filter, event.day, strengthsOf(state, event))
    return true
  }
  const i = index.get(event.stakeholder)
  if (i === undefined) return false
  if (event.kind === 'silence') hearSilence(filter, i, event.day, event.rate, event.slope)
  else hear(filter, i, event.day, unbiased(event), event.variance, errorOf(state, event))
  return true
}

function isOther(event: SentimentEvent): event is Exclude<SentimentEvent, Reading> {
  return event.kind === 'silence' || event.kind === 'upheaval'
}

function strengthsOf({ filter, index }: SentimentState, { strength, concerned }: Shake): Float64Array {
  const strengths = new Float64Array(filter.place.length)
  if (concerned === undefined) return strengths.fill(strength)
  for (const id of concerned) {
    const i = index.get(id)
    if (i !== undefined) strengths[i] = strength
  }
  return strengths
}

function errorOf({ errors }: SentimentState, { shared }: Reading): number | undefined {
  return shared === undefined ? undefined : errors.get(shared.key)?.number
}

/** What was heard less what is expected of its error. */
export function unbiased({ value, offset, shared }: Reading): number {
  return value - offset - (shared?.mean ?? 0)
}
