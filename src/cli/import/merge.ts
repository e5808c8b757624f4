import { type MergedImport, mergeImport, NOTHING_WITHDRAWN } from '../../crm/later/mergeImport.js'
import { idsIn, namedBy } from '../../crm/later/named.js'
import type { ImportResult } from '../../crm/result.js'
import type { Io } from '../io.js'
import { villagesToKeep } from '../villages.js'
import { fingerprintOf } from './fingerprint.js'
import type { VillagesById } from './villagesById.js'

/** Which of the villages that were in a file an import could change. */
export interface KnownIds {
  /** The ids of accounts of villages that know any id that an import names, or hold tombstones. */
  accountsWith(result: ImportResult): ReadonlySet<string>
}

/** Puts the villages that are already in a file into the store, one at a time. */
export function loadInto(store: VillagesById, file: string, io: Io): KnownIds {
  // Ids stand here as fingerprints: where two of them are the same by chance, a village is looked at that need not be.
  const accounts = new Map<number, readonly string[]>()
  const withTombstones = new Set<string>()
  const isKept = file !== '-' && io.isFile(file)
  for (const village of isKept ? villagesToKeep(io, file) : []) {
    store.put(village, false)
    const { id } = village.account
    if (village.erasures !== undefined) withTombstones.add(id)
    for (const each of idsIn(village)) {
      const mark = fingerprintOf(each)
      accounts.set(mark, [...(accounts.get(mark) ?? []), id])
    }
  }
  return {
    accountsWith(result) {
      const ids = accounts.size === 0 ? [] : [...namedBy(result)]
      return new Set([...withTombstones, ...ids.flatMap(id => accounts.get(fingerprintOf(id)) ?? [])])
    },
  }
}

/** What an import changed, and whether it is about villages that are known. */
type Changes = MergedImport['changes'] & { readonly touchesKnown: boolean }

/** Puts what was imported into the store, merged into what is already there. */
export function mergeInto(store: VillagesById, known: KnownIds, result: ImportResult, io: Io, complete: boolean): Changes {
  const ids = new Set([...known.accountsWith(result), ...result.villages.map(({ account }) => account.id)])
  const before = [...(complete ? store.ids() : ids)].flatMap(id => store.get(id) ?? [])
  if (before.length === 0) {
    // What is imported first is kept as it is, so that it does not depend on how the input was grouped.
    for (const village of result.villages) store.put(village, true)
    return { withdrawn: NOTHING_WITHDRAWN, keptOut: 0, issues: result.issues, touchesKnown: false }
  }
  const { villages, changes } = mergeImport(before, result, { recordedAt: io.now(), complete })
  const after = new Set(villages.map(({ account }) => account.id))
  for (const { account } of before) if (!after.has(account.id)) store.remove(account.id)
  for (const village of villages) store.put(village, true)
  return { ...changes, touchesKnown: true }
}
