import { type Instant, toInstant } from '../support/instants.js'

/** How a source writes points in time, where this is not plain from what it writes. */
export interface DateRule {
  /**
   * The offset of a time that has none, such as `Z` or `+02:00`, where the source documents it. Without it such a time is no instant,
   * because nobody knows which one it means. Where it changes through the year, it is a function of the time as it was written,
   * `2026-03-02T09:30:00`.
   */
  readonly withoutOffset?: string | ((time: string) => string | undefined)
  /** Whether a number below 1e11 counts seconds since 1970; otherwise it is no instant. */
  readonly seconds?: boolean
  /** What comes first in `03/04/2026`, where the source documents it. Without it such a day is no instant. */
  readonly slashes?: 'month' | 'day'
}

/**
 * The instant that a vendor's date means, or `undefined` when it means none. It never depends on the time zone of the machine.
 *
 * Beside what `TimeInput` allows it takes
 * - offsets without a colon or without minutes (`2026-05-01T07:25:37.000+0000`, `2026-05-01 07:25:37+00`) and `2026-05-01 07:25:37 UTC`;
 * - milliseconds since 1970 as a number or as a text of digits, and `/Date(1777620337000)/` of OData;
 * - by the rule of the source: times without an offset, seconds since 1970, and days with slashes.
 *
 * A number below 1e11 is no count of milliseconds: it would lie before 3 March 1973, and will be one of seconds or days.
 */
export function vendorInstant(given: unknown, rule: DateRule = {}): Instant | undefined {
  if (typeof given === 'string') return textInstant(given.trim(), rule)
  return typeof given === 'number' ? countedInstant(given, rule) : toInstant(given)
}

/** As milliseconds 3 March 1973, as seconds the year 5138: what is below is not in milliseconds. */
const EARLIEST_MILLISECONDS = 1e11
/** The same day in seconds: what is below will be a count of days, or a number of something else. */
const EARLIEST_SECONDS = 1e8

function countedInstant(given: number, { seconds = false }: DateRule): Instant | undefined {
  if (given >= EARLIEST_MILLISECONDS) return toInstant(given)
  return seconds && given >= EARLIEST_SECONDS ? toInstant(given * 1000) : undefined
}

const DIGITS = /^\d{9,15}$/
/** An offset within tells in which zone the count was shown; it does not change what it counts. */
const ODATA = /^\/Date\((\d{9,15})(?:[+-]\d{4})?\)\/$/
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (.+))?$/
const CLOCK = /^(\d{1,2}):(\d{2})(:\d{2})?(?: ?([AP])M)?$/i
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|([+-]\d{2})(?::?(\d{2}))?)?$/

function textInstant(text: string, rule: DateRule): Instant | undefined {
  const count = DIGITS.test(text) ? text : ODATA.exec(text)?.[1]
  if (count !== undefined) return countedInstant(Number(count), rule)
  return toInstant(withOffset(withDashes(text, rule), rule))
}

/** The text with its offset as `TimeInput` wants it; as it was when it is no time, or has no offset and the rule has none for it. */
function withOffset(text: string, { withoutOffset }: DateRule): string {
  const parts = DATE_TIME.exec(text)
  if (parts === null) return text
  const [, day, time, zone, hours = '+00', minutes = '00'] = parts
  const own = typeof withoutOffset === 'function' ? withoutOffset(`${day}T${time}`) : withoutOffset
  const offset = zone === undefined ? (own ?? '') : `${hours}:${minutes}`
  return `${day}T${time}${offset}`
}

/** A day with slashes, and the time that may follow it, with dashes and by 24 hours. */
function withDashes(text: string, { slashes }: DateRule): string {
  const parts = slashes === undefined ? null : SLASHED.exec(text)
  if (parts === null) return text
  const [, first = '', second = '', year, time] = parts
  const [month, day] = slashes === 'month' ? [first, second] : [second, first]
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return time === undefined ? date : `${date} ${by24Hours(time)}`
}

function by24Hours(time: string): string {
  const parts = CLOCK.exec(time)
  if (parts === null) return time
  const [, hour = '', minutes, seconds = '', half] = parts
  const past12 = half?.toUpperCase() === 'P' ? 12 : 0
  // Midnight is 12 AM and noon 12 PM.
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + past12
  return `${String(hours).padStart(2, '0')}:${minutes}${seconds}`
}
