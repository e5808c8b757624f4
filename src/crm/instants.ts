import { instantAt, isMidnight, timesIn } from '../reading/times.js'
import { type Instant, toInstant } from '../support/instants.js'
import type { OffsetAt } from '../support/zones.js'

/**
 * The instant that a vendor's date means, or `undefined` when it means none or several. It never depends on the time zone of the machine.
 *
 * It is for what is read without the column around it; fields that an importer declares have been read before.
 *
 * @param zone the offset of a time that has none, where the source documents it. Without it such a time is no instant, because nobody knows
 *   which one it means, but for the beginning of a day, which is that day.
 */
export function vendorInstant(given: unknown, zone?: OffsetAt | string): Instant | undefined {
  const [time, ...others] = timesIn(given)
  if (time === undefined || others.length > 0) return undefined
  if (time.instant !== undefined) return time.instant
  if (time.wall === undefined || (zone === undefined && isMidnight(time))) return toInstant(time.day)
  return zone === undefined ? undefined : instantAt(time, zone)
}
