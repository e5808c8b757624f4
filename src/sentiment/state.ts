import { agedCopy, meanOf, nudge, splitOff } from '../math/sentimentFilter.js'
import type { SentimentSettings } from '../model/settings.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'
import { type SentimentEvent, sameEvent, sentimentEvents } from './events.js'
import { days, sharedSds } from './readings.js'
import { emptyState, isOther, type SentimentState, takeIn, withErrorOf } from './takeIn.js'

/** The state at the moment of a snapshot, in which a unit is a group of people who sway together. */
export function sentimentState(s: Snapshot): SentimentState {
  return remembered(s, computeSentimentState)
}

function computeSentimentState(s: Snapshot): SentimentState {
  const { filter: latest, index, ...known } = heardSoFar(s)
  const filter = agedCopy(latest, days(s.agedTo))
  for (const { stakeholder, amount } of s.shifts ?? []) {
    nudge(filter, index.get(stakeholder) ?? Number.NaN, amount)
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
 * and the readings of a day that is not over, or of the last one.
 */
function taking(s: Snapshot, start: SentimentState, events: readonly SentimentEvent[], from: number): Checkpoint[] {
  const sds = sharedSds(s)
  const places = new Set(openPlaces(s, events).slice(1 - MOST_CHECKPOINTS))
  const checkpoints: Checkpoint[] = []
  const heard = new Map(start.heard)
  let state: SentimentState = { ...start, heard }
  for (const [offset, event] of events.slice(from).entries()) {
    const i = from + offset
    if (places.has(i)) checkpoints.unshift({ taken: i, state: { ...state, filter: splitOff(state.filter), heard: new Map(heard) } })
    state = withErrorOf(state, event, sds)
    takeIn(state, event)
    if (isOther(event)) continue
    const { count = 0, effective = 0 } = heard.get(event.stakeholder) ?? {}
    heard.set(event.stakeholder, { count: count + 1, effective: effective + event.effective, last: event.at })
  }
  return [{ taken: events.length, state }, ...checkpoints]
}

function openPlaces(s: Snapshot, events: readonly SentimentEvent[]): number[] {
  const lastDay = Math.floor(events.at(-1)?.day ?? Number.NaN)
  // One more reading of the last day may change what the others of that day count for.
  const begun = events.findLastIndex(({ day }) => Math.floor(day) < lastDay) + 1
  return [...new Set([...changeable(s, events), begun])].sort((a, b) => a - b)
}

function changeable(s: Snapshot, events: readonly SentimentEvent[]): number[] {
  const isWholeDay = s.asOf.length === 10
  if (isWholeDay && s.requests.length === 0) return []
  const today = Math.floor(days(s.agedTo))
  const isOfToday = (event: SentimentEvent | undefined): boolean => event !== undefined && !isWholeDay && event.day >= today
  return events.flatMap((event, i) => (event.kind === 'silence' || (isOfToday(event) && !isOfToday(events[i - 1])) ? [i] : []))
}

/** Everybody's expected sentiment, that of people never heard included, in the order of the snapshot. */
export function meanSentiments(s: Snapshot): readonly number[] {
  const { filter } = sentimentState(s)
  return s.stakeholders.map((_, i) => meanOf(filter, i))
}
