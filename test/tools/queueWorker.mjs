// Measures the chunks of a queue until it is killed, and prints a dot for each: node test/tools/queueWorker.mjs <folder of the built package> <port> <database>
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { storeIn } from './stores.mjs'

const [built, port, database] = process.argv.slice(2)
const { portfolioProcessor, redisResults } = await import(pathToFileURL(join(built, 'queue.js')).href)
const stores = await import(pathToFileURL(join(built, 'store.js')).href)
const { store } = await storeIn(stores, 'libsql', database)
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null }
const measure = portfolioProcessor(store, redisResults(new Redis(connection)))
new Worker(
  'portfolio',
  async job => {
    writeSync(1, '.')
    return await measure(job)
  },
  { connection, lockDuration: 4000, stalledInterval: 1000, maxStalledCount: 20 },
  // On a busy machine a lock may be lost, and another worker measures the chunk as well.
).on('error', () => {})
