import type { Fact } from '../model/fact.js'
import type { Observation } from '../model/observation.js'
import type { SentimentSettings } from '../model/settings.js'
import { DAY, type Instant, parseInstant } from '../support/instants.js'
import { startsWith } from '../support/memo.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'
import { errorInCommon } from './errorInCommon.js'
import { readingsOfOneDay } from './oneDay.js'
import type { Reading } from './reading.js'

/**
 * Every reading that a snapshot sees, observations and the sentiments of interviews alike, in the order in which they count: by time, by
 * when we learned them, by id. A reading that is not trusted at all says nothing and is left out.
 */
export function readings(s: Snapshot): readonly Reading[] {
  return remembered(s, computeReadings)
}

/**
 * The standard deviation of each shared error before anything was heard: of the sources in which it occurs the largest. What was said of
 * people who are not there does not count.
 */
export function sharedSds(s: Snapshot): ReadonlyMap<string, number> {
  return remembered(s, computeSharedSds)
}

function computeSharedSds(s: Snapshot): ReadonlyMap<string, number> {
  const there = new Set([...s.stakeholders, ...s.former].map(({ id }) => id))
  const sds = new Map<string, number>()
  for (const { stakeholder, shared } of readings(s)) {
    if (shared !== undefined && there.has(stakeholder)) sds.set(shared.key, Math.max(sds.get(shared.key) ?? 0, shared.sd))
  }
  return sds
}

function computeReadings(s: Snapshot): readonly Reading[] {
  const last = rememberedOf(s, s.settings.sentiment, lastReadings)
  const [before] = last
  // Of a series of snapshots each sees what the one before saw, and more.
  const goesOn = before !== undefined && before.interviews === s.interviews && startsWith(s.observations, before.observations)
  if (goesOn && before.observations.length === s.observations.length) return before.found
  const more: Reading[] = []
  for (const observation of goesOn ? s.observations.slice(before.observations.length) : s.observations) {
    addReading(more, s, 'observation', observation, observation.sentiment, observation)
  }
  if (!goesOn) {
    for (const interview of s.interviews) {
      const { sentiment } = interview
      if (sentiment !== undefined)
        addReading(more, s, 'interview', interview, sentiment, { via: 'interview', by: interview.by, sd: interview.sd })
    }
  }
  const days = goesOn ? before.days : readingsOfOneDay(s.settings.sentiment.sameDayCorrelation)
  const changed = days.add(more)
  const found = [...(goesOn ? before.found : []), ...more].map(each => changed.get(each) ?? each).sort(compareReadings)
  last[0] = { observations: s.observations, interviews: s.interviews, days, found }
  return found
}

/** Where the readings of the snapshot that was last asked under the same settings are kept. */
function lastReadings(_: SentimentSettings): {
  readonly observations: Snapshot['observations']
  readonly interviews: Snapshot['interviews']
  readonly days: ReturnType<typeof readingsOfOneDay>
  readonly found: readonly Reading[]
}[] {
  return []
}

function addReading(
  found: Reading[],
  s: Snapshot,
  kind: Reading['kind'],
  { id, stakeholder, at, recordedAt, confidence = 1 }: Fact & { readonly id: string; readonly stakeholder: string; readonly at: string },
  value: number,
  { via, by, sd = s.settings.sentiment.readingSd[via] }: Pick<Observation, 'via' | 'by' | 'sd'>,
): void {
  const variance = (sd * sd) / confidence
  // Whatever is not trusted at all, or has no bounds to its error, says nothing. An error of 0 times no trust is no number.
  if (!(variance < Number.POSITIVE_INFINITY)) return
  const day = days(at)
  const recorded = recordedAt === undefined ? day : days(recordedAt)
  const { shared, offset } = errorInCommon(s, via, by)
  found.push({ id, kind, stakeholder, at, day, recorded, via, by, value, ownVariance: variance, variance, effective: 1, shared, offset })
}

/** Days since 1970 of a stored instant. */
export function days(instant: Instant): number {
  return (parseInstant(instant) ?? Number.NaN) / DAY
}

function compareReadings(a: Reading, b: Reading): number {
  return a.day - b.day || a.recorded - b.recorded || compareText(a.id, b.id)
}
