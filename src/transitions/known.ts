import type { Interaction } from '../model/interaction.js'
import { days } from '../sentiment/readings.js'
import type { RolePeriod } from '../village/rolePeriod.js'

/** From when on an interaction could be known, in days. */
export function knownFrom({ at, recordedAt }: Interaction): number {
  return Math.max(days(at), recordedAt === undefined ? Number.NEGATIVE_INFINITY : days(recordedAt))
}

/** From when on a role was believed and until when, itself excluded, in days. */
export function believedIn({ knownSince, knownUntil }: RolePeriod): readonly [from: number, to: number] {
  return [
    knownSince === undefined ? Number.NEGATIVE_INFINITY : days(knownSince),
    knownUntil === undefined ? Number.POSITIVE_INFINITY : days(knownUntil),
  ]
}
