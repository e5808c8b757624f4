import { checkHas } from './given.js'
import type { PortfolioResults } from './ports.js'

/** What is needed of a client of Redis, as ioredis is one. */
export interface RedisClient {
  hset(key: string, field: string, value: string): Promise<unknown>
  hget(key: string, field: string): Promise<string | null>
  del(key: string): Promise<unknown>
}

/**
 * Results of a run in Redis: a hash for each run, a field for each chunk, a kilobyte for each account.
 *
 * @param client an open client, which the caller closes
 * @throws InvalidArgumentError for what is no client
 * @example
 * import { redisResults } from 'account-village/queue'
 * const held = new Map<string, string>()
 * const results = redisResults({
 *   hset: async (key, field, value) => held.set(key + field, value),
 *   hget: async (key, field) => held.get(key + field) ?? null,
 *   del: async () => held.clear(),
 * })
 * await results.put('spring', 0, '[]')
 * await results.get('spring', 0) //=> '[]'
 */
export function redisResults(client: RedisClient): PortfolioResults {
  checkHas('redisResults', 'client', client, ['hset', 'hget', 'del'], 'new Redis() of ioredis gives a client')
  const key = (run: string): string => `village:portfolio:${run}`
  return Object.freeze<PortfolioResults>({
    put: async (run, chunk, rows) => void (await client.hset(key(run), String(chunk), rows)),
    get: async (run, chunk) => (await client.hget(key(run), String(chunk))) ?? undefined,
    remove: async run => void (await client.del(key(run))),
  })
}
