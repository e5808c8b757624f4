import { StaleRevisionError } from '../../errors.js'
import type { Dialect } from './engine.js'
import { keyOf } from './keyOf.js'
import { numberIn, type Query, rows, run, type Script } from './script.js'

/** The document of an account and then its batches, in order. */
export function storedQuery(account: string): Query {
  const key = keyOf(account)
  return rows(
    `SELECT 0 AS batch, revision, document AS text FROM village_accounts WHERE account = ?
    UNION ALL SELECT 1 AS batch, revision, facts AS text FROM village_batches WHERE account = ? ORDER BY batch, revision`,
    key,
    key,
  )
}

/** Accounts after a key, in order; the first ones where it is empty. */
export function headsQuery(after: string, limit: number): Query {
  return rows(
    'SELECT account, id, name, revision, updated_at FROM village_accounts WHERE account > ? ORDER BY account LIMIT ?',
    after,
    limit,
  )
}

/** The revision of an account, and then its batches of later revisions than one, in order. */
export function newsQuery(account: string, revision: number): Query {
  const key = keyOf(account)
  return rows(
    `SELECT 0 AS batch, revision, '' AS text FROM village_accounts WHERE account = ?
    UNION ALL SELECT 1 AS batch, revision, facts AS text FROM village_batches WHERE account = ? AND revision > ? ORDER BY batch, revision`,
    key,
    key,
    revision,
  )
}

/** A batch of facts to be added to the log of an account. */
export interface Batch {
  readonly account: string
  readonly revision: number
  /** The name of the account with them. */
  readonly name: string
  readonly facts: string
}

/** Adds a batch, if the account has the revision; gives the new one. */
export function* appendBatch(where: string, { now }: Dialect, { account, revision, name, facts }: Batch): Script<number> {
  const key = keyOf(account)
  const [row] = yield rows(
    `UPDATE village_accounts SET name = ?, revision = revision + 1, updated_at = ${now}
    WHERE account = ? AND revision = ? RETURNING revision`,
    JSON.stringify(name),
    key,
    revision,
  )
  if (row === undefined) throw new StaleRevisionError(where, account)
  const next = numberIn(row, 'revision')
  yield run('INSERT INTO village_batches (account, revision, facts) VALUES (?, ?, ?)', key, next, facts)
  return next
}

/** A document to be put in place of all that an account holds; the account is removed where there is none. */
export interface DocumentChange {
  readonly account: string
  readonly revision: number
  readonly document: { readonly name: string; readonly text: string } | undefined
}

/** Writes documents, if every account has its revision; gives the new ones. */
export function* writeDocuments(where: string, dialect: Dialect, changes: readonly DocumentChange[]): Script<readonly number[]> {
  const revisions = new Map<string, number>()
  // Every transaction takes the rows in the same order, so that no two wait for each other.
  for (const change of [...changes].sort((a, b) => (keyOf(a.account) < keyOf(b.account) ? -1 : 1))) {
    const [row] = yield written(change, dialect)
    if (row === undefined) throw new StaleRevisionError(where, change.account)
    yield run('DELETE FROM village_batches WHERE account = ?', keyOf(change.account))
    revisions.set(change.account, change.document === undefined ? 0 : numberIn(row, 'revision'))
  }
  return changes.map(({ account }) => revisions.get(account) ?? 0)
}

function written({ account, revision, document }: DocumentChange, { now, milliseconds }: Dialect): Query {
  const key = keyOf(account)
  if (document === undefined)
    return rows('DELETE FROM village_accounts WHERE account = ? AND revision = ? RETURNING revision', key, revision)
  const { text } = document
  const name = JSON.stringify(document.name)
  if (revision > 0) {
    return rows(
      `UPDATE village_accounts SET name = ?, revision = revision + 1, updated_at = ${now}, document = ?
      WHERE account = ? AND revision = ? RETURNING revision`,
      name,
      text,
      key,
      revision,
    )
  }
  // It begins with the present moment, so that an account that comes after another of its id has none of that one's revisions.
  return rows(
    `INSERT INTO village_accounts (account, id, name, revision, updated_at, document) VALUES (?, ?, ?, ${milliseconds}, ${now}, ?)
    ON CONFLICT (account) DO NOTHING RETURNING revision`,
    key,
    JSON.stringify(account),
    name,
    text,
  )
}
