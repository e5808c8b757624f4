import { InvalidVillageError } from '../errors.js'
import type { Fact } from '../model/fact.js'
import { FACT_ARRAYS, type Village, type VillageFacts, type VillageInput } from '../model/village.js'
import { isReadable } from '../support/reading.js'
import { admit } from './admit.js'
import { joined } from './check.js'
import { isDraft } from './form.js'
import { checkGiven, kindOf } from './given.js'
import { NO_REGISTERS } from './registers.js'
import { areSameRows, type Row, type Rows, rowsBy } from './rows.js'
import { ownVillage, workOf } from './work.js'

/**
 * A village from a literal: only the account is required, all arrays are optional.
 *
 * Roles and vetoes may stand with their stakeholder, and points in time may be days, date-times with offset, `Date`s or milliseconds.
 *
 * @throws InvalidVillageError with every issue, or the narrower error when all issues are dates, unknown stakeholders, unknown decisions or
 * rules; ConflictingFactError when all that is wrong is an id that means two things; LimitExceededError beyond `VILLAGE_LIMITS`
 * @example
 * import { createVillage } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user', 'champion'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.7, via: 'interview' }],
 * })
 * village.roles.length //=> 3
 * village.observations[0]?.at //=> '2026-03-02T00:00:00.000Z'
 */
export function createVillage(input: VillageInput): Village {
  return open('createVillage', input)
}

/**
 * A village from JSON of unknown origin.
 *
 * @throws the errors of `createVillage`; also when `schemaVersion` is missing or not one that this version reads
 * @example
 * import { createVillage, parseVillage } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
 * parseVillage(JSON.parse(JSON.stringify(village))).stakeholders //=> [{ id: 'ann' }]
 */
export function parseVillage(json: unknown): Village {
  const version: unknown = isDraft(json) && isReadable(json) ? Reflect.get(json, 'schemaVersion') : undefined
  if (version === 1) return open('parseVillage', json)
  const newer = typeof version === 'number' && version > 1
  const message = newer ? 'was written by a newer version of account-village; update it' : 'is not 1, so this is no village'
  throw new InvalidVillageError('parseVillage', [{ path: 'schemaVersion', message, code: 'invalidVillage' }])
}

/**
 * The village with new facts in it; the one gate for them.
 *
 * A fact that is known already, same id and same content, changes nothing; when none is new, the same village comes back. A village is
 * itself facts, so that `record(known, imported)` merges an import into what is known. Roles and a veto may stand with somebody known by
 * their id alone: `{ id: 'ann', roles: ['champion'], veto: true }` leaves all else of them as it is.
 *
 * @throws ConflictingFactError when an id is known with other content, see `revise`; InvalidVillageError for facts that name what is not
 * there, that are about another account or have another fault. The village given is as it was.
 * @example
 * import { createVillage, record } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
 * const reading = { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'survey' } as const
 * const heard = record(village, { observations: [reading] })
 * heard.observations.length //=> 1
 * record(heard, { observations: [reading] }) === heard //=> true
 */
export function record(village: Village, facts: VillageFacts): Village {
  return recordAs('record', village, facts)
}

/** `record` for facts of unknown origin, under the name of the function that the caller called. */
export function recordAs(where: string, village: Village, facts: unknown): Village {
  const known = rowsOf(where, village)
  const whole = joined(where, known, admit(where, facts, known))
  return areSameRows(whole, known) ? village : villageOf(whole, village)
}

/** The rows of a village. One that this library did not make is checked each time as JSON of unknown origin, since it may have changed. */
export function rowsOf(where: string, village: Village): Rows {
  const own = workOf(village)
  if (own !== undefined) return own.rows
  // Of a village that lacks something, all that is wrong is told by its checks.
  if (kindOf(village) !== 'village') checkGiven(where, village, ['village'], 'village')
  return checked(where, village)
}

/** The village itself if this library made it, and otherwise a copy that nobody can change. */
export function ownCopy(where: string, village: Village): Village {
  return workOf(village) === undefined ? villageOf(rowsOf(where, village)) : village
}

/**
 * The village that rows make; they must have been checked.
 *
 * @param before the village to which facts were added, whose rows are the same in all arrays that nothing was added to
 */
export function villageOf(rows: Rows, before?: Village): Village {
  const [account, ...former] = factsOf(rows.accounts)
  if (account === undefined) throw new TypeError('a village has an account')
  const rowsBefore = before && workOf(before)?.rows
  const arrays = Object.fromEntries(
    FACT_ARRAYS.map(name => [name, before && rows[name] === rowsBefore?.[name] ? before[name] : factsOf<Fact>(rows[name])]),
  )
  const formerAccounts = former.length > 0 && { formerAccounts: former }
  const village = { schemaVersion: 1 as const, account, ...formerAccounts, ...arrays, ...rows.registers }
  if (!isComplete(village)) throw new TypeError('an array of the village is missing')
  return ownVillage(village, rows, before)
}

/** Rows have facts of their kind, so that arrays of all kinds make a village. */
function isComplete(village: Pick<Village, 'schemaVersion' | 'account'>): village is Village {
  return FACT_ARRAYS.every(name => name in village)
}

const NO_ROWS = rowsBy(() => [], NO_REGISTERS)

/** A village from what may be wrong in any way, under the name of the function that the caller called. */
export function open(where: string, input: unknown): Village {
  return villageOf(checked(where, input))
}

function checked(where: string, input: unknown): Rows {
  return joined(where, NO_ROWS, admit(where, input))
}

function factsOf<F>(rows: readonly Row<F>[]): readonly F[] {
  return rows.map(row => row.fact)
}
