import { InvalidArgumentError, VillageError } from '../../errors.js'
import { wrong } from '../../support/options.js'
import { reading } from '../../support/reading.js'
import { a, kindOf } from '../../support/shown.js'
import type { VillageStore } from '../port.js'
import { documentStore } from './documentStore.js'
import type { Dialect, Engine } from './engine.js'
import { failed } from './failed.js'
import { numberIn, type Query, rows, type Script } from './script.js'

/** An open SQLite database, as far as better-sqlite3, libsql and `node:sqlite` are alike. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
  close(): unknown
}

/** A statement of such a database. */
export interface SqliteStatement {
  all(...values: unknown[]): unknown
  run(...values: unknown[]): unknown
}

const DIALECT: Dialect = {
  now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  milliseconds: "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
  key: 'TEXT',
  hasSchema: "SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = 'village_schema'",
}

/** What holds of a connection: others may read while one writes, what is committed is on the disk, and what is removed is overwritten. */
const SETTINGS = ['busy_timeout = 10000', 'journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']

/**
 * A store in a SQLite database that the caller has opened, with better-sqlite3 12, libsql or `node:sqlite` of Node 22 and later. It makes
 * its own tables, whose names begin with `village_`, and brings those of an older version up to date.
 *
 * The connection is set to write ahead (WAL), to have every change on the disk before it is acknowledged, to wait ten seconds for others, and to overwrite
 * what is removed. While it waits, the process waits. `close()` closes the database.
 *
 * @throws InvalidArgumentError for what is no open database; StoreError when it cannot be set so
 * @example
 * import Database from 'libsql'
 * import { recordIn, sqliteStore } from 'account-village/store'
 * const store = sqliteStore(new Database(':memory:'))
 * const village = await recordIn(store, 'acme', { stakeholders: [{ id: 'ann' }] })
 * village.stakeholders.length //=> 1
 */
export function sqliteStore(database: SqliteDatabase): VillageStore {
  const isDatabase = reading(
    'sqliteStore',
    'database',
    () =>
      typeof database === 'object' &&
      database !== null &&
      ['exec', 'prepare', 'close'].every(name => typeof Reflect.get(database, name) === 'function'),
  )
  if (!isDatabase) {
    const message = `is ${a(kindOf(database))}, not an open database of better-sqlite3, libsql or node:sqlite`
    throw new InvalidArgumentError('sqliteStore', [wrong('database', message)])
  }
  for (const setting of SETTINGS) asking('sqliteStore', () => database.exec(`PRAGMA ${setting}`))
  return documentStore(engineOf(database))
}

function engineOf(database: SqliteDatabase): Engine {
  const statements = new Map<string, SqliteStatement>()
  const ask = ({ sql, values, gives }: Query): readonly object[] => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    if (gives) return rowsIn(statement.all(...values))
    statement.run(...values)
    return []
  }
  return {
    dialect: DIALECT,
    query: async (where, query) => asking(where, () => ask(query)),
    transact: async (where, script) => asking(where, () => inTransaction(database, script(), ask)),
    scrub: async where => {
      const [row] = asking(where, () => ask(rows('PRAGMA wal_checkpoint(TRUNCATE)')))
      return row === undefined || numberIn(row, 'busy') === 0
    },
    close: async where => {
      statements.clear()
      asking(where, () => database.close())
    },
  }
}

/** Runs a script to its end before anything else of this process can use the connection. */
function inTransaction<Result>(database: SqliteDatabase, script: Script<Result>, ask: (query: Query) => readonly object[]): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    let step = script.next()
    while (step.done !== true) step = script.next(ask(step.value))
    database.exec('COMMIT')
    return step.value
  } catch (error) {
    rollBack(database)
    throw error
  }
}

function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // Some failures have ended the transaction already; what failed first is what is told.
  }
}

function asking<Result>(where: string, ask: () => Result): Result {
  try {
    return ask()
  } catch (error) {
    throw error instanceof VillageError ? error : failed(where, error)
  }
}

function rowsIn(found: unknown): readonly object[] {
  return Array.isArray(found) ? found.filter(row => typeof row === 'object' && row !== null) : []
}
