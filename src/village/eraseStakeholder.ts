import { errorFor } from '../errors.js'
import type { Tombstone } from '../model/erasures.js'
import type { FactArray, Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { type Instant, type TimeInput, toInstant } from '../support/instants.js'
import { date, idText, type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { keysOf, sortedByText } from '../support/order.js'
import { erasedArray, factsOf } from './erasedArray.js'
import { noStakeholder } from './erasedIssues.js'
import { identitiesAmong } from './identities.js'
import { duplicatesIn, importsWithout } from './importsWithout.js'
import { isErased } from './isErased.js'
import { ROW_ARRAYS, type RowArray } from './rows.js'
import { saltCheck, saltOf, tombstonesOf, withTombstones } from './tombstones.js'
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
export type ErasureCounts = { readonly [Name in FactArray | 'accounts' | 'imports']?: number }

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
 * Whoever was merged into them by an import is the same person and goes too.
 *
 * A tombstone for each of their ids and addresses is left in `erasures`: `record` and all that records refuses facts about them with an
 * `ErasedStakeholderError`. An address or external id that another person has too is that person's, and leaves none.
 *
 * To erase a person again changes nothing.
 *
 * A person who is only named by records of imports, because they are of another account, is erased from these.
 *
 * @param id the id of the stakeholder
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
  const duplicates = duplicatesIn(rows.registers.imports ?? [], identities.isOwn)
  const duplicate = others.find(person => duplicates.has(person.id))
  // First those of before, since what two people have in common is left to the other.
  if (duplicate !== undefined) return erasedInTurn(village, [duplicate.id, id], options)
  const instant = toInstant(at)
  const erasures = rows.registers.erasures ?? []
  const key = salt ?? saltOf(village)
  const redaction = texts === 'keep' ? undefined : identities.redaction
  const arrays = ROW_ARRAYS.map(name => erasedArray(name, rows, id, redaction))
  const { imports, gone, merged, ...without } = importsWithout(rows.registers.imports ?? [], identities, redaction)
  const tombstones = tombstonesOf([...identities.tombstoned, ...merged.map(each => `id:${each}`)], key, instant)
  const registers = { ...rows.registers, imports, erasures: [...erasures, { salt: key, tombstones }] }
  const receipt: ErasureReceipt = {
    ...(instant !== undefined && { at: instant }),
    removed: countsOf(arrays, ({ removed }) => removed),
    changed: countsOf(arrays, ({ changed }) => changed),
    texts: { ...countsOf(arrays, array => array.texts), ...(without.texts > 0 && { imports: without.texts }) },
    imports: gone,
    tombstones,
  }
  return Object.freeze({ village: open('eraseStakeholder', { ...factsOf(arrays), ...registers }), receipt: deepFreeze(receipt) })
}

/** The village without several people who are one, and one receipt of it. */
function erasedInTurn(village: Village, ids: readonly string[], options: EraseOptions): ErasedVillage {
  const each: ErasureReceipt[] = []
  const rest = ids.reduce((before, id) => {
    const { village: after, receipt } = eraseStakeholder(before, id, options)
    each.push(receipt)
    return after
  }, village)
  const sum = (of: (receipt: ErasureReceipt) => ErasureCounts): ErasureCounts => {
    const names = new Set(each.flatMap(receipt => keysOf(of(receipt))))
    return Object.fromEntries([...names].map(name => [name, each.reduce((total, receipt) => total + (of(receipt)[name] ?? 0), 0)]))
  }
  const at = each[0]?.at
  const receipt: ErasureReceipt = {
    ...(at !== undefined && { at }),
    removed: sum(({ removed }) => removed),
    changed: sum(({ changed }) => changed),
    texts: sum(({ texts }) => texts),
    imports: each.reduce((total, { imports }) => total + imports, 0),
    tombstones: sortedByText(
      new Map(each.flatMap(({ tombstones }) => tombstones.map(one => [one.hash, one]))).values(),
      ({ hash }) => hash,
    ),
  }
  return Object.freeze({ village: rest, receipt: deepFreeze(receipt) })
}

const ERASE_OPTIONS: OptionShape<EraseOptions> = {
  at: date,
  salt: saltCheck,
  texts: oneOf('erase', 'keep'),
}

/** The village without a person who is none of its own: only records of imports name them, or nothing does since they were erased before. */
function erasedElsewhere(village: Village, id: string, { at, salt }: Pick<EraseOptions, 'at' | 'salt'>): ErasedVillage {
  const isIt = (_: string, record: string): boolean => record === id
  const { imports, gone, merged } = importsWithout(village.imports ?? [], { isOwn: isIt, isRecord: isIt })
  if (JSON.stringify(imports) === JSON.stringify(village.imports ?? [])) return erasedBefore(village, id)
  const held = imports.filter(({ records }) => records.length > 0)
  const erased = withTombstones('eraseStakeholder', open('eraseStakeholder', { ...village, imports: held }), [id, ...merged], { at, salt })
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
  if (!isErased(village, { id })) throw noStakeholder('eraseStakeholder', id)
  const receipt: ErasureReceipt = { removed: {}, changed: {}, texts: {}, imports: 0, tombstones: [] }
  return Object.freeze({ village: ownCopy('eraseStakeholder', village), receipt: deepFreeze(receipt) })
}

/** How many there are of something in each array, without those of which there are none. */
export function countsOf<Array extends { readonly name: RowArray }>(
  arrays: readonly Array[],
  count: (array: Array) => number,
): ErasureCounts {
  return Object.fromEntries(arrays.flatMap(array => (count(array) > 0 ? [[array.name, count(array)]] : [])))
}
