import type { ChunkRow } from '../portfolio/chunk.js'
import { standingAsked } from '../report/standingOf.js'
import { checkStore } from '../store/given.js'
import type { VillageStore } from '../store/port.js'
import { wrong } from '../support/options.js'
import { checkResults } from './given.js'
import type { PortfolioChunk, PortfolioResults } from './ports.js'

/**
 * What a worker does with each job that `enqueuePortfolio` queued: it loads the accounts, measures them, and puts the rows under run and chunk.
 * Done twice, it is the same as once, as long as nobody records anything that was known by then.
 *
 * @returns a processor for a `Worker` of BullMQ; it gives how many accounts it measured
 * @throws InvalidArgumentError for what is no store or no results; the processor passes the errors of `standingOf` and of the store
 * @example
 * import { portfolioProcessor, redisResults } from 'account-village/queue'
 * import { fileStore } from 'account-village/store'
 * import { mkdtempSync } from 'node:fs'
 * const rows: string[] = []
 * const results = redisResults({ hset: async (_, __, value) => rows.push(value), hget: async () => null, del: async () => 0 })
 * const process = portfolioProcessor(fileStore(mkdtempSync('/tmp/villages-')), results)
 * await process({ data: { run: 'spring', chunk: 0, accounts: ['Acme'], ask: { asOf: '2026-03-02', view: {} } } }) //=> 0
 * rows[0] //=> '[{"issues":[{"path":"Acme","message":"is no longer in the store","code":"invalidArgument"}]}]'
 */
export function portfolioProcessor(
  store: VillageStore,
  results: PortfolioResults,
): (job: { readonly data: PortfolioChunk }) => Promise<number> {
  checkStore('portfolioProcessor', store)
  checkResults('portfolioProcessor', results)
  return async ({ data: { run, chunk, accounts, ask } }) => {
    const rows: ChunkRow[] = []
    for (const account of accounts) {
      const stored = await store.load(account)
      if (stored === undefined) rows.push({ issues: [wrong(account, 'is no longer in the store')] })
      else rows.push({ standing: standingAsked('portfolioProcessor', stored.village, ask) })
    }
    await results.put(run, chunk, JSON.stringify(rows))
    return rows.filter(row => 'standing' in row).length
  }
}
