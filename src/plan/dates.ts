import { voteOn } from '../decision/vote.js'
import { today } from '../listening/cadence.js'
import { businessDaysAfter, businessDaysBefore, businessDaysBetween } from '../support/calendar.js'
import { DAY, formatInstant, type Instant, LATEST, parseInstant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/** The days that bound moves, in milliseconds. */
export interface Bounds {
  readonly today: number
  /** The day on which the decision in view falls; absent where nobody knows. */
  readonly vote?: number
  /** The last day on which something can be done that is to bear on it. */
  readonly settled?: number
}

/** The days that bound the moves about the decision in view. */
export function boundsOf(s: Snapshot): Bounds {
  return remembered(s, computeBounds)
}

function computeBounds(s: Snapshot): Bounds {
  const { day } = voteOn(s)
  if (day === undefined) return { today: today(s) }
  const vote = Math.min(day * DAY, LATEST)
  return { today: today(s), vote, settled: before(s, vote, s.settings.moves.settleDays) }
}

/** The last business day from which so many later is a day at the latest. */
export function before({ settings }: Snapshot, day: number, count: number): number {
  return businessDaysBefore(day, count, settings.listening.holidays)
}

/** So many business days after a day. */
export function after({ settings }: Snapshot, day: number, count: number): number {
  return businessDaysAfter(day, count, settings.listening.holidays)
}

/** How many business days lie between two days. */
export function between({ settings }: Snapshot, from: number, to: number): number {
  return businessDaysBetween(from, to, settings.listening.holidays)
}

/** The beginning of the day of an instant, in milliseconds. */
export function startOf(instant: Instant): number {
  return Math.floor((parseInstant(instant) ?? 0) / DAY) * DAY
}

/** A day as `YYYY-MM-DD`. */
export function written(day: number): string {
  return formatInstant(day).slice(0, 10)
}

/** When a move must begin and how much it presses. */
export interface Timing {
  /** The last day on which it makes sense to begin, `YYYY-MM-DD`; absent where nothing bounds it. */
  readonly startBy?: string
  /** The last day on which it makes sense to be done, `YYYY-MM-DD`; absent like `startBy`. */
  readonly finishBy?: string
  /** `late`: it should have begun; `now`: it should within five business days, or cannot wait; absent where nothing bounds it or presses. */
  readonly urgency?: 'late' | 'now' | 'later'
  /** Whether it could not be done before the decision falls. */
  readonly tooLate?: true
}

/** So many business days ahead are now. */
const NOW_DAYS = 5

/** When a move that takes so many business days must begin, and how much it presses. */
export function timingOf(s: Snapshot, days: number, finishBy: number | undefined, presses: boolean): Timing {
  const { today: start, vote } = boundsOf(s)
  const tooLate = vote !== undefined && after(s, start, days) > vote && { tooLate: true as const }
  if (finishBy === undefined) return { ...(presses && { urgency: 'now' }), ...tooLate }
  const startBy = before(s, finishBy, days)
  const isNow = presses || between(s, start, startBy) <= NOW_DAYS
  return {
    startBy: written(startBy),
    finishBy: written(finishBy),
    urgency: startBy < start ? 'late' : isNow ? 'now' : 'later',
    ...tooLate,
  }
}
