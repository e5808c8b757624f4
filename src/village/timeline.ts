import { errorFor, InvalidArgumentError, LimitExceededError } from '../errors.js'
import { settingsFrom } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import { type CalendarStep, stepFrom } from '../support/calendar.js'
import { badDate, DAY, formatInstant, isDay, parseInstant, type TimeInput } from '../support/instants.js'
import { date, type OptionShape, optionsOf, step, wrong } from '../support/options.js'
import { type Moment, momentAt } from './moment.js'
import { SNAPSHOT_OPTIONS, type Snapshot, type SnapshotOptions } from './snapshot.js'
import { snapshotWith } from './snapshotWith.js'
import { ownCopy } from './village.js'

/** A series of moments, and how each is looked at. */
export interface TimelineOptions extends SnapshotOptions {
  /** The first moment. */
  readonly from: TimeInput
  /** The last moment that may be in the series; a day includes the whole of it. */
  readonly to: TimeInput
  /** How far apart they are, by the calendar of UTC; months are counted from the first moment. */
  readonly step: CalendarStep
}

const TIMELINE_OPTIONS: OptionShape<TimelineOptions> = { ...SNAPSHOT_OPTIONS, from: date, to: date, step }

/** A measure at a moment. */
export interface TimelinePoint<Value> {
  /** What `snapshot` takes to give the same. */
  readonly at: string
  /** What the measure gave of the snapshot of that moment, not copied. */
  readonly value: Value
}

/** The most moments that a timeline may have. */
export const TIMELINE_LIMIT = 10_000

/**
 * A measure at a series of moments, each knowing only what was known then unless `knownOn` says otherwise.
 *
 * The moments share all the work that they can: a series costs much less than its snapshots one by one, and gives the same, bit for bit.
 *
 * @throws InvalidDateError for a date that is none; InvalidArgumentError for a `from` after `to`, or a step that is not a whole number of days, weeks or months of
 * at least 1; LimitExceededError above `TIMELINE_LIMIT` moments
 * @example
 * import { createVillage, type Snapshot, timeline } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', joinedAt: '2026-02-15' }] })
 * const isThere = (s: Snapshot) => s.stakeholders.some(({ id }) => id === 'ann')
 * timeline(village, isThere, { from: '2026-01-31', to: '2026-03-31', step: { months: 1 } })
 * //=> [{ at: '2026-01-31', value: false }, { at: '2026-02-28', value: true }, { at: '2026-03-31', value: true }]
 */
export function timeline<Value>(
  village: Village,
  measure: (snapshot: Snapshot) => Value,
  options: TimelineOptions,
): readonly TimelinePoint<Value>[] {
  return seriesAs('timeline', village, measure, options)
}

/** `timeline` under the name of the function that the caller called. */
export function seriesAs<Value>(
  where: string,
  village: Village,
  measure: (snapshot: Snapshot) => Value,
  options: TimelineOptions,
): readonly TimelinePoint<Value>[] {
  const { from, to, step, ...view } = optionsOf(where, options, TIMELINE_OPTIONS, ['from', 'to', 'step'])
  if (typeof measure !== 'function') {
    throw new InvalidArgumentError(where, [{ path: 'measure', message: 'is no function of a snapshot', code: 'invalidArgument' }])
  }
  const own = ownCopy(where, village)
  const settings = settingsFrom(view.settings)
  return Object.freeze(
    momentsOf(where, from, to, step).map(at =>
      Object.freeze({ at: at.text, value: measure(snapshotWith(where, own, at, view, settings)) }),
    ),
  )
}

function momentsOf(where: string, from: TimeInput, to: TimeInput, step: CalendarStep): Moment[] {
  const first = timeOf(where, 'from', from)
  const last = timeOf(where, 'to', to) + (isDay(to) ? DAY - 1 : 0)
  if (last < first) throw errorFor(where, [wrong('from', `${formatInstant(first)} is after to, ${formatInstant(last)}`)])
  const moments: Moment[] = []
  const asDays = isDay(from)
  for (let at = first; at <= last; at = stepFrom(first, step, moments.length)) {
    if (moments.length === TIMELINE_LIMIT) {
      throw new LimitExceededError(where, 'moments', TIMELINE_LIMIT, moments.length + 1, 'Take a longer step.')
    }
    moments.push(momentAt(at, asDays))
  }
  return moments
}

function timeOf(where: string, path: string, input: TimeInput): number {
  const instant = parseInstant(input)
  if (instant !== undefined) return instant
  throw errorFor(where, [{ path, message: badDate(input), code: 'invalidDate' }])
}
