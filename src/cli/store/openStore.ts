import { existsSync, statSync } from 'node:fs'
import { type PostgresPool, postgresStore } from '../../store/documents/postgresStore.js'
import { type SqliteDatabase, sqliteStore } from '../../store/documents/sqliteStore.js'
import { fileStore } from '../../store/files/fileStore.js'
import type { VillageStore } from '../../store/port.js'
import { CliFailure } from '../failure.js'

/** Opens the store that was named, which has to be there unless it may be made. No message holds what follows `postgres:`. */
export async function openStore(named: string, makes: boolean): Promise<VillageStore> {
  if (/^postgres(?:ql)?:/.test(named)) return postgresStore(await poolOf(named))
  const file = /^sqlite:(.*)$/s.exec(named)?.[1]
  if (file === undefined) {
    refuseScheme(named)
    if (!makes && statSync(named, { throwIfNoEntry: false })?.isDirectory() !== true) throw new CliFailure(`there is no folder ${named}`)
    return fileStore(named)
  }
  if (file === '') throw new CliFailure('--store sqlite: needs a file, as in sqlite:villages.db', 2)
  if (!makes && !existsSync(file)) throw new CliFailure(`there is no file ${file}`)
  return sqliteStore(await databaseIn(file))
}

/** Whether what was named is a database rather than a folder. */
export function isDatabase(named: string): boolean {
  return /^(?:postgres(?:ql)?|sqlite):/.test(named)
}

function refuseScheme(named: string): void {
  if (/^[a-z][a-z0-9+.-]+:/i.test(named)) throw new CliFailure('--store takes sqlite:FILE, postgres://… or a folder', 2)
}

/** The drivers of SQLite, those first that are installed for it on purpose, and what of each opens a file. */
const DRIVERS = [
  ['better-sqlite3', 'default'],
  ['libsql', 'default'],
  ['node:sqlite', 'DatabaseSync'],
] as const

async function databaseIn(file: string): Promise<SqliteDatabase> {
  for (const [name, exported] of DRIVERS) {
    const driver = Reflect.get((await loaded(name)) ?? {}, exported)
    if (typeof driver !== 'function') continue
    try {
      const database: SqliteDatabase = Reflect.construct(driver, [file])
      return database
    } catch {
      throw new CliFailure(`${file} cannot be opened as a database`)
    }
  }
  const installed = 'npx -p account-village -p libsql village …'
  throw new CliFailure(`no driver of SQLite is installed. Use Node 22 or later, or install one for the call: ${installed}`)
}

async function poolOf(connectionString: string): Promise<PostgresPool> {
  const { default: driver }: { readonly default?: unknown } = (await loaded('pg')) ?? {}
  const Pool: unknown = typeof driver === 'object' && driver !== null ? Reflect.get(driver, 'Pool') : undefined
  if (typeof Pool !== 'function')
    throw new CliFailure('the driver of PostgreSQL is not installed. Install it for the call: npx -p account-village -p pg village …')
  const pool: PostgresPool & { on(event: string, listener: () => void): void } = Reflect.construct(Pool, [{ connectionString }])
  // A connection that breaks while nothing is asked of it is made anew.
  pool.on('error', () => {})
  return pool
}

/** A package that may be installed; nothing where it is not. */
async function loaded(name: string): Promise<object | undefined> {
  try {
    const module: object = await import(name)
    return module
  } catch {
    return undefined
  }
}
