import { type Heard, hearTracing, readingWeights } from '../math/readingWeights.js'
import type { Memory } from '../math/sentimentBlock.js'
import { agedCopy, createFilter, hear, meanOf, nudge, remember, rememberChange, type SentimentFilter } from '../math/sentimentFilter.js'
import type { SentimentSettings } from '../model/settings.js'
import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import { startsWith } from '../support/memo.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'
import { days, type Reading, readings } from './readings.js'

/** What is known of everybody's sentiment: a joint normal distribution over the stakeholders and, after them, those who left. */
export interface SentimentState {
  readonly filter: SentimentFilter
  /** Where each person stands in the filter. */
  readonly index: ReadonlyMap<string, number>
  /** How many readings there are of each person, and when the last was taken. */
  readonly heard: ReadonlyMap<string, HeardPerson>
}

/** How many readings there are of somebody, and when the last was taken. */
interface HeardPerson {
  readonly count: number
  readonly last: Instant
}

/** The state at the moment of a snapshot, in which a unit is a group of people who sway together. */
export function sentimentState(s: Snapshot): SentimentState {
  return remembered(s, computeSentimentState)
}

function computeSentimentState(s: Snapshot): SentimentState {
  const { filter: latest, index, heard } = heardSoFar(s)
  const filter = agedCopy(latest, days(s.agedTo))
  for (const { stakeholder, amount } of s.shifts ?? []) {
    const i = index.get(stakeholder)
    if (i !== undefined) nudge(filter, i, amount)
  }
  return { filter, index, heard }
}

/**
 * The state right after the last reading, going on from the snapshot that was last asked about the same people where this one only adds to
 * its readings.
 */
function heardSoFar(s: Snapshot): SentimentState {
  const all = readings(s)
  const last = rememberedOf(s, s.stakeholders, lastHeard)
  const [before] = last
  const goesOn =
    before !== undefined && before.former === s.former && before.settings === s.settings.sentiment && startsWith(all, before.readings)
  const known = goesOn ? before.state : { ...emptyState(s), heard: new Map<string, HeardPerson>() }
  const from = goesOn ? before.readings.length : 0
  const state = from === all.length ? known : { ...known, heard: hearing(known, all.slice(from)) }
  last[0] = { former: s.former, settings: s.settings.sentiment, readings: all, state }
  return state
}

/** Takes in readings, and tells who then was heard how often. */
function hearing({ filter, index, heard: before }: SentimentState, more: readonly Reading[]): ReadonlyMap<string, HeardPerson> {
  const heard = new Map(before)
  for (const reading of more) {
    if (!takeIn(filter, index, reading)) continue
    const { count = 0 } = heard.get(reading.stakeholder) ?? {}
    heard.set(reading.stakeholder, { count: count + 1, last: reading.at })
  }
  return heard
}

/** Where what was last known of the same people right after their last reading is kept. */
function lastHeard(_: Snapshot['stakeholders']): {
  readonly former: Snapshot['former']
  readonly settings: SentimentSettings
  readonly readings: readonly Reading[]
  readonly state: SentimentState
}[] {
  return []
}

/** Everybody's expected sentiment, that of people never heard included, in the order of the snapshot. */
export function meanSentiments(s: Snapshot): readonly number[] {
  const { filter } = sentimentState(s)
  return s.stakeholders.map((_, i) => meanOf(filter, i))
}

/**
 * By how much a weighted sum of the sentiments moved from one day to another, as all readings of a snapshot tell: expectation and variance.
 */
export function changeBetween(
  s: Snapshot,
  weights: Float64Array,
  since: number,
  until: number,
): { readonly mean: number; readonly variance: number } {
  const { filter, index } = emptyState(s)
  const all = readings(s)
  const everybody = overEverybody({ filter }, weights)
  const [before, within, after] = [
    all.filter(({ day }) => day < since),
    all.filter(({ day }) => day >= since && day <= until),
    all.filter(({ day }) => day >= since && day > until),
  ]
  for (const reading of before) takeIn(filter, index, reading)
  const change = remember(filter, everybody, since)
  for (const reading of within) takeIn(filter, index, reading)
  rememberChange(filter, change, everybody, until)
  for (const reading of after) takeIn(filter, index, reading)
  const supposed = until < days(s.agedTo) ? [] : (s.shifts ?? [])
  return {
    mean: supposed.reduce(
      (sum, { stakeholder, amount }) => sum + amount * at(everybody, index.get(stakeholder) ?? -1),
      sumOf(change, 'mean'),
    ),
    variance: Math.max(0, sumOf(change, 'variance')),
  }
}

function sumOf(parts: readonly Memory[], moment: 'mean' | 'variance'): number {
  return parts.reduce((sum, part) => sum + part[moment], 0)
}

/** The readings that move anybody's sentiment, in the order in which they were heard. */
export function takenReadings(s: Snapshot): readonly Reading[] {
  return tracedState(s).taken
}

/**
 * By how much each of `takenReadings` moves a weighted sum of the stakeholders' sentiments at the moment of a snapshot, per unit of what was
 * heard less the prior's mean.
 */
export function readingWeightsIn(s: Snapshot, weights: Float64Array): Float64Array {
  const { filter, heard } = tracedState(s)
  return readingWeights(filter, heard, overEverybody({ filter }, weights), days(s.agedTo))
}

/** The state at the moment of a snapshot with all that its readings moved. */
function tracedState(s: Snapshot): {
  readonly filter: SentimentFilter
  readonly heard: readonly Heard[]
  readonly taken: readonly Reading[]
} {
  return remembered(s, computeTracedState)
}

function computeTracedState(s: Snapshot): {
  readonly filter: SentimentFilter
  readonly heard: readonly Heard[]
  readonly taken: readonly Reading[]
} {
  const { filter, index } = emptyState(s)
  const heard: Heard[] = []
  const taken: Reading[] = []
  for (const reading of readings(s)) {
    const i = index.get(reading.stakeholder)
    const trace = i === undefined ? undefined : hearTracing(filter, i, reading.day, reading.value, reading.variance)
    if (trace === undefined) continue
    heard.push(trace)
    taken.push(reading)
  }
  return { filter, heard, taken }
}

/** Weights of the stakeholders as weights of everybody in the filter: those who left have none. */
export function overEverybody({ filter }: Pick<SentimentState, 'filter'>, weights: Float64Array): Float64Array {
  const all = new Float64Array(filter.place.length)
  all.set(weights)
  return all
}

function emptyState(s: Snapshot): { readonly filter: SentimentFilter; readonly index: ReadonlyMap<string, number> } {
  const people = [...s.stakeholders, ...s.former]
  const index = new Map(people.map((person, i) => [person.id, i]))
  const { priorMean, priorSd, halfLifeDays, sameUnitCorrelation } = s.settings.sentiment
  const prior = { mean: priorMean, sd: priorSd, halfLifeDays, sameGroupCorrelation: sameUnitCorrelation }
  // Whoever is in no unit is a group of their own.
  const filter = createFilter(
    people.map(person => person.unit ?? person),
    prior,
  )
  return { filter, index }
}

function takeIn(filter: SentimentFilter, index: ReadonlyMap<string, number>, { stakeholder, day, value, variance }: Reading): boolean {
  const i = index.get(stakeholder)
  if (i === undefined) return false
  hear(filter, i, day, value, variance)
  return true
}
