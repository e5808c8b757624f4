import { copiedAsk } from '../portfolio/ask.js'
import { STANDING_OPTIONS, type StandingOptions } from '../report/standingOf.js'
import { accountsOf, checkStore } from '../store/given.js'
import type { VillageStore } from '../store/port.js'
import { is, type OptionShape, optionsOf, whole } from '../support/options.js'
import { checkHas } from './given.js'
import type { PortfolioQueue, PortfolioRun, QueuedChunk } from './ports.js'

/** Which run is queued, and what is asked of its accounts. */
export interface EnqueueOptions extends StandingOptions {
  /** The name of the run: letters, digits, `-` and `_`, at most 100. */
  readonly run: string
  /** How many accounts a chunk has, from 1 to 10,000; 100 when absent. */
  readonly size?: number | undefined
}

const SHAPE: OptionShape<EnqueueOptions> = {
  ...STANDING_OPTIONS,
  run: is('a name of letters, digits, "-" and "_"', value => typeof value === 'string' && /^[\w-]{1,100}$/.test(value)),
  size: whole(1, 10_000),
}

/** So many chunks are given to the queue at once. */
const AT_ONCE = 100
/** So often a chunk is tried whose processor fails, each time so many milliseconds later. */
const [ATTEMPTS, BACKOFF] = [5, 1000]

/**
 * Queues all accounts of a store, in chunks, for workers with a `portfolioProcessor`. What was queued under the name of the run already is not
 * queued again while the queue remembers it, so give each run a name of its own.
 *
 * @param queue a `Queue` of BullMQ, or what is like one
 * @returns the run, by which `queuedPortfolio` puts the base together
 * @throws InvalidArgumentError for what is no queue or store, or for options that make no sense; the errors of the queue and the store
 * @example
 * import { createVillage } from 'account-village'
 * import { enqueuePortfolio, type PortfolioChunk, portfolioProcessor, queuedPortfolio, redisResults } from 'account-village/queue'
 * import { fileStore } from 'account-village/store'
 * import { mkdtempSync } from 'node:fs'
 * const store = fileStore(mkdtempSync('/tmp/villages-'))
 * await store.append('Acme', createVillage({ account: 'Acme' }), { revision: 0 })
 *
 * // In place of a Queue of BullMQ and a client of ioredis
 * const jobs: { data: PortfolioChunk }[] = []
 * const queue = { addBulk: async (added: { data: PortfolioChunk }[]) => jobs.push(...added) }
 * const held = new Map<string, string>()
 * const results = redisResults({
 *   hset: async (key, field, value) => held.set(key + field, value),
 *   hget: async (key, field) => held.get(key + field) ?? null,
 *   del: async () => held.clear(),
 * })
 *
 * const run = await enqueuePortfolio(queue, store, { run: 'spring', asOf: '2026-03-02' })
 * run //=> { run: 'spring', chunks: 1, accounts: 1 }
 * const process = portfolioProcessor(store, results)
 * for (const job of jobs) await process(job)
 * const { base, gone } = await queuedPortfolio(results, run)
 * base.accounts //=> 1
 * gone //=> []
 */
export async function enqueuePortfolio(queue: PortfolioQueue, store: VillageStore, options: EnqueueOptions): Promise<PortfolioRun> {
  const { run, size = 100, ...standing } = optionsOf('enqueuePortfolio', options, SHAPE, ['run', 'asOf'])
  checkHas('enqueuePortfolio', 'queue', queue, ['addBulk'], 'new Queue(name, { connection }) of BullMQ gives one')
  checkStore('enqueuePortfolio', store)
  const ask = copiedAsk('enqueuePortfolio', standing)
  let [chunks, accounts] = [0, 0]
  let jobs: QueuedChunk[] = []
  let ids: string[] = []
  const close = async (isLast: boolean): Promise<void> => {
    if (ids.length > 0) {
      const opts = { jobId: `${run}-${chunks}`, attempts: ATTEMPTS, backoff: BACKOFF, removeOnComplete: false, removeOnFail: false }
      jobs.push({ name: 'portfolio', data: { run, chunk: chunks, accounts: ids, ask }, opts })
      chunks++
      ids = []
    }
    if (jobs.length < AT_ONCE && !isLast) return
    if (jobs.length > 0) await queue.addBulk(jobs)
    jobs = []
  }
  for await (const { account } of accountsOf('enqueuePortfolio', store)) {
    ids.push(account)
    accounts++
    if (ids.length === size) await close(false)
  }
  await close(true)
  return Object.freeze({ run, chunks, accounts })
}
