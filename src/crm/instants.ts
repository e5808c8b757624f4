import { type Instant, toInstant } from '../support/instants.js'

/**
 * The instant that a vendor's date means, or `undefined` when it means none.
 *
 * Beside what `TimeInput` allows it takes offsets without a colon or without minutes (`2026-05-01T07:25:37.000+0000`, `2026-05-01
 * 07:25:37+00`) and `2026-05-01 07:25:37 UTC`. A time without any offset is none, because nobody knows which instant it means; neither is a
 * number before 1973, which will have been a count of seconds or days.
 */
export function vendorInstant(given: unknown): Instant | undefined {
  if (typeof given === 'string') return toInstant(withColon(given.trim()))
  return typeof given === 'number' && given < EARLIEST_MILLISECONDS ? undefined : toInstant(given)
}

/** As milliseconds 3 March 1973, as seconds the year 5138: what is below is not in milliseconds. */
const EARLIEST_MILLISECONDS = 1e11

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(?:Z|UTC|([+-]\d{2})(?::?(\d{2}))?)$/

function withColon(text: string): string {
  const parts = DATE_TIME.exec(text)
  if (parts === null) return text
  const [, day, time, hours = '+00', minutes = '00'] = parts
  return `${day}T${time}${hours}:${minutes}`
}
