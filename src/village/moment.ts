import { errorFor } from '../errors.js'
import { badDate, DAY, formatInstant, type Instant, isDay, parseInstant, type TimeInput } from '../support/instants.js'

/** A moment as asked for. */
export interface Moment {
  /** In the form in which it was asked for. */
  readonly text: string
  /** Its first instant, in milliseconds. */
  readonly first: number
  /** The same as an instant. */
  readonly start: Instant
  /** The last instant that belongs to it. */
  readonly last: number
}

/** What is meant by a date: a day is the whole of it. */
export function momentOf(where: string, path: string, input: TimeInput): Moment {
  const first = parseInstant(input)
  if (first === undefined) throw errorFor(where, [{ path, message: badDate(input), code: 'invalidDate' }])
  return momentAt(first, isDay(input))
}

/** The moment that begins at an instant, in milliseconds: the whole day, or that instant alone. */
export function momentAt(first: number, asDay: boolean): Moment {
  const start = formatInstant(first)
  return asDay ? { text: start.slice(0, 10), first, start, last: first + DAY - 1 } : { text: start, first, start, last: first }
}

/** The last millisecond that belongs to a date of a snapshot. */
export function lastOf(date: string): number {
  return (parseInstant(date) ?? Number.NaN) + (isDay(date) ? DAY - 1 : 0)
}
