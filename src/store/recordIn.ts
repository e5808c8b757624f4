import type { Village, VillageFacts } from '../model/village.js'
import { factsBetween } from './factsBetween.js'
import { checkId, checkStore, copyOf } from './given.js'
import type { VillageStore } from './port.js'
import { untilFresh } from './untilFresh.js'
import { villageWith } from './villageWith.js'

/**
 * Records facts in the village of an account of a store, which is made where there is none; when another program was faster, again. To do
 * it twice is the same as once: facts that are known change nothing.
 *
 * @returns the village with the facts in it
 * @throws the errors of `record`; StoreError when the store fails; StaleRevisionError when others were faster a hundred times
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { fileStore, recordIn } from 'account-village/store'
 * const store = fileStore(mkdtempSync('/tmp/villages-'))
 * await recordIn(store, 'acme', { stakeholders: [{ id: 'ann' }] })
 * const reading = { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'survey' } as const
 * const village = await recordIn(store, 'acme', { observations: [reading] })
 * village.observations.length //=> 1
 */
export async function recordIn(store: VillageStore, account: string, facts: VillageFacts): Promise<Village> {
  checkStore('recordIn', store)
  checkId('recordIn', account, 'account')
  const given = copyOf('recordIn', facts)
  return untilFresh('recordIn', async () => {
    const stored = await store.load(account)
    const village = villageWith('recordIn', account, stored?.village, given)
    const news = stored === undefined ? village : factsBetween(stored.village, village)
    if (village !== stored?.village) await store.append(account, news, { revision: stored?.revision ?? 0 })
    return village
  })
}
