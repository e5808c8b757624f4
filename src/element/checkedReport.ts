import { InvalidArgumentError } from '../errors.js'
import type { AccountReport } from '../report/accountReport.js'
import { FORMULA_VERSION } from '../report/formulaVersion.js'
import { checkNumbers } from '../support/finite.js'
import { reading } from '../support/reading.js'
import { missingIn, NOT_AS_GIVEN, REPORT_FIELDS } from '../village/fields.js'

/** The name in which the element refuses what it cannot show. */
const WHERE = 'account-village'

/**
 * A report that has what a report has, and was made by the formulas whose words the element knows.
 *
 * @throws InvalidArgumentError; LimitExceededError
 */
export function checkedReport(given: unknown): AccountReport {
  return reading(
    WHERE,
    'report',
    () => {
      if (!isReport(given)) throw refused('is not a report. accountReport(snapshot) gives one.')
      checkNumbers(WHERE, given)
      return given
    },
    'cannot be read',
  )
}

function isReport(given: unknown): given is AccountReport {
  if (typeof given !== 'object' || given === null || !('formulaVersion' in given)) return false
  const { formulaVersion } = given
  if (formulaVersion !== FORMULA_VERSION)
    throw refused(
      `is of other formulas than this element, which shows version ${FORMULA_VERSION}. Make it with the version of account-village that the page has.`,
    )
  const missing = missingIn(given, REPORT_FIELDS)
  if (missing.length > 0) throw refused(`lacks ${missing.slice(0, 5).join(', ')}. accountReport(snapshot) gives all of it.`)
  return true
}

/** What is made of a report that may lack something further down. */
export function madeFrom<Result>(make: () => Result): Result {
  return reading(WHERE, 'report', make, NOT_AS_GIVEN)
}

/** A report that cannot be shown. */
export function refused(message: string): InvalidArgumentError {
  return new InvalidArgumentError(WHERE, [{ path: 'report', message, code: 'invalidArgument' }])
}
