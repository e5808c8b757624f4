import { StaleRevisionError, type StoredVillage, type VillageStore } from 'account-village/store'
import { accountsAsked } from '../../src/store/given.js'
import { noAccount } from '../../src/store/noAccount.js'
import { villageWith } from '../../src/store/villageWith.js'
import { eraseStakeholder } from '../../src/village/eraseStakeholder.js'

/** A store that holds its villages in memory alone. */
export function memoryStore(): VillageStore {
  const held = new Map<string, StoredVillage>()
  let revisions = 0
  const check = (where: string, account: string, revision: number): void => {
    if ((held.get(account)?.revision ?? 0) !== revision) throw new StaleRevisionError(where, account)
  }
  const put = (account: string, village: StoredVillage['village']): number => {
    revisions++
    held.set(account, { village, revision: revisions })
    return revisions
  }
  return Object.freeze<VillageStore>({
    async load(account) {
      return held.get(account)
    },
    async append(account, facts, { revision }) {
      check('append', account, revision)
      const before = held.get(account)?.village
      const village = villageWith('append', account, before, facts)
      return village === before ? revision : put(account, village)
    },
    async replace(changes) {
      for (const { account, revision } of changes) check('replace', account, revision)
      return changes.map(({ account, village }) => {
        if (village !== undefined) return put(account, village)
        held.delete(account)
        return 0
      })
    },
    async *accounts(options) {
      const { after, limit } = accountsAsked(options)
      const asked = [...held].filter(([account]) => after === undefined || account > after).sort(([a], [b]) => (a < b ? -1 : 1))
      for (const [account, { village, revision }] of asked.slice(0, limit))
        yield { account, name: village.account.name, revision, updatedAt: '2026-03-02T00:00:00.000Z' }
    },
    async erase(account, stakeholder, options) {
      const before = held.get(account)?.village
      if (before === undefined) throw noAccount('erase', account)
      const { village, receipt } = eraseStakeholder(before, stakeholder, options)
      if (village !== before) put(account, village)
      return receipt
    },
    async close() {},
  })
}
