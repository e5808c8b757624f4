import { type Known, recall, remember, rememberChange } from '../math/sentimentMemory.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { type SentimentEvent, sentimentEvents } from './events.js'
import { days, sharedSds } from './readings.js'
import { emptyState, overEverybody, type SentimentState, takeIn, withErrorOf } from './takeIn.js'

/**
 * By how much a weighted sum of the sentiments moved from one day to a later one, as all events of a snapshot tell: expectation and variance.
 */
export function changeBetween(s: Snapshot, weights: Float64Array, since: number, until: number): Known {
  const all = sentimentEvents(s)
  const state = stateBefore(s, all)
  const { filter, index } = state
  const everybody = overEverybody({ filter }, weights)
  const [before, within, after] = [
    all.filter(({ day }) => day < since),
    all.filter(({ day }) => day >= since && day <= until),
    all.filter(({ day }) => day > until),
  ]
  for (const event of before) takeIn(state, event)
  const change = remember(filter, everybody, since)
  for (const event of within) takeIn(state, event)
  rememberChange(filter, change, everybody, until)
  for (const event of after) takeIn(state, event)
  const supposed = until < days(s.agedTo) ? [] : (s.shifts ?? [])
  const { mean, variance } = recall(filter, change)
  return {
    mean: supposed.reduce((sum, { stakeholder, amount }) => sum + amount * weightOf(stakeholder), mean),
    variance: Math.max(0, variance),
  }

  /** Whoever somebody else has taken the place of has no weight any more. */
  function weightOf(stakeholder: string): number {
    const place = index.get(stakeholder)
    return place === undefined ? 0 : at(everybody, place)
  }
}

/** The state before some events, with the errors that they share. */
export function stateBefore(s: Snapshot, events: readonly SentimentEvent[]): SentimentState {
  const sds = sharedSds(s)
  return events.reduce((state, event) => withErrorOf(state, event, sds), emptyState(s))
}
