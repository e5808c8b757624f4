import { errorFor, type Issue } from '../errors.js'
import type { Erasures } from '../model/erasures.js'
import { anyText, fieldsOf, idText, listOf, type OptionShape, optionsOf, unchecked } from '../support/options.js'
import { isReadable } from '../support/reading.js'
import { withoutErased } from '../village/withoutErased.js'
import { accountsOf, checkStore } from './given.js'
import type { VillageStore } from './port.js'
import { untilFresh } from './untilFresh.js'

/** Erasures as they were in `erasures` of a village. */
export interface KeptErasures extends Erasures {
  /** The id of its account; that of any when absent. In other accounts an id may be of somebody else. */
  readonly account?: string | undefined
}

export interface ReapplyOptions {
  /** Erasures that the store itself may have lost: salts with their tombstones. */
  readonly erasures?: readonly KeptErasures[] | undefined
}

/** What was erased again. */
export interface ReappliedErasures {
  /** The ids of the accounts in which somebody was. */
  readonly accounts: readonly string[]
  /** How many people, each account by itself. */
  readonly people: number
}

const OPTIONS: OptionShape<ReapplyOptions> = {
  erasures: listOf(fieldsOf<KeptErasures>({ salt: anyText, tombstones: listOf(unchecked), account: idText }, ['salt', 'tombstones'])),
}

/**
 * Erases again whom a store holds although they were erased, as after a restore from a backup that is older than their wish: everybody of
 * whom any account of the store has a tombstone, or one of those that are given.
 *
 * Tombstones of one account hold in all others too, for mail addresses and ids in other systems; for ids only where they are of records that
 * were imported, since people of two accounts may have one id.
 *
 * A backup holds no tombstones that are younger than itself: keep those of every erasure where no restore reaches them, and give them
 * here.
 *
 * @throws StoreError when the store fails; InvalidArgumentError for options that make no sense
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { fileStore, reapplyErasures, recordIn } from 'account-village/store'
 * const store = fileStore(mkdtempSync('/tmp/villages-'))
 * await recordIn(store, 'acme', { stakeholders: [{ id: 'ann', name: 'Ann Lee' }, { id: 'bo' }] })
 * await store.erase('acme', 'ann', { salt: 'drawn at random: 7f3a' })
 * const kept = (await store.load('acme'))?.village.erasures ?? []
 * const restored = fileStore(mkdtempSync('/tmp/villages-'))
 * await recordIn(restored, 'acme', { stakeholders: [{ id: 'ann', name: 'Ann Lee' }, { id: 'bo' }] })
 * await reapplyErasures(restored, { erasures: kept }) //=> { accounts: ['acme'], people: 1 }
 */
export async function reapplyErasures(store: VillageStore, options: ReapplyOptions = {}): Promise<ReappliedErasures> {
  checkStore('reapplyErasures', store)
  const { erasures: given = [] } = optionsOf('reapplyErasures', options, OPTIONS)
  const issues = given.flatMap((each, i) => tombstoneIssues(each, `erasures[${i}]`))
  if (issues.length > 0) throw errorFor('reapplyErasures', issues)
  const erasures: KeptErasures[] = [...structuredClone(given)]
  const ids: string[] = []
  for await (const { account } of accountsOf('reapplyErasures', store)) {
    ids.push(account)
    for (const each of (await store.load(account))?.village.erasures ?? []) erasures.push({ ...each, account })
  }
  const accounts: string[] = []
  let people = 0
  for (const account of ids) {
    const erased = await erasedAgain(store, account, erasures)
    if (erased > 0) accounts.push(account)
    people += erased
  }
  return Object.freeze({ accounts: Object.freeze(accounts), people })
}

function tombstoneIssues({ tombstones }: Erasures, path: string): Issue[] {
  return Array.from(tombstones, each => isTombstone(each)).flatMap((isOne, i) =>
    isOne ? [] : [{ path: `${path}.tombstones[${i}]`, message: 'is no tombstone', code: 'invalidArgument' as const }],
  )
}

function isTombstone(each: unknown): boolean {
  if (typeof each !== 'object' || each === null || !isReadable(each)) return false
  const { hash, at }: { readonly hash?: unknown; readonly at?: unknown } = each
  return typeof hash === 'string' && (at === undefined || typeof at === 'string')
}

/** Erases each person of an account who was erased; how many there were. */
async function erasedAgain(store: VillageStore, account: string, erasures: readonly KeptErasures[]): Promise<number> {
  return untilFresh('reapplyErasures', async () => {
    const stored = await store.load(account)
    if (stored === undefined) return 0
    const isOwn = (each: KeptErasures): boolean => (each.account ?? account) === account
    const others = erasures.filter(each => !isOwn(each))
    const { village, people } = withoutErased(stored.village, erasures.filter(isOwn), others)
    for (const { id, salt, at } of people) await store.erase(account, id, { salt, at })
    return village === stored.village ? 0 : people.length
  })
}
