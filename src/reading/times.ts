import { type Instant, parseInstant, toInstant } from '../support/instants.js'
import type { OffsetAt } from '../support/zones.js'
import { DAY_ORDERS, type DayOrder } from './rules.js'

/** A point in time as it was written. */
export interface WrittenTime {
  /** The day that stands there, `2026-03-02`. */
  readonly day: string
  /** The time of day where one stands there without an offset, `09:30:00`. */
  readonly wall?: string
  /** The instant that it means, where it says so: by an offset, or as a count since 1970. */
  readonly instant?: Instant
}

/**
 * All that a cell may mean as a point in time: nothing when it is none, and several when the day can be read in several orders.
 *
 * It takes what `TimeInput` takes, and
 * - offsets without a colon or without minutes (`2026-05-01T07:25:37.000+0000`, `2026-05-01 07:25:37+00`) and `2026-05-01 07:25:37 UTC`;
 * - milliseconds and seconds since 1970 as numbers or as texts of digits, told apart by their size, and `/Date(1777620337000)/` of OData;
 * - days with slashes, points or dashes in any order, and times by twelve hours after them.
 *
 * A number below 1e8 is no count of seconds: it will be one of days, as spreadsheets have it, or a number of something else.
 */
export function timesIn(given: unknown, order?: DayOrder): readonly WrittenTime[] {
  if (typeof given === 'number') return instantTime(countedInstant(given))
  if (typeof given !== 'string') return instantTime(toInstant(given))
  const text = given.trim()
  // Texts of ISO 8601 are the most frequent by far, and read much faster.
  if (isPlainIso(text)) return text.length === 10 ? dayTime(text) : instantTime(toInstant(text))
  const count = DIGITS.exec(text)?.[1] ?? ODATA.exec(text)?.[1]
  if (count !== undefined) return instantTime(countedInstant(Number(count)))
  const parts = TIME.exec(text)
  if (parts === null) return []
  const [, first = '', separator = '', second = '', third = '', clock] = parts
  const time = clock === undefined ? undefined : timeOfDay(clock)
  if (clock !== undefined && time === undefined) return []
  return daysIn([first, second, third], separator, order).flatMap(day => withTime(day, time))
}

/** Whether a text has the form of a day or of an instant in UTC by ISO 8601: its order and its zone are plain, whether or not it is one. */
export function isPlainIso(text: string): boolean {
  return PLAIN_ISO.test(text)
}

const PLAIN_ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?Z)?$/

function dayTime(day: string): WrittenTime[] {
  return parseInstant(day) === undefined ? [] : [{ day }]
}

/** As milliseconds 3 March 1973, as seconds the year 5138. */
const EARLIEST_MILLISECONDS = 1e11
const EARLIEST_SECONDS = 1e8

function countedInstant(given: number): Instant | undefined {
  if (given >= EARLIEST_MILLISECONDS) return toInstant(given)
  return given >= EARLIEST_SECONDS ? toInstant(given * 1000) : undefined
}

function instantTime(instant: Instant | undefined): WrittenTime[] {
  return instant === undefined ? [] : [{ day: instant.slice(0, 10), instant }]
}

const DIGITS = /^(\d{9,15})(?:\.0*)?$/
/** An offset within tells in which zone the count was shown; it does not change what it counts. */
const ODATA = /^\/Date\((\d{9,15})(?:[+-]\d{4})?\)\/$/
const TIME = /^(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})\.?(?:(?:T|,? +)(\d.*))?$/
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?: ?([AP])\.?M\.?)?(?: (?:Uhr|h))? ?(Z|UTC|GMT|([+-]\d{2})(?::?(\d{2}))?)?$/i

/** The days that three numbers may be. A point between them is only written where the day comes first. */
function daysIn(parts: readonly [string, string, string], separator: string, order: DayOrder | undefined): readonly string[] {
  const [first, second, third] = parts
  const isYearFirst = first.length === 4
  if (second.length > 2 || first.length === 3 || third.length === 3 || (isYearFirst && third.length > 2)) return []
  const wanted = isYearFirst ? ['ymd' as const] : order !== undefined ? [order] : separator === '.' ? ['dmy' as const] : DAY_ORDERS
  return [...new Set(wanted.flatMap(each => dayBy(each, [first, second, third]) ?? []))]
}

function dayBy(order: DayOrder, [first, second, third]: readonly [string, string, string]): string | undefined {
  const [year, month, day] = order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second]
  if (day.length > 2 || month.length > 2 || year.length === 1) return undefined
  // As POSIX has it: 69 to 99 are of the century before.
  const whole = year.length === 4 ? year : `${Number(year) < 69 ? '20' : '19'}${year}`
  const text = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseInstant(text) === undefined ? undefined : text
}

interface Clock {
  readonly time: string
  readonly offset?: string
}

function timeOfDay(text: string): Clock | undefined {
  const parts = CLOCK.exec(text)
  if (parts === null) return undefined
  const [, hour = '', minutes = '', seconds = '00', fraction = '', half, zone, hours = '+00', rest = '00'] = parts
  // Midnight is 12 AM and noon 12 PM.
  const past12 = half?.toUpperCase() === 'P' ? 12 : 0
  const by24 = half === undefined ? Number(hour) : (Number(hour) % 12) + past12
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const time = `${String(by24).padStart(2, '0')}:${minutes}:${seconds}${fraction}`
  return zone === undefined ? { time } : { time, offset: `${hours}:${rest}` }
}

function withTime(day: string, clock: Clock | undefined): WrittenTime[] {
  if (clock === undefined) return [{ day }]
  const { time, offset } = clock
  if (offset === undefined) return toInstant(`${day}T${time}Z`) === undefined ? [] : [{ day, wall: time }]
  const instant = toInstant(`${day}T${time}${offset}`)
  return instant === undefined ? [] : [{ day, instant }]
}

/** The instant of what a clock on a wall showed in a zone. */
export function instantAt({ day, wall = '00:00:00' }: WrittenTime, zone: OffsetAt | string): Instant | undefined {
  const offset = typeof zone === 'function' ? zone(`${day}T${wall}`) : zone
  return offset === undefined ? undefined : toInstant(`${day}T${wall}${offset}`)
}

/** Whether it is the beginning of a day, as a day looks in a column of times. */
export function isMidnight({ wall }: WrittenTime): boolean {
  return wall !== undefined && /^00:00:00(?:\.0+)?$/.test(wall)
}
