import type { Village } from 'account-village'
import type { VillageStore } from 'account-village/store'
import { memoryStore } from '../support/memoryStore.js'

export const DAY = '2026-03-02'

export async function storeOf(...villages: readonly Village[]): Promise<VillageStore> {
  const store = memoryStore()
  for (const village of villages) await store.append(village.account.id, village, { revision: 0 })
  return store
}

/** Calls of every tool that reads, about an account. */
export function readCalls(village: Village, day = DAY): (readonly [name: string, input: object])[] {
  const about = { account: village.account.id, asOf: day, ...(village.decisions[0] !== undefined && { decision: village.decisions[0].id }) }
  const ids = village.stakeholders.map(({ id }) => id)
  const [first = ''] = ids
  return [
    ['village_list_accounts', { limit: 10, cursor: '!' }],
    ['village_get_summary', about],
    ['village_list_veto_holders', { ...about, limit: 50, cursor: '0' }],
    ['village_list_risks', { ...about, limit: 50, cursor: '0' }],
    ['village_explain_change', { ...about, from: '2025-12-01', limit: 50, cursor: '0' }],
    ['village_what_if', { ...about, changes: [{ hear: first, sentiment: 0.5, via: 'survey' }, { grantVeto: first }] }],
    ['village_next_moves', { ...about, hours: 100, limit: 20 }],
    ['village_next_interviews', { ...about, limit: 20 }],
    ...ids.map(stakeholder => ['village_get_person', { ...about, stakeholder }] as const),
  ]
}
