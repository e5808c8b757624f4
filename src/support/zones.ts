import { DAY, formatInstant, parseInstant } from './instants.js'

/** The offset at a time as it was written on a wall, `2026-03-02T09:30:00`; `undefined` for what is no time. */
export type OffsetAt = (wallTime: string) => string | undefined

/**
 * The offsets of a time zone: an IANA name such as `Europe/Berlin`, an offset such as `+02:00`, or `Z`; `undefined` for what is none.
 *
 * An hour that the clock shows twice is taken for the first of the two. An hour that it skips is taken as if the clock had not been changed,
 * as java.time does. The rules of IANA zones are those of the JavaScript engine; nothing of the machine's own zone or language is read.
 */
export function offsetsOf(zone: string): OffsetAt | undefined {
  const minutesAt = minutesOf(zone.trim())
  return minutesAt === undefined ? undefined : wallTime => offsetAt(wallTime, minutesAt)
}

/** The calendar day that it is in a zone at an instant, in milliseconds; `undefined` for what is no zone. */
export function dayIn(zone: string, instant: number): string | undefined {
  const minutes = minutesOf(zone.trim())
  return minutes === undefined ? undefined : formatInstant(instant + minutes(instant) * MINUTE).slice(0, 10)
}

/** The last millisecond of a calendar day in a zone. */
export function endOfDay(zone: string, day: string): number | undefined {
  const last = `${day}T23:59:59`
  return parseInstant(`${last}.999${offsetsOf(zone)?.(last) ?? ''}`)
}

const FIXED = /^(?:Z|UTC|GMT|([+-]\d{2}):?(\d{2})?)$/i

function offsetAt(wallTime: string, minutesAt: (instant: number) => number): string | undefined {
  const asUtc = parseInstant(`${wallTime}Z`)
  if (asUtc === undefined) return undefined
  const before = minutesAt(asUtc - DAY)
  const after = minutesAt(asUtc + DAY)
  // The larger offset is the earlier instant.
  const fitting = [Math.max(before, after), Math.min(before, after)].find(minutes => minutesAt(asUtc - minutes * MINUTE) === minutes)
  return textOf(fitting ?? before)
}

const MINUTE = 60_000
/** No zone was ever further from UTC, in minutes. */
const LARGEST_OFFSET = 18 * 60

/** How many minutes a zone is ahead of UTC at an instant. */
function minutesOf(zone: string): ((instant: number) => number) | undefined {
  const fixed = FIXED.exec(zone)
  if (fixed !== null) {
    const [, hours = '+00', minutes = '00'] = fixed
    const ahead = Math.abs(Number(hours)) * 60 + Number(minutes)
    if (ahead > LARGEST_OFFSET || Number(minutes) > 59) return undefined
    return () => (hours.startsWith('-') ? -ahead : ahead)
  }
  const clock = clockOf(zone)
  if (clock === undefined) return undefined
  return instant => {
    const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
    const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? ''
    const shown = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`
    return Math.round(((parseInstant(shown) ?? instant) - instant) / MINUTE)
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
    return new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', ...fields })
  } catch {
    return undefined
  }
}

function textOf(minutes: number): string {
  const size = Math.abs(minutes)
  // Times of day are written with two digits, and so are offsets.
  const [hours, rest] = [Math.floor(size / 60), size % 60].map(each => String(each).padStart(2, '0'))
  return `${minutes < 0 ? '-' : '+'}${hours}:${rest}`
}
