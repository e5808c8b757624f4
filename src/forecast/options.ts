import { errorFor, type Issue } from '../errors.js'
import { badDate, isHeld, parseInstant } from '../support/instants.js'
import { type OptionCheck, whole, wrong } from '../support/options.js'
import { FORECAST_LIMITS } from './limits.js'

/** Refuses options with everything that is wrong with them at once. */
export function refuse(where: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw errorFor(where, issues)
}

/** What is wrong with a list of villages. */
export function strangeVillages(villages: unknown): Issue[] {
  return Array.isArray(villages) ? [] : [wrong('villages', 'is not a list of villages')]
}

/** A moment before which there are some milliseconds left. */
export const dateAfterFirst: OptionCheck = (given, path) =>
  isHeld((parseInstant(given) ?? Number.NaN) - 1) ? [] : [{ path, message: badDate(given), code: 'invalidDate' }]

/** A lead, in days. */
export const leadCheck = whole(1, FORECAST_LIMITS.leadDays)
