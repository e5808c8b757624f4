import { InvalidArgumentError, VillageError } from '../../errors.js'
import { wrong } from '../../support/options.js'
import { reading } from '../../support/reading.js'
import { a, kindOf } from '../../support/shown.js'
import type { VillageStore } from '../port.js'
import { documentStore } from './documentStore.js'
import type { Dialect, Engine } from './engine.js'
import { failed } from './failed.js'
import type { Query, Script } from './script.js'

/** A pool of connections to PostgreSQL, as far as it is used of that of `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>
  end(): Promise<unknown>
}

/** A connection of such a pool. */
export interface PostgresClient {
  /** Runs one statement with its values, `$1` on; `rows` are its results in order, each an object by the names of the columns. */
  query(text: string, values?: (string | number)[]): Promise<{ readonly rows: readonly object[] }>
  release(isBroken?: boolean): void
}

const DIALECT: Dialect = {
  now: `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  milliseconds: 'CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)',
  key: 'TEXT COLLATE "C"',
  hasSchema: "SELECT 1 AS found WHERE to_regclass('village_schema') IS NOT NULL",
  // Any number will do that nothing else takes.
  lockSchema: 'SELECT pg_advisory_xact_lock(6874225310)',
}

/**
 * A store in a PostgreSQL database, of version 12 or later, by a pool that the caller has made with `pg`. It makes its own tables in the first schema of
 * the search path, whose names begin with `village_`, and brings those of an older version up to date.
 *
 * The caller's pool should have a listener for `error`, as every pool of `pg` should: without one, a server that goes away ends the
 * program. `close()` ends the pool.
 *
 * @throws InvalidArgumentError for what is no pool
 * @example
 * import pg from 'pg'
 * import { postgresStore } from 'account-village/store'
 * const store = postgresStore(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
 * typeof store.load //=> 'function'
 * await store.close()
 */
export function postgresStore(pool: PostgresPool): VillageStore {
  const isPool = reading(
    'postgresStore',
    'pool',
    () => typeof pool === 'object' && pool !== null && ['connect', 'end'].every(name => typeof Reflect.get(pool, name) === 'function'),
  )
  if (!isPool) throw new InvalidArgumentError('postgresStore', [wrong('pool', `is ${a(kindOf(pool))}, not a pool of pg`)])
  return documentStore(engineOf(pool))
}

function engineOf(pool: PostgresPool): Engine {
  return {
    dialect: DIALECT,
    query: (where, query) => asking(where, pool, client => ask(client, query)),
    transact: (where, script) => asking(where, pool, client => inTransaction(client, script())),
    // What the server keeps of earlier states is its own to remove: see VACUUM.
    scrub: async () => true,
    close: async where => {
      try {
        await pool.end()
      } catch (error) {
        throw failed(where, error)
      }
    },
  }
}

async function inTransaction<Result>(client: PostgresClient, script: Script<Result>): Promise<Result> {
  await client.query('BEGIN')
  try {
    let step = script.next()
    while (step.done !== true) step = script.next(await ask(client, step.value))
    await client.query('COMMIT')
    return step.value
  } catch (error) {
    if (error instanceof VillageError) await client.query('ROLLBACK')
    throw error
  }
}

/** Asks with a connection. One on which something else failed than what the library refuses is not used again, which ends its transaction. */
async function asking<Result>(where: string, pool: PostgresPool, work: (client: PostgresClient) => Promise<Result>): Promise<Result> {
  let client: PostgresClient | undefined
  try {
    client = await pool.connect()
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    client?.release(!(error instanceof VillageError))
    throw error instanceof VillageError ? error : failed(where, error)
  }
}

async function ask(client: PostgresClient, { sql, values }: Query): Promise<readonly object[]> {
  let count = 0
  const numbered = sql.replace(/\?/g, () => `$${++count}`)
  return (await client.query(numbered, [...values])).rows
}
