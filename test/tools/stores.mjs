import { createRequire } from 'node:module'
import { betterSqlite3 } from './betterSqlite3.mjs'

const require = createRequire(import.meta.url)

/** A store in an engine: where it is, is a folder, a file or the port of a server. */
export async function storeIn(stores, engine, where) {
  switch (engine) {
    case 'files':
      return { store: stores.fileStore(where) }
    case 'postgres': {
      const { default: pg } = await import('pg')
      const pool = new pg.Pool({ host: '127.0.0.1', port: Number(where), user: 'village', database: 'postgres' })
      pool.on('error', () => {})
      return { store: stores.postgresStore(pool) }
    }
    case 'libsql':
      return { store: stores.sqliteStore(new (require('libsql'))(where)) }
    case 'better-sqlite3':
      return { store: stores.sqliteStore(new (require(betterSqlite3() ?? 'better-sqlite3'))(where)) }
    case 'node:sqlite':
      return { store: stores.sqliteStore(new (require('node:sqlite').DatabaseSync)(where)) }
    default:
      throw new Error(`there is no engine ${engine}`)
  }
}
