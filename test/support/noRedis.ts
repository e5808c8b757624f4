import type { RedisClient } from 'account-village/queue'

/** A client that keeps nothing. */
export const noRedis: RedisClient = { hset: async () => 0, hget: async () => null, del: async () => 0 }
