import { type ImportChanges, type MergedImport, type MergeOptions, mergeImport } from '../crm/later/mergeImport.js'
import { idsIn, namedBy } from '../crm/later/named.js'
import type { ImportResult } from '../crm/result.js'
import { errorFor, VillageError } from '../errors.js'
import type { Village } from '../model/village.js'
import { accountsOf, checkStore } from './given.js'
import type { StoredVillage, VillageChange, VillageStore } from './port.js'
import { untilFresh } from './untilFresh.js'

/**
 * Merges an import into the accounts of a store that it touches, see `mergeImport`: what it adds, changes, takes away and erases is written
 * at once; when another program was faster, it is merged anew.
 *
 * All villages of the store are read, one at a time, since what an import moves, merges or deletes may be in any of them. Two imports that run at
 * once may each see an account before the other has made it; the next import puts that right.
 *
 * @throws the errors of `mergeImport`; StoreError when the store fails; StaleRevisionError when others were faster a hundred times
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { fromPipedrive } from 'account-village/pipedrive'
 * import { fileStore, importIn } from 'account-village/store'
 * const store = fileStore(mkdtempSync('/tmp/villages-'))
 * const persons = [{ id: 1, name: 'Mira Holm', org_id: 7 }]
 * const result = fromPipedrive({ organizations: [{ id: 7, name: 'Lindqvist Papier' }], persons })
 * await importIn(store, result, { recordedAt: '2026-03-02' })
 * const stored = await store.load('pipedrive:organization:7')
 * stored?.village.stakeholders.map(({ name }) => name) //=> ['Mira Holm']
 */
export async function importIn(store: VillageStore, result: ImportResult, options: MergeOptions): Promise<ImportChanges> {
  checkStore('importIn', store)
  // What is wrong with the import itself or the options is told before the store is read.
  merged([], result, options)
  const asked = { ...options }
  return untilFresh('importIn', async () => {
    const known = await touchedBy(store, result, asked.complete === true)
    const before = known.map(({ village }) => village)
    const { villages, changes } = merged(before, result, asked)
    await store.replace(changesFrom(known, villages))
    return changes
  })
}

function merged(known: readonly Village[], result: ImportResult, options: MergeOptions): MergedImport {
  try {
    return mergeImport(known, result, options)
  } catch (error) {
    if (error instanceof VillageError && error.issues.length > 0) throw errorFor('importIn', error.issues)
    throw error
  }
}

/** The villages that an import could change: those that know an id that it names, or hold tombstones. */
async function touchedBy(store: VillageStore, result: ImportResult, isComplete: boolean): Promise<StoredVillage[]> {
  const ids = new Set([...namedBy(result), ...result.villages.map(({ account }) => account.id)])
  const touched: StoredVillage[] = []
  for await (const { account } of accountsOf('importIn', store)) {
    const stored = await store.load(account)
    if (stored === undefined) continue
    const { village } = stored
    if (isComplete || village.erasures !== undefined || [...idsIn(village)].some(id => ids.has(id))) touched.push(stored)
  }
  return touched
}

/** What has to be written so that the store holds other villages: those that changed, those that are new, and no more those that are gone. */
function changesFrom(known: readonly StoredVillage[], villages: readonly Village[]): readonly VillageChange[] {
  const before = new Map(known.map(stored => [stored.village.account.id, stored]))
  const after = new Set(villages.map(({ account }) => account.id))
  const gone = [...before].filter(([account]) => !after.has(account))
  const changed = villages.filter(village => before.get(village.account.id)?.village !== village)
  return [
    ...gone.map(([account, { revision }]) => ({ account, village: undefined, revision })),
    ...changed.map(village => ({ account: village.account.id, village, revision: before.get(village.account.id)?.revision ?? 0 })),
  ]
}
