import { type MergedImport, mergeImport, NOTHING_WITHDRAWN } from '../../crm/later/mergeImport.js'
import { straysOf } from '../../crm/later/mergeOf.js'
import { idsIn, namedBy } from '../../crm/later/named.js'
import { withStrays } from '../../crm/later/records.js'
import type { ImportResult } from '../../crm/result.js'
import type { ImportedRecord } from '../../model/imports.js'
import { compareText } from '../../support/order.js'
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

/** How imports are merged. */
export interface Merging {
  readonly io: Io
  readonly complete: boolean
  readonly salt: string | undefined
  /** The records that say nothing in any village so far, by their source. */
  readonly strays: Map<string, ImportedRecord[]>
}

/** Puts what was imported into the store, merged into what is already there. */
export function mergeInto(store: VillagesById, known: KnownIds, result: ImportResult, { io, complete, salt, strays }: Merging): Changes {
  const ids = new Set([...known.accountsWith(result), ...result.villages.map(({ account }) => account.id)])
  const before = [...(complete ? store.ids() : ids)].flatMap(id => store.get(id) ?? [])
  if (before.length === 0) {
    // What is imported first is kept as it is, so that it does not depend on how the input was grouped.
    for (const village of result.villages) store.put(village, true)
    const { source, records } = straysOf(result, Date.parse(io.now()))
    if (records.length > 0) strays.set(source, [...(strays.get(source) ?? []), ...records])
    return { withdrawn: NOTHING_WITHDRAWN, keptOut: 0, issues: result.issues, touchesKnown: false }
  }
  const { villages, changes } = mergeImport(before, result, { recordedAt: io.now(), complete, salt })
  const after = new Set(villages.map(({ account }) => account.id))
  for (const { account } of before) if (!after.has(account.id)) store.remove(account.id)
  for (const village of villages) store.put(village, true)
  return { ...changes, touchesKnown: true }
}

/** Puts the records that say nothing in any village into the first that can keep them, whatever group they came in. */
export function keepStrays(store: VillagesById, { strays }: Pick<Merging, 'strays'>): void {
  for (const [source, records] of strays) {
    const [id] = [...store.ids()].sort(compareText)
    const first = id === undefined ? undefined : store.get(id)
    if (first === undefined) continue
    for (const village of withStrays(new Map([[first.account.id, first]]), source, records).values()) store.put(village, true)
  }
}
