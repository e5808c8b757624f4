import { StaleRevisionError, StoreError, VillageError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { eraseStakeholder } from '../../village/eraseStakeholder.js'
import { parseVillage, recordAs } from '../../village/village.js'
import { factsBetween } from '../factsBetween.js'
import { accountsAsked, changesIn, checkId, copyOf, revisionIn } from '../given.js'
import { noAccount } from '../noAccount.js'
import type { AccountHead, AccountsOptions, StoredVillage, VillageStore } from '../port.js'
import { untilFresh } from '../untilFresh.js'
import { villageWith } from '../villageWith.js'
import type { Engine } from './engine.js'
import { keyOf } from './keyOf.js'
import { isCurrent, migrate, schemaQuery, VERSION_QUERY } from './migrate.js'
import { numberIn, textIn } from './script.js'
import { appendBatch, type DocumentChange, headsQuery, newsQuery, storedQuery, writeDocuments } from './statements.js'

/** So many batches follow a document at most before it is written anew with them in it. */
const MOST_BATCHES = 32
/** The villages that were asked for last are remembered, so many of them. */
const REMEMBERED = 16
/** So many accounts are read at a time. */
const PAGE = 500

/** A village as it is remembered, and how many batches follow its document. */
interface Held extends StoredVillage {
  readonly batches: number
}

/** A store in a database: one document for each account, and a log of what was recorded since it was written. */
export function documentStore(engine: Engine): VillageStore {
  const { dialect } = engine
  const held = new Map<string, Held>()
  let opened: Promise<void> | undefined

  const open = async (where: string): Promise<void> => {
    const isThere = (await engine.query(where, schemaQuery(dialect))).length > 0
    if (isThere && isCurrent(await engine.query(where, VERSION_QUERY))) return
    await engine.transact(where, () => migrate(where, dialect))
  }
  const ready = (where: string): Promise<void> => {
    opened ??= open(where).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const keep = (account: string, stored: Held): Held => {
    held.delete(account)
    held.set(account, stored)
    for (const oldest of [...held.keys()].slice(0, Math.max(0, held.size - REMEMBERED))) held.delete(oldest)
    return stored
  }
  const read = async (where: string, account: string): Promise<Held | undefined> => {
    const known = held.get(account)
    const caught = known && withNews(where, known, await engine.query(where, newsQuery(account, known.revision)))
    if (caught !== undefined) return keep(account, caught)
    const stored = storedFrom(where, await engine.query(where, storedQuery(account)))
    if (stored !== undefined) return keep(account, stored)
    held.delete(account)
    return undefined
  }
  const write = async (where: string, changes: readonly DocumentChange[], villages: readonly (Village | undefined)[]) => {
    const revisions = await engine.transact(where, () => writeDocuments(where, dialect, changes))
    for (const [i, { account }] of changes.entries()) {
      const [village, revision] = [villages[i], revisions[i]]
      if (village === undefined || revision === undefined) held.delete(account)
      else keep(account, { village, revision, batches: 0 })
    }
    return revisions
  }

  return Object.freeze<VillageStore>({
    async load(account) {
      checkId('load', account, 'account')
      await ready('load')
      const stored = await read('load', account)
      return stored && { village: stored.village, revision: stored.revision }
    },
    async append(account, given, at) {
      checkId('append', account, 'account')
      const revision = revisionIn('append', at)
      const facts = copyOf('append', given)
      await ready('append')
      const stored = await read('append', account)
      if ((stored?.revision ?? 0) !== revision) throw new StaleRevisionError('append', account)
      const village = villageWith('append', account, stored?.village, facts)
      if (village === stored?.village) return revision
      if (stored === undefined || stored.batches >= MOST_BATCHES) {
        const [next = 0] = await write('append', [documentOf(account, village, revision)], [village])
        return next
      }
      const batch = { account, revision, name: village.account.name, facts: JSON.stringify(factsBetween(stored.village, village)) }
      const next = await engine.transact('append', () => appendBatch('append', dialect, batch))
      keep(account, { village, revision: next, batches: stored.batches + 1 })
      return next
    },
    async replace(given) {
      const changes = changesIn('replace', given)
      await ready('replace')
      const documents = changes.map(({ account, village, revision }) => documentOf(account, village, revision))
      const villages = changes.map(({ village }) => village)
      const revisions = await write('replace', documents, villages)
      // Somebody may have been erased from them. What else is gone, such as what was too old, is overwritten as well, but nobody waits for it.
      const isErasure = villages.some(village => village === undefined || village.erasures !== undefined)
      const isScrubbed = await engine.scrub('replace').catch((error: unknown) => {
        if (isErasure) throw error
        return true
      })
      if (isErasure && !isScrubbed) throw heldByReaders('replace')
      return revisions
    },
    async *accounts(options?: AccountsOptions) {
      const { after, limit } = accountsAsked(options)
      await ready('accounts')
      let key = after === undefined ? '' : keyOf(after)
      for (let left = limit; left > 0; ) {
        const page = await engine.query('accounts', headsQuery(key, Math.min(PAGE, left)))
        yield* page.map(headFrom)
        const last = page.at(-1)
        if (last === undefined) return
        key = textIn(last, 'account')
        left -= page.length
      }
    },
    async erase(account, stakeholder, options) {
      checkId('erase', account, 'account')
      await ready('erase')
      const receipt = await untilFresh('erase', async () => {
        const stored = await read('erase', account)
        if (stored === undefined) throw noAccount('erase', account)
        const erased = eraseStakeholder(stored.village, stakeholder, options)
        if (erased.village !== stored.village) {
          await write('erase', [documentOf(account, erased.village, stored.revision)], [erased.village])
        }
        return erased.receipt
      })
      if (!(await engine.scrub('erase'))) throw heldByReaders('erase')
      return receipt
    },
    async close() {
      held.clear()
      await engine.close('close')
    },
  })
}

function heldByReaders(where: string): StoreError {
  return new StoreError(where, 'it is done, but others still read what was there before, so that it is in the log yet. Do it again.')
}

function documentOf(account: string, village: Village | undefined, revision: number): DocumentChange {
  const document = village === undefined ? undefined : { name: village.account.name, text: JSON.stringify(village) }
  return { account, revision, document }
}

/**
 * A village that is remembered with the batches that others have added since; nothing where the document was written anew. Whoever is behind
 * reads only what is new, and is not left behind for ever by a program that writes all the time.
 */
function withNews(where: string, known: Held, found: readonly object[]): Held | undefined {
  const [head, ...batches] = found
  if (head === undefined) return undefined
  const revision = numberIn(head, 'revision')
  if (batches.length !== revision - known.revision) return undefined
  return { village: withBatches(where, () => known.village, batches), revision, batches: known.batches + batches.length }
}

/** The village that a document and the batches after it make. */
function storedFrom(where: string, found: readonly object[]): Held | undefined {
  const [document, ...batches] = found
  if (document === undefined) return undefined
  const village = withBatches(where, () => parseVillage(JSON.parse(textIn(document, 'text'))), batches)
  return { village, revision: numberIn(document, 'revision'), batches: batches.length }
}

function withBatches(where: string, first: () => Village, batches: readonly object[]): Village {
  try {
    return batches.reduce<Village>((known, batch) => recordAs(where, known, JSON.parse(textIn(batch, 'text'))), first())
  } catch (error) {
    if (error instanceof VillageError || error instanceof SyntaxError)
      throw new StoreError(where, 'an account in the database does not hold what this library wrote')
    throw error
  }
}

function headFrom(row: object): AccountHead {
  return {
    account: String(JSON.parse(textIn(row, 'id'))),
    name: String(JSON.parse(textIn(row, 'name'))),
    revision: numberIn(row, 'revision'),
    updatedAt: textIn(row, 'updated_at'),
  }
}
