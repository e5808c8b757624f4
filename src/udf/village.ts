import { errorFor, type Issue, VillageError } from '../errors.js'
import { DEFAULT_SETTINGS } from '../model/settings.js'
import { standingIn } from '../report/standingIn.js'
import { type Moment, momentOf } from '../village/moment.js'
import { snapshotWith } from '../village/snapshotWith.js'
import { parseVillage } from '../village/village.js'

/**
 * The row of `standingOf` for one account, from text to text, as a function of SQL wants it.
 *
 * A village that cannot be read gives `{ error, code }` in place of a row, so that one of a million does not end the query; `error` says what is
 * wrong and where. No village, which is NULL in SQL, gives none.
 *
 * @param json the JSON of a village
 * @param asOf a day such as `2026-03-02`, or an instant
 * @throws InvalidArgumentError or InvalidDateError for another date, which no row could be measured by
 */
export function standing(json: string | null | undefined, asOf: string): string | null {
  const moment = dayOf(asOf)
  if (json === null || json === undefined) return null
  try {
    return JSON.stringify(standingIn(snapshotWith('standing', parseVillage(parsed(json)), moment, {}, DEFAULT_SETTINGS)))
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    return JSON.stringify({ error: error.message, code: error.code })
  }
}

/** A date of SQL comes as an instant, which would be the beginning of its day. */
function dayOf(asOf: unknown): Moment {
  if (typeof asOf === 'string') return momentOf('standing', 'asOf', asOf)
  throw errorFor('standing', [{ path: 'asOf', message: 'is no text. Cast a date to one, such as 2026-03-02.', code: 'invalidArgument' }])
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // The engine's own message holds some of the text.
    throw errorFor('standing', [NO_JSON])
  }
}

const NO_JSON: Issue = { path: '', message: 'the text is no JSON', code: 'invalidVillage' }
