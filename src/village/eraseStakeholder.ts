import { errorFor, quoted, UnknownStakeholderError } from '../errors.js'
import { SALT_LENGTH, type Tombstone } from '../model/erasures.js'
import type { ImportedSource } from '../model/imports.js'
import type { FactArray, Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { type Instant, type TimeInput, toInstant } from '../support/instants.js'
import { keyedHash } from '../support/keyedHash.js'
import { anyText, date, idText, type OptionShape, oneOf, optionsOf, wrong } from '../support/options.js'
import { sortedByText } from '../support/order.js'
import { type ErasedArray, erasedArray } from './erasedArray.js'
import { type Identities, identitiesAmong } from './identities.js'
import { isErased } from './isErased.js'
import { recordWithout } from './recordWithout.js'
import { ROW_ARRAYS } from './rows.js'
import { open, ownCopy, rowsOf } from './village.js'

export interface EraseOptions {
  /** When it was erased, as the tombstones and the receipt tell it; absent there when absent here. */
  readonly at?: TimeInput | undefined
  /**
   * The key of the tombstones: a secret text of at least 16 characters that the caller draws at random. When absent, that of the village's
   * earlier erasures, and otherwise one made of the account's id, which is weak: anyone who knows the account can test a guessed address.
   */
  readonly salt?: string | undefined
  /** What becomes of texts of others that name the person: `erase`, the default, writes `[erased]` over the name, `keep` leaves it. */
  readonly texts?: 'erase' | 'keep' | undefined
}

/** How many facts or texts, by the array that holds them; arrays with none are absent. */
export type ErasureCounts = { readonly [Name in FactArray | 'accounts']?: number }

/** What was erased, in numbers. It holds no name, no address, no text and no id. */
export interface ErasureReceipt {
  /** When it was erased, as `EraseOptions.at` said; absent where that did. */
  readonly at?: Instant
  /** Facts that were about the person, and are gone; each version counts. */
  readonly removed: ErasureCounts
  /** Facts that others share with them, and that name them no longer. */
  readonly changed: ErasureCounts
  /** Texts of others in which `[erased]` is in their place. */
  readonly texts: ErasureCounts
  /** Records of theirs that are gone from `imports`. */
  readonly imports: number
  /** One for each id and mail address by which they were known, under the salt that the village holds in `erasures`. */
  readonly tombstones: readonly Tombstone[]
}

/** A village without a person. */
export interface ErasedVillage {
  /** What is left: no version of any fact is about the person. */
  readonly village: Village
  /** What was erased, in numbers that may be kept. */
  readonly receipt: ErasureReceipt
}

/**
 * The village without a person and everything about them, in all versions that were ever believed, so that no snapshot of any day shows them.
 *
 * Facts about them are gone. What others share with them goes on without them, under its id: meetings, barriers and upheavals, nominations,
 * moves, rules and outcomes of decisions; a meeting, a barrier, an upheaval or a move of theirs alone is gone, and moves that answer or wait
 * for what is gone no longer do. The quota of a rule stays, or becomes all
 * that is left where the others cannot reach it. A text of others in which they are named, by name, mail address or an id of at least five
 * characters, has `[erased]` there. All other facts stay as they are, and so do the ids of facts, units, decisions and the account.
 *
 * A tombstone for each of their ids and addresses is left in `erasures`: `record` and all that records refuses facts about them with an
 * `ErasedStakeholderError`. An address or external id that another person has too is that person's, and leaves none.
 *
 * To erase a person again changes nothing.
 *
 * @param id the id of the stakeholder
 * A person who is only named by records of imports, because they are of another account, is erased from these.
 *
 * @throws UnknownStakeholderError when nobody has the id and nobody with it was erased; InvalidArgumentError for a salt that is too short
 * @example
 * import { createVillage, eraseStakeholder } from 'account-village'
 * const before = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann Lee', roles: ['user'] }, { id: 'bo' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'bo', text: 'Ask Ann Lee.' }],
 * })
 * const { village, receipt } = eraseStakeholder(before, 'ann', { at: '2026-03-09', salt: 'drawn at random: 7f3a' })
 * village.comments[0]?.text //=> 'Ask [erased].'
 * receipt.removed //=> { stakeholders: 1, roles: 1 }
 */
export function eraseStakeholder(village: Village, id: string, options: EraseOptions = {}): ErasedVillage {
  const { at, salt, texts } = optionsOf('eraseStakeholder', options, ERASE_OPTIONS)
  const rows = rowsOf('eraseStakeholder', village)
  const idIssues = idText(id, 'id')
  if (idIssues.length > 0) throw errorFor('eraseStakeholder', idIssues)
  const people = rows.stakeholders.map(({ fact }) => fact)
  const own = people.filter(person => person.id === id)
  if (own.length === 0) return erasedElsewhere(village, id, { at, salt })
  const others = people.filter(person => person.id !== id)
  const identities = identitiesAmong(own, others)
  const instant = toInstant(at)
  const erasures = rows.registers.erasures ?? []
  const key = salt ?? saltOf(village)
  const tombstones = tombstonesOf(identities, key, instant)
  const arrays = ROW_ARRAYS.map(name => erasedArray(name, rows, id, texts === 'keep' ? undefined : identities.redaction))
  const { imports, gone } = importsWithout(rows.registers.imports ?? [], identities)
  const registers = { ...rows.registers, imports, erasures: [...erasures, { salt: key, tombstones }] }
  const receipt: ErasureReceipt = {
    ...(instant !== undefined && { at: instant }),
    removed: countsOf(arrays, ({ removed }) => removed),
    changed: countsOf(arrays, ({ changed }) => changed),
    texts: countsOf(arrays, array => array.texts),
    imports: gone,
    tombstones,
  }
  return Object.freeze({ village: open('eraseStakeholder', { ...factsOf(arrays), ...registers }), receipt: deepFreeze(receipt) })
}

const ERASE_OPTIONS: OptionShape<EraseOptions> = {
  at: date,
  salt: (value, path) => {
    const isShort = typeof value === 'string' && value.length < SALT_LENGTH
    return isShort ? [wrong(path, `is shorter than ${SALT_LENGTH} characters. Draw a longer one at random.`)] : anyText(value, path)
  },
  texts: oneOf('erase', 'keep'),
}

/** The salt of a village's tombstones. Of the account's id, which is no secret, nothing better can be made where there is none yet. */
function saltOf({ account, erasures }: Village): string {
  return erasures?.[0]?.salt ?? keyedHash('account-village')(account.id)
}

/**
 * The village with tombstones of people whom it does not know, by their ids, so that they do not come with an import that is older than
 * their wish; the same village where it has them.
 */
export function withTombstones(
  where: string,
  village: Village,
  ids: readonly string[],
  { at, salt }: Pick<EraseOptions, 'at' | 'salt'>,
): Village {
  const strangers = ids.filter(id => !isErased(village, { id }))
  if (strangers.length === 0) return village
  const [key, instant] = [salt ?? saltOf(village), toInstant(at)]
  const hash = keyedHash(key)
  const tombstones = strangers.map((id): Tombstone => ({ hash: hash(`id:${id}`), ...(instant !== undefined && { at: instant }) }))
  const sorted = sortedByText(tombstones, each => each.hash)
  return open(where, { ...village, erasures: [...(village.erasures ?? []), { salt: key, tombstones: sorted }] })
}

/** The village without a person who is none of its own: only records of imports name them, or nothing does since they were erased before. */
function erasedElsewhere(village: Village, id: string, { at, salt }: Pick<EraseOptions, 'at' | 'salt'>): ErasedVillage {
  const identities = { isRecord: (_: string, record: string): boolean => record === id }
  const { imports, gone } = importsWithout(village.imports ?? [], identities)
  if (JSON.stringify(imports) === JSON.stringify(village.imports ?? [])) return erasedBefore(village, id)
  const held = imports.filter(({ records }) => records.length > 0)
  const erased = withTombstones('eraseStakeholder', open('eraseStakeholder', { ...village, imports: held }), [id], { at, salt })
  const known = new Set((village.erasures ?? []).flatMap(({ tombstones }) => tombstones.map(({ hash }) => hash)))
  const tombstones = (erased.erasures ?? []).flatMap(each => each.tombstones.filter(({ hash }) => !known.has(hash)))
  const instant = toInstant(at)
  const receipt: ErasureReceipt = {
    ...(instant !== undefined && { at: instant }),
    removed: {},
    changed: {},
    texts: {},
    imports: gone,
    tombstones,
  }
  return Object.freeze({ village: erased, receipt: deepFreeze(receipt) })
}

/** The village as it is, where the person was erased before. */
function erasedBefore(village: Village, id: string): ErasedVillage {
  if (!isErased(village, { id })) {
    const message = `there is no stakeholder ${quoted(id)}.`
    throw new UnknownStakeholderError('eraseStakeholder', [wrong('id', message)])
  }
  const receipt: ErasureReceipt = { removed: {}, changed: {}, texts: {}, imports: 0, tombstones: [] }
  return Object.freeze({ village: ownCopy('eraseStakeholder', village), receipt: deepFreeze(receipt) })
}

function tombstonesOf({ tombstoned }: Identities, salt: string, at: Instant | undefined): Tombstone[] {
  const hashes = tombstoned.map(keyedHash(salt))
  return sortedByText(hashes, hash => hash).map(hash => ({ hash, ...(at !== undefined && { at }) }))
}

/** The records of all sources that are not the person's, and how many are. */
function importsWithout(imports: readonly ImportedSource[], { isRecord }: Pick<Identities, 'isRecord'>) {
  const kept = imports.map(({ source, records }) => ({
    source,
    records: records.flatMap(record => (isRecord(source, record.id) ? [] : recordWithout(record, person => isRecord(source, person)))),
  }))
  const count = (sources: readonly ImportedSource[]): number => sources.reduce((sum, { records }) => sum + records.length, 0)
  return { imports: kept, gone: count(imports) - count(kept) }
}

function countsOf(arrays: readonly ErasedArray[], count: (array: ErasedArray) => number): ErasureCounts {
  return Object.fromEntries(arrays.flatMap(array => (count(array) > 0 ? [[array.name, count(array)]] : [])))
}

/** Facts as they are recorded: of the account, what was believed last, and what was believed before. */
function factsOf(arrays: readonly ErasedArray[]): object {
  const { accounts = [], ...others } = Object.fromEntries(arrays.map(({ name, facts }) => [name, facts]))
  const [account, ...formerAccounts] = accounts
  return { ...others, account, formerAccounts }
}
