import { errorFor, InvalidArgumentError } from '../errors.js'
import type { Village } from '../model/village.js'
import { idText, listOf, type OptionShape, optionsOf, whole, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { checkGiven } from '../village/given.js'
import { ownCopy } from '../village/village.js'
import { isOwnVillage } from '../village/work.js'
import type { AccountHead, AccountsOptions, AtRevision, VillageChange, VillageStore } from './port.js'

/** Refuses an id that is none. */
export function checkId(where: string, value: unknown, path: string): void {
  const issues = idText(value, path)
  if (issues.length > 0) throw errorFor(where, issues)
}

/** Facts as they are now: what the caller does with theirs while the store is asked changes nothing. */
export function copyOf<Facts>(where: string, facts: Facts): Facts {
  if (typeof facts === 'object' && facts !== null && isOwnVillage(facts)) return facts
  return reading(where, 'facts', () => structuredClone(facts))
}

const AT: OptionShape<AtRevision> = { revision: whole(0) }

/** The revision that a change says it was made from. */
export function revisionIn(where: string, at: AtRevision): number {
  return optionsOf(where, at, AT, ['revision']).revision
}

const ACCOUNTS: OptionShape<AccountsOptions> = { after: idText, limit: whole(0) }

/** Which accounts are asked for: after an id, and at most so many. */
export function accountsAsked(options: AccountsOptions | undefined): { readonly after: string | undefined; readonly limit: number } {
  const { after, limit = Number.POSITIVE_INFINITY } = optionsOf('accounts', options, ACCOUNTS)
  return { after, limit }
}

/** So many accounts are changed at once at most. */
const MOST_CHANGES = 100_000

/** Changes with villages that nobody can change any more, in order of their accounts. */
export function changesIn(where: string, given: readonly VillageChange[]): readonly VillageChange[] {
  const issues = reading(where, 'changes', () => listOf(() => [], MOST_CHANGES)(given, 'changes'))
  if (issues.length > 0) throw errorFor(where, issues)
  const changes = given.map((change, i) => changeIn(where, change, `changes[${i}]`))
  const twice = changes.findIndex(({ account }, i) => changes.findIndex(each => each.account === account) < i)
  if (twice >= 0) throw errorFor(where, [wrong(`changes[${twice}]`, 'is of an account that is given twice')])
  return changes
}

function changeIn(where: string, change: VillageChange, path: string): VillageChange {
  if (typeof change !== 'object' || change === null) throw errorFor(where, [wrong(path, `is ${a(kindOf(change))}, not a change`)])
  const { account, village, revision } = reading(where, path, () => ({ ...change }))
  checkId(where, account, `${path}.account`)
  const issues = whole(0)(revision, `${path}.revision`)
  if (issues.length > 0) throw errorFor(where, issues)
  return { account, village: village === undefined ? undefined : villageIn(where, village, account, `${path}.village`), revision }
}

function villageIn(where: string, village: Village, account: string, path: string): Village {
  checkGiven(where, village, ['village'], path)
  const own = ownCopy(where, village)
  if (own.account.id !== account) throw errorFor(where, [wrong(path, 'is of another account')])
  return own
}

const METHODS = ['load', 'append', 'replace', 'accounts', 'erase', 'close'] as const satisfies readonly (keyof VillageStore)[]

/** The accounts of a store, which may be one of the caller's own making. */
export function accountsOf(where: string, store: VillageStore): AsyncIterable<AccountHead> {
  const heads = store.accounts()
  const given: unknown = heads
  if (typeof given !== 'object' || given === null || !(Symbol.asyncIterator in given))
    throw new InvalidArgumentError(where, [wrong('store', 'has accounts() that give no async iterable')])
  return heads
}

/** Refuses what is no store. */
export function checkStore(where: string, store: unknown): void {
  const isStore = reading(
    where,
    'store',
    () => typeof store === 'object' && store !== null && METHODS.every(name => typeof Reflect.get(store, name) === 'function'),
  )
  if (isStore) return
  const message = `is ${a(kindOf(store))}, not a store. fileStore(folder), sqliteStore(database) and postgresStore(pool) give one.`
  throw new InvalidArgumentError(where, [wrong('store', message)])
}
