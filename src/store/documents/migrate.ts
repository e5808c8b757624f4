import { StoreError } from '../../errors.js'
import type { Dialect } from './engine.js'
import { numberIn, type Query, rows, run, type Script } from './script.js'

/**
 * What makes each version of the schema out of the one before. A released step is never changed; a new version is a step more.
 *
 * Texts of people are only in `document` and `facts`, as JSON, which every database holds whatever characters they have.
 */
const STEPS: readonly ((dialect: Dialect) => readonly string[])[] = [
  ({ key }) => [
    `CREATE TABLE village_accounts (
      account ${key} PRIMARY KEY,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      revision BIGINT NOT NULL,
      updated_at TEXT NOT NULL,
      document TEXT NOT NULL
    )`,
    `CREATE TABLE village_batches (
      account ${key} NOT NULL,
      revision BIGINT NOT NULL,
      facts TEXT NOT NULL,
      PRIMARY KEY (account, revision)
    )`,
  ],
]

/** Whether there is a schema. */
export function schemaQuery({ hasSchema }: Dialect): Query {
  return rows(hasSchema)
}

/** Which version of the schema there is. */
export const VERSION_QUERY: Query = rows('SELECT version FROM village_schema')

/** Whether a schema is the one that this version reads and writes. */
export function isCurrent(found: readonly object[]): boolean {
  return found.some(row => numberIn(row, 'version') === STEPS.length)
}

/**
 * Makes the tables of a database, or brings those of an older version up to date.
 *
 * @throws StoreError for tables of a newer version
 */
export function* migrate(where: string, dialect: Dialect, steps = STEPS): Script<void> {
  if (dialect.lockSchema !== undefined) yield rows(dialect.lockSchema)
  const isThere = (yield schemaQuery(dialect)).length > 0
  if (!isThere) yield run('CREATE TABLE village_schema (version BIGINT NOT NULL)')
  const [known] = yield VERSION_QUERY
  const version = known === undefined ? 0 : numberIn(known, 'version')
  if (version > steps.length) {
    throw new StoreError(where, `the database has version ${version} of the tables, of a newer account-village. Update it.`)
  }
  if (version === steps.length) return
  for (const step of steps.slice(version)) for (const sql of step(dialect)) yield run(sql)
  yield run('DELETE FROM village_schema')
  yield run('INSERT INTO village_schema (version) VALUES (?)', steps.length)
}
