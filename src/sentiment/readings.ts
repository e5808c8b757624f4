import type { Fact } from '../model/fact.js'
import type { ReadingSource } from '../model/observation.js'
import type { SentimentSettings } from '../model/settings.js'
import { DAY, type Instant, parseInstant } from '../support/instants.js'
import { startsWith } from '../support/memo.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'

/** A reading of sentiment as the filter takes it. */
export interface Reading {
  /** The id of the observation or of the interview. */
  readonly id: string
  readonly kind: 'observation' | 'interview'
  readonly stakeholder: string
  readonly via: ReadingSource
  readonly at: Instant
  /** The same in days since 1970, with fractions. */
  readonly day: number
  /** When we learned it, in the same days. */
  readonly recorded: number
  readonly value: number
  /** The variance of its error: that of its source or its own, divided by how far we trust it. */
  readonly variance: number
}

/**
 * Every reading that a snapshot sees, observations and the sentiments of interviews alike, in the order in which they count: by time, by
 * when we learned them, by id. A reading that is not trusted at all says nothing and is left out.
 */
export function readings(s: Snapshot): readonly Reading[] {
  return remembered(s, computeReadings)
}

function computeReadings(s: Snapshot): readonly Reading[] {
  const last = rememberedOf(s, s.settings.sentiment, lastReadings)
  const [before] = last
  // Of a series of snapshots each sees what the one before saw, and more.
  const goesOn = before !== undefined && before.interviews === s.interviews && startsWith(s.observations, before.observations)
  if (goesOn && before.observations.length === s.observations.length) return before.found
  const found = goesOn ? [...before.found] : []
  for (let i = goesOn ? before.observations.length : 0; i < s.observations.length; i++) {
    const observation = s.observations[i]
    if (observation === undefined) continue
    const { stakeholder, sentiment, via, sd, at } = observation
    addReading(found, s, observation, { kind: 'observation', stakeholder, sentiment, at, via, sd })
  }
  for (const interview of goesOn ? [] : s.interviews) {
    const { stakeholder, sentiment, at, sd } = interview
    if (sentiment !== undefined) addReading(found, s, interview, { kind: 'interview', stakeholder, sentiment, at, via: 'interview', sd })
  }
  if (!inOrder(found, goesOn ? before.found.length : 0)) found.sort(compareReadings)
  last[0] = { observations: s.observations, interviews: s.interviews, found }
  return found
}

/** Where the readings of the snapshot that was last asked under the same settings are kept. */
function lastReadings(_: SentimentSettings): {
  readonly observations: Snapshot['observations']
  readonly interviews: Snapshot['interviews']
  readonly found: readonly Reading[]
}[] {
  return []
}

function addReading(
  found: Reading[],
  s: Snapshot,
  fact: Fact & { readonly id: string },
  heard: {
    readonly kind: Reading['kind']
    readonly stakeholder: string
    readonly sentiment: number
    readonly at: string
    readonly via: ReadingSource
    readonly sd: number | undefined
  },
): void {
  const sd = heard.sd ?? s.settings.sentiment.readingSd[heard.via]
  const variance = (sd * sd) / (fact.confidence ?? 1)
  // Whatever is not trusted at all, or has no bounds to its error, says nothing. An error of 0 times no trust is no number.
  if (!(variance < Number.POSITIVE_INFINITY)) return
  const day = days(heard.at)
  found.push({
    id: fact.id,
    kind: heard.kind,
    stakeholder: heard.stakeholder,
    via: heard.via,
    at: heard.at,
    day,
    recorded: fact.recordedAt === undefined ? day : days(fact.recordedAt),
    value: heard.sentiment,
    variance,
  })
}

/** Days since 1970 of a stored instant. */
export function days(instant: Instant): number {
  return (parseInstant(instant) ?? Number.NaN) / DAY
}

/** Whether readings are in order, those before a place being known to be. */
function inOrder(found: readonly Reading[], from: number): boolean {
  for (let i = Math.max(1, from); i < found.length; i++) {
    const [before, reading] = [found[i - 1], found[i]]
    if (before !== undefined && reading !== undefined && compareReadings(before, reading) > 0) return false
  }
  return true
}

function compareReadings(a: Reading, b: Reading): number {
  return a.day - b.day || a.recorded - b.recorded || compareText(a.id, b.id)
}
