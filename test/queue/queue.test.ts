import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseVillage } from 'account-village'
import { portfolio, standingOf } from 'account-village/portfolio'
import { enqueuePortfolio, type PortfolioChunk, portfolioProcessor, queuedPortfolio, redisResults } from 'account-village/queue'
import { sqliteStore } from 'account-village/store'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import libsql from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE_DAY } from '../bench/base/accounts.js'
import { ACCOUNTS, builtIn, linesOf } from '../portfolio/built.js'
import { describeWith } from '../store/engines.js'
import { memoryStore } from '../support/memoryStore.js'
import { callLoosely, refusedLater } from '../support/refusal.js'
import { hasRedis, startRedis } from '../tools/redis.mjs'

/** In place of a queue and of Redis. */
function inMemory() {
  const jobs: { data: PortfolioChunk }[] = []
  const held = new Map<string, string>()
  const results = redisResults({
    hset: async (key, field, value) => held.set(`${key} ${field}`, value),
    hget: async (key, field) => held.get(`${key} ${field}`) ?? null,
    del: async () => held.clear(),
  })
  return { jobs, results, queue: { addBulk: async (added: { data: PortfolioChunk }[]) => jobs.push(...added) } }
}

describe('a run whose chunks are measured anywhere', () => {
  const villages = linesOf(25).map(line => parseVillage(JSON.parse(line)))

  it('is refused of a store that gives no accounts to go through', async () => {
    const { queue } = inMemory()
    const store = { ...memoryStore(), accounts: () => undefined }
    const { message } = await refusedLater(() => callLoosely(enqueuePortfolio, queue, store, { run: 'spring', asOf: BASE_DAY }))
    expect(message).toBe('enqueuePortfolio: store: has accounts() that give no async iterable')
  })

  it('gives the base of one process, and names accounts that were removed meanwhile', async () => {
    const store = memoryStore()
    await store.replace(villages.map(village => ({ account: village.account.id, village, revision: 0 })))
    const { jobs, results, queue } = inMemory()
    const run = await enqueuePortfolio(queue, store, { run: 'spring', asOf: BASE_DAY, since: '2026-08-01', size: 7 })
    expect([run, jobs.map(({ data }) => data.accounts.length)]).toEqual([{ run: 'spring', chunks: 4, accounts: 25 }, [7, 7, 7, 4]])
    await expect(queuedPortfolio(results, run)).rejects.toThrow(
      'queuedPortfolio: run: chunk 0 of 4 is not measured yet. Wait until the queue is empty.',
    )

    const measure = portfolioProcessor(store, results)
    for (const job of [...jobs].reverse()) await measure(job)
    const rows = villages.map(village => standingOf(village, { asOf: BASE_DAY, since: '2026-08-01' }))
    const { base } = await queuedPortfolio(results, run, { by: 'owner' })
    expect(JSON.stringify(base)).toBe(JSON.stringify(portfolio(rows, { by: 'owner' })))
    await expect(queuedPortfolio(results, { ...run, chunks: 3 })).rejects.toThrow(/has other accounts than were queued last/)

    const [first] = [...villages].sort((a, b) => (a.account.id < b.account.id ? -1 : 1))
    const id = first?.account.id ?? ''
    await store.replace([{ account: id, village: undefined, revision: (await store.load(id))?.revision ?? 0 }])
    expect(await Promise.all(jobs.map(measure))).toEqual([6, 7, 7, 4])
    expect((await queuedPortfolio(results, run)).gone).toEqual([id])
    await results.remove('spring')
    await expect(queuedPortfolio(results, run)).rejects.toThrow(/is not measured yet/)
  })
})

describeWith('Redis', hasRedis ? startRedis : undefined, 'apt-get install -y redis-server', start => {
  let server: ReturnType<typeof startRedis> | undefined
  let folder = ''
  const workers: ChildProcess[] = []
  const lines = linesOf(ACCOUNTS)

  beforeAll(async () => {
    folder = await builtIn('queue')
    server = start()
    const store = sqliteStore(new libsql(join(folder, 'villages.db')))
    for (let i = 0; i < lines.length; i += 500) {
      const villages = lines.slice(i, i + 500).map(line => parseVillage(JSON.parse(line)))
      await store.replace(villages.map(village => ({ account: village.account.id, village, revision: 0 })))
    }
    await store.close()
  }, 600_000)
  afterAll(() => {
    for (const worker of workers) worker.kill('SIGKILL')
    server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives the same bytes as one process, though a worker is killed midway and another comes', async () => {
    const port = server?.port ?? 0
    const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null }
    const queue = new Queue('portfolio', { connection })
    const client = new Redis(connection)
    const store = sqliteStore(new libsql(join(folder, 'villages.db')))
    const run = await enqueuePortfolio(queue, store, { run: 'spring', asOf: BASE_DAY, size: 20 })
    // What is queued twice is measured once.
    expect(await enqueuePortfolio(queue, store, { run: 'spring', asOf: BASE_DAY, size: 20 })).toEqual(run)
    expect([run.accounts, await queue.getWaitingCount()]).toEqual([ACCOUNTS, run.chunks])

    const work = (): ChildProcess => {
      const args = ['test/tools/queueWorker.mjs', folder, String(port), join(folder, 'villages.db')]
      const worker = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      workers.push(worker)
      return worker
    }
    const [killed] = [work(), work()]
    await once(killed?.stdout ?? work(), 'data')
    killed?.kill('SIGKILL')
    work()
    const results = redisResults(client)
    while ((await queue.getCompletedCount()) < run.chunks) await new Promise(resolve => setTimeout(resolve, 100))
    const { base, gone } = await queuedPortfolio(results, run, { by: 'owner' })
    const rows = lines.map(line => standingOf(parseVillage(JSON.parse(line)), { asOf: BASE_DAY }))
    expect(JSON.stringify(base)).toBe(JSON.stringify(portfolio(rows, { by: 'owner' })))
    expect(gone).toEqual([])

    // A chunk that is measured once more changes nothing.
    const again = (await queue.getCompleted(0, 0))[0]
    expect(await portfolioProcessor(store, results)({ data: again?.data })).toBeGreaterThan(0)
    expect(JSON.stringify((await queuedPortfolio(results, run, { by: 'owner' })).base)).toBe(JSON.stringify(base))
    await Promise.all([queue.close(), client.quit(), store.close()])
  }, 600_000)
})
