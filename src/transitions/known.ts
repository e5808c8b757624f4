import type { Recorded } from '../model/fact.js'
import type { Interaction } from '../model/interaction.js'
import { DAY, type Instant, parseInstant } from '../support/instants.js'
import type { RolePeriod } from '../village/rolePeriod.js'

/** An interaction as a snapshot sees it. */
export type RecordedInteraction = Recorded<Interaction>

/** An instant in milliseconds. */
export function timeOf(instant: Instant): number {
  return parseInstant(instant) ?? Number.NaN
}

/** The whole day, since 1970, of a time in milliseconds. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY)
}

/** From when on an interaction could be known, in milliseconds. */
export function knownFrom({ at, recordedAt }: Interaction): number {
  return Math.max(timeOf(at), recordedAt === undefined ? Number.NEGATIVE_INFINITY : timeOf(recordedAt))
}

/** From when on a role was believed and until when, itself excluded, in milliseconds. */
export function believedIn({ knownSince, knownUntil }: RolePeriod): readonly [from: number, to: number] {
  return [beginOf(knownSince), endOf(knownUntil)]
}

/** From when on and until when a role was played, in milliseconds. */
export function playedIn({ since, until }: RolePeriod): readonly [from: number, to: number] {
  return [beginOf(since), endOf(until)]
}

function beginOf(instant: Instant | undefined): number {
  return instant === undefined ? Number.NEGATIVE_INFINITY : timeOf(instant)
}

function endOf(instant: Instant | undefined): number {
  return instant === undefined ? Number.POSITIVE_INFINITY : timeOf(instant)
}
