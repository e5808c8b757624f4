import { errorFor, InvalidArgumentError, quoted } from '../errors.js'
import type { Village, VillageFacts } from '../model/village.js'
import { badDate, formatInstant, type Instant, parseInstant, type TimeInput } from '../support/instants.js'
import { believedRows, reviseAs } from './revise.js'
import type { Row } from './rows.js'

/**
 * The version of a fact that is believed.
 *
 * @param noun its kind, which is also the name of the parameter that holds its id
 * @throws InvalidArgumentError when none is
 */
export function believedFact<F>(where: string, noun: string, rows: readonly Row<F>[], id: string): Row<F> {
  const found = believedRows(rows).get(id)
  if (found !== undefined) return found
  const message = `there is no ${noun} ${quoted(id)}. Record it first.`
  throw new InvalidArgumentError(where, [{ path: noun, message, code: 'invalidArgument' }])
}

/** The village with a fact changed, learned when it happened and never before the fact was itself known. */
export function changedAt(where: string, village: Village, facts: VillageFacts, knownFrom: number, at: Instant): Village {
  return reviseAs(where, village, facts, formatInstant(Math.max(knownFrom, parseInstant(at) ?? knownFrom)))
}

/** A point in time as its instant. */
export function dateOf(where: string, path: string, at: TimeInput): Instant {
  const instant = parseInstant(at)
  if (instant !== undefined) return formatInstant(instant)
  throw errorFor(where, [{ path, message: badDate(at), code: 'invalidDate' }])
}
