import { UTCDateMini } from '@date-fns/utc/date/mini'
import { addBusinessDays } from 'date-fns/addBusinessDays'
import { addMonths } from 'date-fns/addMonths'
import { differenceInBusinessDays } from 'date-fns/differenceInBusinessDays'
import { isWeekend } from 'date-fns/isWeekend'
import { DAY, EARLIEST, LATEST, parseInstant } from './instants.js'

/** A calendar step: so many days, weeks of seven days or months of the calendar of UTC; one of the three, a whole number of at least 1. */
export type CalendarStep = { readonly days: number } | { readonly weeks: number } | { readonly months: number }

/**
 * The instant `count` steps after `start`, in milliseconds, by the calendar of UTC.
 *
 * Months are counted from the start and not one from another, so that a series begun on 31 January comes back to the 31st.
 */
export function stepFrom(start: number, step: CalendarStep, count: number): number {
  // Days of UTC are all alike.
  if ('days' in step) return start + step.days * count * DAY
  if ('weeks' in step) return start + step.weeks * count * 7 * DAY
  return addMonths(new UTCDateMini(start), step.months * count).getTime()
}

/** The first instant of the day of an instant, in milliseconds. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY) * DAY
}

/**
 * So many business days after the day of an instant, in milliseconds: Mondays to Fridays in UTC that are no holidays. None after is the day
 * itself where that is a business day, and the next one where it is not. What lies beyond the last day of the calendar is that day.
 *
 * @param count a whole number of at least 0
 * @param holidays days such as `2026-12-25`
 */
export function businessDaysAfter(instant: number, count: number, holidays: readonly string[]): number {
  // None after a day is one after the day before it.
  const start = count === 0 ? dayOf(instant) - DAY : dayOf(instant)
  const wanted = Math.max(count, 1)
  const free = workingHolidays(holidays)
  let passed = 0
  for (;;) {
    const end = addBusinessDays(new UTCDateMini(start), wanted + passed).getTime()
    const holidaysPassed = free.filter(day => day > start && day <= end).length
    if (holidaysPassed === passed) return Math.min(end, dayOf(LATEST))
    passed = holidaysPassed
  }
}

/**
 * The latest business day from which so many business days later is the day of an instant at the latest, in milliseconds. What lies before the
 * first day of the calendar is that day.
 *
 * @param count a whole number of at least 0
 * @param holidays days such as `2026-12-25`
 */
export function businessDaysBefore(instant: number, count: number, holidays: readonly string[]): number {
  const end = dayOf(instant) + DAY
  const free = workingHolidays(holidays)
  let passed = 0
  for (;;) {
    const start = addBusinessDays(new UTCDateMini(end), -(count + 1 + passed)).getTime()
    const holidaysPassed = free.filter(day => day >= start && day < end).length
    if (holidaysPassed === passed) return Math.max(start, EARLIEST)
    passed = holidaysPassed
  }
}

/** How many business days lie after the day of one instant up to the day of another; below 0 where that is earlier. */
export function businessDaysBetween(from: number, to: number, holidays: readonly string[]): number {
  if (to < from) return -businessDaysBetween(to, from, holidays) + 0
  const [first, last] = [dayOf(from), dayOf(to)]
  // The library counts days from the first on, the first included; here the last counts and the first does not.
  const days = differenceInBusinessDays(new UTCDateMini(last + DAY), new UTCDateMini(first + DAY))
  return days - workingHolidays(holidays).filter(day => day > first && day <= last).length
}

/** The holidays that would be business days, in milliseconds, each once. */
function workingHolidays(holidays: readonly string[]): number[] {
  const days = new Set(holidays.flatMap(holiday => parseInstant(holiday) ?? []))
  return [...days].filter(day => !isWeekend(new UTCDateMini(day)))
}
