import { isDay, parseInstant } from '../support/instants.js'
import { dayIn } from '../support/zones.js'

/** What a page looks at and by when it was known, and the time zone whose day that is, where one is to be named. */
interface Looked {
  readonly asOf: string
  readonly knownOn?: string
}

/** As of when a page is, `as of 2026-03-02 in Europe/Berlin`, and what was known by then where that was another day. */
export function asOfWords({ asOf, knownOn = asOf }: Looked, timeZone: string | undefined): readonly string[] {
  const isZoned = timeZone !== undefined && isDay(asOf)
  const isKnown = knownOn === asOf || (isZoned && dayIn(timeZone, parseInstant(knownOn) ?? 0) === asOf)
  return [`as of ${asOf}${isZoned ? ` in ${timeZone}` : ''}`, ...(isKnown ? [] : [`known on ${knownOn}`])]
}
