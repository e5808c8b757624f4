import { parseInstant } from '../support/instants.js'
import { dayIn } from '../support/zones.js'
import { CliFailure } from './failure.js'
import type { Io } from './io.js'

/** The calendar day where the user is: in a time zone, or in that of the machine. */
export function todayIn(zone: string | undefined, io: Io): string {
  const day = dayIn(zone ?? io.timeZone, parseInstant(io.now()) ?? 0)
  if (day === undefined)
    throw new CliFailure(`--time-zone ${zone ?? io.timeZone} is not a time zone; give one such as Europe/Berlin or +02:00`, 2)
  return day
}
