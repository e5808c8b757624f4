import { recordAs } from '../village/village.js'
import { withoutErased } from '../village/withoutErased.js'
import type { VillageStore } from './port.js'
import { untilFresh } from './untilFresh.js'

/** Adds an account of one store to another. Whoever was erased in either is in neither account there. */
export async function copyAccount(from: VillageStore, to: VillageStore, account: string): Promise<void> {
  const source = await from.load(account)
  if (source === undefined) return
  await untilFresh('copyAccount', async () => {
    const target = await to.load(account)
    const own = withoutErased(source.village, target?.village.erasures ?? []).village
    const village = target === undefined ? own : recordAs('copy', withoutErased(target.village, own.erasures ?? []).village, own)
    if (village !== target?.village) await to.replace([{ account, village, revision: target?.revision ?? 0 }])
  })
}
