import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresStore, type SqliteDatabase, sqliteStore } from 'account-village/store'
import libsql from 'libsql'
import pg from 'pg'
import { describe, it } from 'vitest'
import { betterSqlite3 } from '../tools/betterSqlite3.mjs'
import { hasPostgres, startPostgres } from '../tools/postgres.mjs'
import type { Place } from './contract.js'

const require = createRequire(import.meta.url)

/** What opens a SQLite database in a file. */
export type OpenSqlite = (file: string) => SqliteDatabase

/** The drivers of SQLite that there may be, and how to get them. */
export const SQLITE: readonly (readonly [name: string, open: OpenSqlite | undefined, wayOut: string])[] = [
  ['libsql', file => new libsql(file), 'npm ci'],
  ['better-sqlite3', betterSqlite3Opener(), 'node test/tools/betterSqlite3.mjs'],
  ['node:sqlite', nodeSqliteOpener(), 'run them with Node 22 or later'],
]

function betterSqlite3Opener(): OpenSqlite | undefined {
  const path = betterSqlite3()
  if (path === undefined) return undefined
  const Database: new (file: string) => SqliteDatabase = require(path)
  return file => new Database(file)
}

function nodeSqliteOpener(): OpenSqlite | undefined {
  if (Number(process.versions.node.split('.')[0]) < 22) return undefined
  const { DatabaseSync }: { DatabaseSync: new (file: string) => SqliteDatabase } = require('node:sqlite')
  return file => new DatabaseSync(file)
}

/** Tests with an engine. Where it is missing they are left out, which is said aloud; in continuous integration that is a failure. */
export function describeWith<Engine>(name: string, engine: Engine | undefined, wayOut: string, tests: (engine: Engine) => void): void {
  if (engine !== undefined) {
    describe(name, () => tests(engine))
    return
  }
  const message = `NO ${name.toUpperCase()}: the tests in it were skipped (${wayOut})`
  process.stderr.write(`${message}\n`)
  // Node 20, on which all other tests run, has no node:sqlite; it is tried with the others by test/tools/verify.mjs.
  if (process.env.CI !== undefined && name !== 'node:sqlite') {
    it(`${name} is there`, () => {
      throw new Error(message)
    })
  }
  describe.skip(name, () => {
    it('is there', () => {})
  })
}

/** A folder with a database in a file. */
export async function sqlitePlace(open: OpenSqlite): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'village-sqlite-'))
  return {
    open: async () => sqliteStore(open(join(folder, 'villages.db'))),
    bytes: async () => Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name)))),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A running server, of which each place is a schema. */
export interface PostgresServer {
  readonly port: number
  start(): void
  kill(): void
  stop(): void
}

export const POSTGRES: (() => PostgresServer) | undefined = hasPostgres ? startPostgres : undefined

let places = 0

/** A pool with a schema of its own. */
export function poolIn(port: number, schema: string): pg.Pool {
  const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'village', database: 'postgres', options: `-c search_path=${schema}` })
  // A server that is killed ends idle connections.
  pool.on('error', () => {})
  return pool
}

export async function postgresPlace({ port }: PostgresServer): Promise<Place> {
  places++
  const schema = `place${places}`
  const admin = poolIn(port, schema)
  await admin.query(`CREATE SCHEMA ${schema}`)
  return {
    open: async () => postgresStore(poolIn(port, schema)),
    async bytes() {
      const accounts = await admin.query('SELECT * FROM village_accounts')
      const batches = await admin.query('SELECT * FROM village_batches')
      return Buffer.from(JSON.stringify([accounts.rows, batches.rows]))
    },
    async remove() {
      await admin.query(`DROP SCHEMA ${schema} CASCADE`)
      await admin.end()
    },
  }
}
