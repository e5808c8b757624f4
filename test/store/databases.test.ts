import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage } from 'account-village'
import { postgresStore, recordIn, sqliteStore } from 'account-village/store'
import libsql from 'libsql'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/store/documents/migrate.js'
import type { Query } from '../../src/store/documents/script.js'
import { sources } from '../architecture/sources.js'
import { refusedLater } from '../support/refusal.js'

const acme = createVillage({ account: 'acme', stakeholders: [{ id: 'ann', name: 'Ann Lee' }] })

describe('the SQL of stores', () => {
  it('holds no value: what stands in it is constants of its own', () => {
    const statements = sources()
      .filter(({ path }) => path.startsWith('store/'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(['"`])((?:SELECT|INSERT|UPDATE|DELETE|CREATE)\b[\s\S]*?)\1/g)].map(([, , sql = '']) => ({ path, sql })),
      )
    expect(statements.length).toBeGreaterThan(10)
    const inserted = statements.flatMap(({ sql }) => [...sql.matchAll(/\$\{(.*?)\}/g)].map(([, name]) => name))
    expect([...new Set(inserted)].sort()).toEqual(['key', 'milliseconds', 'now'])
  })
})

describe('the tables of a store', () => {
  const dialect = { now: '', milliseconds: '', key: 'TEXT', hasSchema: 'has' }
  /** The statements of a migration that finds a version of the tables; `undefined` where there are none. */
  const migration = (version: number | undefined, ...args: [] | [Parameters<typeof migrate>[2]]): readonly Query[] => {
    const script = migrate('load', dialect, ...args)
    const asked: Query[] = []
    for (let step = script.next(); step.done !== true; ) {
      asked.push(step.value)
      const found = version === undefined ? [] : [step.value.sql === 'has' ? { found: 1 } : { version }]
      step = script.next(step.value.gives ? found : [])
    }
    return asked
  }

  it('are made once, go from each version to the last, and note which one they have', () => {
    const steps = ['one', 'two', 'three'].map(name => () => [`CREATE ${name}`])
    const made = (version: number | undefined): string[] => migration(version, steps).flatMap(({ sql }) => /^CREATE \w+$/.exec(sql) ?? [])
    expect(made(undefined)).toEqual(['CREATE one', 'CREATE two', 'CREATE three'])
    expect(made(1)).toEqual(['CREATE two', 'CREATE three'])
    expect(made(3)).toEqual([])
    expect(migration(1, steps).at(-1)).toMatchObject({ values: [3] })
  })

  it('of a newer version are left alone', async () => {
    const database = new libsql(':memory:')
    await recordIn(sqliteStore(database), 'acme', acme)
    database.exec('UPDATE village_schema SET version = 99')
    const { code, message } = await refusedLater(() => sqliteStore(database).load('acme'))
    expect([code, message]).toEqual([
      'storeFailed',
      'load: the database has version 99 of the tables, of a newer account-village. Update it.',
    ])
  })
})

describe('a store in a database that fails', () => {
  it('tells its code, and nothing of the connection', async () => {
    const secret = 'postgres://village:hunter2@127.0.0.1:1/villages?application_name=Secret'
    const pool = new pg.Pool({ connectionString: secret })
    const store = postgresStore(pool)
    const error = await store.load('acme').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'StoreError', message: 'load: the database failed (ECONNREFUSED)' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/hunter2|Secret|village:/)
    await store.close()
  })

  it('tells so when it is closed', async () => {
    const store = sqliteStore(new libsql(':memory:'))
    await recordIn(store, 'acme', acme)
    await store.close()
    expect((await refusedLater(() => store.load('acme'))).code).toBe('storeFailed')
  })

  it('says that an account holds something else, and quotes nothing of it', async () => {
    const database = new libsql(':memory:')
    await recordIn(sqliteStore(database), 'acme', acme)
    database.exec(`UPDATE village_accounts SET document = '{"name":"Ann Lee'`)
    const { message } = await refusedLater(() => sqliteStore(database).load('acme'))
    expect(message).toBe('load: an account in the database does not hold what this library wrote')
  })
})

/** A database whose statement of a number fails, counted from when it is told. */
function failingAt(file: string) {
  const database = new libsql(file)
  let left = Number.POSITIVE_INFINITY
  const counted = <Result>(work: () => Result): Result => {
    left--
    if (left === -1) throw Object.assign(new Error('power is gone'), { code: 'SQLITE_IOERR' })
    return work()
  }
  return {
    failAt: (number: number): void => {
      left = number
    },
    exec: (sql: string) => counted(() => database.exec(sql)),
    prepare: (sql: string) => {
      const statement = database.prepare(sql)
      return {
        all: (...values: unknown[]) => counted(() => statement.all(...values)),
        run: (...values: unknown[]) => counted(() => statement.run(...values)),
      }
    },
    close: () => database.close(),
  }
}

describe('a change that breaks off in the middle', () => {
  it('leaves all accounts as they were, at whichever statement it breaks off', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'village-failing-'))
    const database = failingAt(join(folder, 'villages.db'))
    const store = sqliteStore(database)
    await recordIn(store, 'acme', acme)
    await recordIn(store, 'bode', { ...acme, account: 'bode' })
    const held = async () => [await store.load('acme'), await store.load('bode')]
    const before = await held()
    const changes = ['acme', 'bode'].map((account, i) => ({
      account,
      village: createVillage({ account, stakeholders: [{ id: 'cy' }] }),
      revision: before[i]?.revision ?? 0,
    }))
    let failures = 0
    for (; ; failures++) {
      database.failAt(failures)
      const outcome = await store.replace(changes).catch((error: unknown) => String(error))
      database.failAt(Number.POSITIVE_INFINITY)
      if (typeof outcome !== 'string') break
      expect(outcome).toBe('StoreError: replace: the database failed (SQLITE_IOERR)')
      expect(await held()).toEqual(before)
    }
    // The beginning, two statements for each account, and the end.
    expect(failures).toBe(6)
    expect((await store.load('bode'))?.village.stakeholders).toEqual([{ id: 'cy' }])
    await store.close()
    rmSync(folder, { recursive: true })
  })
})

describe('a store that remembers an account', () => {
  it('reads only what others have added since, and the document again once that was written anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'village-news-'))
    const path = join(folder, 'villages.db')
    const database = new libsql(path)
    const asked: string[] = []
    const store = sqliteStore({
      exec: sql => database.exec(sql),
      prepare: sql => {
        const statement = database.prepare(sql)
        return {
          all: (...values: unknown[]) => {
            asked.push(sql)
            return statement.all(...values)
          },
          run: (...values: unknown[]) => statement.run(...values),
        }
      },
      close: () => database.close(),
    })
    const others = sqliteStore(new libsql(path))
    const documentsRead = (): number => asked.filter(sql => sql.includes('document AS text')).length
    const record = (from: number, to: number): Promise<unknown> =>
      Array.from({ length: to - from }, (_, i) => ({ id: `b${from + i}` })).reduce<Promise<unknown>>(
        (before, person) => before.then(() => recordIn(others, 'acme', { stakeholders: [person] })),
        Promise.resolve(),
      )
    await recordIn(others, 'acme', acme)
    await store.load('acme')
    expect(documentsRead()).toBe(1)
    await record(0, 20)
    expect(await store.load('acme')).toEqual(await others.load('acme'))
    await record(20, 25)
    expect(await store.load('acme')).toEqual(await others.load('acme'))
    expect(documentsRead()).toBe(1)
    // More batches than follow a document.
    await record(25, 60)
    expect(await store.load('acme')).toEqual(await others.load('acme'))
    expect(documentsRead()).toBe(2)
    await store.close()
    await others.close()
    rmSync(folder, { recursive: true })
  })
})
