import { bringTo } from '../math/sentimentFilter.js'
import { type Known, type PersonMemory, personBeyond, recall, rememberPerson } from '../math/sentimentMemory.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { stateBefore } from './change.js'
import { sentimentEvents } from './events.js'
import { days } from './readings.js'
import { strengthsOf, takeIn } from './takeIn.js'

/** Somebody at a moment of the past, in days since 1970. */
export interface PastMoment {
  readonly stakeholder: string
  readonly day: number
}

/** How somebody's sentiment moved since a moment. */
export interface PersonChange {
  /** What their sentiment was expected to be then, and by how much it moved since. */
  readonly before: number
  readonly change: Known
  /** The drift to the prior's mean that was to come by itself: what time and upheavals take of how far off it was. */
  readonly expectedAnyway: number
  /** The change beyond that. */
  readonly beyond: Known
}

/**
 * How sentiments moved since moments, before whatever happened at each, up to a snapshot and as all its events tell. Whoever is not there is
 * left out.
 *
 * With `a` what is left of a deviation from the prior's mean, `2^(-days / halfLife)` times `1 - s` for each upheaval of strength `s`,
 * `beyond` is the posterior of `x(T) - mean - a (x(T0) - mean)`.
 */
export function changesSince<Moment extends PastMoment>(s: Snapshot, moments: readonly Moment[]): readonly (Moment & PersonChange)[] {
  const all = sentimentEvents(s)
  const state = stateBefore(s, all)
  const { filter, index } = state
  const now = days(s.agedTo)
  const waiting = moments
    .map(moment => ({ moment, i: index.get(moment.stakeholder) ?? -1, since: Math.min(moment.day, now) }))
    .sort((a, b) => b.since - a.since)
  const spans: Span<Moment>[] = []
  const beginUntil = (day: number): void => {
    for (let next = waiting.at(-1); next !== undefined && next.since <= day; next = waiting.at(-1)) {
      waiting.pop()
      const then = rememberPerson(filter, next.i, next.since)
      if (then !== undefined) spans.push({ ...next, then, kept: 1 })
    }
  }
  for (const event of all) {
    beginUntil(event.day)
    if (event.kind === 'upheaval') {
      const strengths = strengthsOf(state, event)
      for (const span of spans) span.kept *= 1 - at(strengths, span.i)
    }
    takeIn(state, event)
  }
  beginUntil(now)
  bringTo(filter, now)
  const { halfLifeDays, priorMean } = s.settings.sentiment
  return spans.map(({ moment, since, then, kept, i }) => {
    const left = kept * 2 ** ((since - now) / halfLifeDays)
    const before = recall(filter, [then.memory]).mean
    const supposed = (s.shifts ?? []).reduce((sum, { stakeholder, amount }) => (index.get(stakeholder) === i ? sum + amount : sum), 0)
    const moved = (share: number): Known => {
      const { mean, variance } = personBeyond(filter, then, share)
      return { mean: mean + supposed - (1 - share) * priorMean, variance: Math.max(0, variance) }
    }
    return { ...moment, before, change: moved(1), expectedAnyway: (left - 1) * (before - priorMean), beyond: moved(left) }
  })
}

/** From when on somebody's sentiment is looked at, and what is left of it since. */
interface Span<Moment> {
  readonly moment: Moment
  readonly i: number
  readonly since: number
  readonly then: PersonMemory
  kept: number
}
