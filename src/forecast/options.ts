import { errorFor, InvalidArgumentError, type Issue, quoted } from '../errors.js'
import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom } from '../model/settingsFrom.js'
import { DATE_HELP, parseInstant } from '../support/instants.js'
import { FORECAST_LIMITS } from './limits.js'

/** Refuses options with everything that is wrong with them at once. */
export function refuse(where: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw errorFor(where, issues)
}

/** What is wrong with the options as a whole: they are none, or hold one that there is not. A misspelt limit would limit nothing. */
export function strangeOptions(options: unknown, known: readonly string[]): Issue[] {
  if (typeof options !== 'object' || options === null) return [wrong('options', 'are no object')]
  return Object.keys(options).flatMap(key =>
    known.includes(key) ? [] : [wrong(quoted(key), `is no option. There are ${known.join(', ')}.`)],
  )
}

/** What is wrong with a list of villages. */
export function strangeVillages(villages: unknown): Issue[] {
  return Array.isArray(villages) ? [] : [wrong('villages', 'is no list of villages')]
}

/** What is wrong with a moment, before which there must be some milliseconds left. */
export function strangeMoment(path: string, given: unknown, before = 0): Issue[] {
  if (given === undefined || parseInstant((parseInstant(given) ?? Number.NaN) - before) !== undefined) return []
  return [{ path, message: `is no date. ${DATE_HELP}`, code: 'invalidDate' }]
}

/** What is wrong with a lead. */
export function strangeLead(path: string, given: unknown): Issue[] {
  const most = FORECAST_LIMITS.leadDays
  if (typeof given === 'number' && Number.isSafeInteger(given) && given >= 1 && given <= most) return []
  return [wrong(path, `is not a whole number of days from 1 to ${most}`)]
}

/** What is wrong with settings. */
export function strangeSettings(given: DeepPartial<Settings> | undefined): readonly Issue[] {
  try {
    settingsFrom(given)
    return []
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.issues
    throw error
  }
}

/** An argument that makes no sense. */
export function wrong(path: string, message: string): Issue {
  return { path, message, code: 'invalidArgument' }
}
