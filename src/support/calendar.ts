import { UTCDateMini } from '@date-fns/utc/date/mini'
import { addDays } from 'date-fns/addDays'
import { addMonths } from 'date-fns/addMonths'
import { addWeeks } from 'date-fns/addWeeks'

/** A calendar step: one of the three, a whole number of at least 1. */
export type CalendarStep = { readonly days: number } | { readonly weeks: number } | { readonly months: number }

/**
 * The instant `count` steps after `start`, in milliseconds, by the calendar of UTC.
 *
 * Months are counted from the start and not one from another, so that a series begun on 31 January comes back to the 31st.
 */
export function stepFrom(start: number, step: CalendarStep, count: number): number {
  const from = new UTCDateMini(start)
  if ('days' in step) return addDays(from, step.days * count).getTime()
  if ('weeks' in step) return addWeeks(from, step.weeks * count).getTime()
  return addMonths(from, step.months * count).getTime()
}
