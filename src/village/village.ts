import { InvalidVillageError } from '../errors.js'
import type { Village, VillageFacts, VillageInput } from '../model/village.js'
import { admit } from './admit.js'
import { joined } from './check.js'
import { ROW_ARRAYS, type Row, type Rows, rowsBy } from './rows.js'

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
  const version: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'schemaVersion') : undefined
  if (version === 1) return open('parseVillage', json)
  const newer = typeof version === 'number' && version > 1
  const message = newer ? 'was written by a newer version of account-village; update it' : 'is not 1, so this is no village'
  throw new InvalidVillageError('parseVillage', [{ path: 'schemaVersion', message, code: 'invalidVillage' }])
}

/**
 * The village with new facts in it; the one gate for them.
 *
 * A fact that is known already, same id and same content, changes nothing; when none is new, the same village comes back. A village is
 * itself facts, so that `record(known, imported)` merges an import into what is known.
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
  const known = rowsOf(village)
  const whole = joined(where, known, admit(where, facts, village.account.id))
  return ROW_ARRAYS.every(name => whole[name] === known[name]) ? village : villageOf(whole)
}

/** The rows of a village. One that did not come from this library is checked as JSON of unknown origin would be. */
export function rowsOf(village: Village): Rows {
  const known = rowsByVillage.get(village)
  if (known !== undefined) return known
  const rows = checked('village', village)
  rowsByVillage.set(village, rows)
  return rows
}

/** The village that rows make; they must have been checked. */
export function villageOf(rows: Rows): Village {
  const [account, ...former] = factsOf(rows.accounts)
  if (account === undefined) throw new TypeError('a village has an account')
  const village: Village = {
    schemaVersion: 1,
    account,
    ...(former.length > 0 && { formerAccounts: former }),
    units: factsOf(rows.units),
    stakeholders: factsOf(rows.stakeholders),
    roles: factsOf(rows.roles),
    vetoes: factsOf(rows.vetoes),
    ties: factsOf(rows.ties),
    observations: factsOf(rows.observations),
    interactions: factsOf(rows.interactions),
    decisions: factsOf(rows.decisions),
    motives: factsOf(rows.motives),
    expectations: factsOf(rows.expectations),
    barriers: factsOf(rows.barriers),
    usage: factsOf(rows.usage),
    comments: factsOf(rows.comments),
    interviews: factsOf(rows.interviews),
  }
  rowsByVillage.set(village, rows)
  return village
}

const rowsByVillage = new WeakMap<Village, Rows>()

const NO_ROWS = rowsBy(() => [])

function open(where: string, input: unknown): Village {
  return villageOf(checked(where, input))
}

function checked(where: string, input: unknown): Rows {
  return joined(where, NO_ROWS, admit(where, input))
}

function factsOf<F>(rows: readonly Row<F>[]): readonly F[] {
  return rows.map(row => row.fact)
}
