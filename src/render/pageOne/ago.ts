import { DAY, formatInstant, parseInstant } from '../../support/instants.js'
import { count, day } from '../numbers.js'

/** Days from the day of an instant to the day of a later one, a whole number; at least 0. */
export function daysFrom(earlier: string, later: string): number {
  return Math.max(0, Math.round((startOf(later) - startOf(earlier)) / DAY))
}

/** Whole days that have passed since an instant, at least 0. */
export function daysSince(instant: string, asOf: string): number {
  return Math.max(0, Math.floor(((parseInstant(asOf) ?? 0) - (parseInstant(instant) ?? 0)) / DAY))
}

/** How long ago something was, `254 days ago`. */
export function agoWords(earlier: string, asOf: string): string {
  const days = daysSince(earlier, asOf)
  return days === 0 ? 'today' : `${count(days, 'day', 'days')} ago`
}

/** The Monday on or after a day, as text. */
export function mondayFrom(asOf: string): string {
  const start = startOf(asOf)
  const weekday = new Date(start).getUTCDay()
  return day(formatInstant(start + ((8 - weekday) % 7) * DAY))
}

/** The day of an instant in milliseconds; of what is no date the first day of all. */
export function startOf(instant: string): number {
  return parseInstant(day(instant)) ?? 0
}
