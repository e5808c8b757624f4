import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError, StaleRevisionError, StoreError, VillageError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { anyText, wrong } from '../../support/options.js'
import { sortedByText } from '../../support/order.js'
import { eraseStakeholder } from '../../village/eraseStakeholder.js'
import { accountsAsked, changesIn, checkId, revisionIn } from '../given.js'
import { noAccount } from '../noAccount.js'
import type { AccountHead, StoredVillage, VillageStore } from '../port.js'
import { villageWith } from '../villageWith.js'
import { FileError } from './fileError.js'
import { fileNameOf, isStoreFile } from './fileName.js'
import { headIn, revisionOfText, storedIn } from './storedFile.js'
import { codeOf } from './systemError.js'
import { updateFile, type Write } from './updateFile.js'
import { villageText } from './villageText.js'

/**
 * A store that keeps each village in a file of its own, as JSON that can be read and compared. For one program or a few on one machine;
 * `sqliteStore` and `postgresStore` hold more.
 *
 * Files are replaced as a whole under a lock, so that a reader sees the old or the new one and a crash loses nothing that was acknowledged.
 * While another process has the lock of an account, a change waits for it, and this process with it.
 *
 * @param folder where the files are; it is made with the first of them
 * @throws InvalidArgumentError for a folder that is no text
 * @example
 * import { mkdtempSync, readdirSync } from 'node:fs'
 * import { fileStore, recordIn } from 'account-village/store'
 * const folder = mkdtempSync('/tmp/villages-')
 * await recordIn(fileStore(folder), 'Acme', { stakeholders: [{ id: 'ann' }] })
 * readdirSync(folder) //=> ['+acme.village.json']
 */
export function fileStore(folder: string): VillageStore {
  const issues = folder === '' ? [wrong('folder', 'is empty')] : anyText(folder, 'folder')
  if (issues.length > 0) throw new InvalidArgumentError('fileStore', issues)
  const pathOf = (account: string): string => join(folder, fileNameOf(account))
  return Object.freeze<VillageStore>({
    async load(account) {
      checkId('load', account, 'account')
      return storedIn('load', pathOf(account))
    },
    async append(account, facts, at) {
      checkId('append', account, 'account')
      const revision = revisionIn('append', at)
      return changing('append', pathOf(account), (stored, write) => {
        if ((stored?.revision ?? 0) !== revision) throw new StaleRevisionError('append', account)
        const village = villageWith('append', account, stored?.village, facts)
        return village === stored?.village ? revision : written(village, write)
      })
    },
    async replace(given) {
      const changes = changesIn('replace', given)
      for (const { account, revision } of changes) {
        // Before anything is written; each is asked once more when it is.
        if ((storedIn('replace', pathOf(account))?.revision ?? 0) !== revision) throw new StaleRevisionError('replace', account)
      }
      return changes.map(({ account, village, revision }) =>
        changing('replace', pathOf(account), (stored, write) => {
          if ((stored?.revision ?? 0) !== revision) throw new StaleRevisionError('replace', account)
          if (village !== undefined) return written(village, write)
          rmSync(pathOf(account), { force: true })
          return 0
        }),
      )
    },
    accounts: options => headsIn(folder, options),
    async erase(account, stakeholder, options) {
      checkId('erase', account, 'account')
      return changing('erase', pathOf(account), (stored, write) => {
        if (stored === undefined) throw noAccount('erase', account)
        const { village, receipt } = eraseStakeholder(stored.village, stakeholder, options)
        if (village !== stored.village) written(village, write)
        return receipt
      })
    },
    async close() {},
  })
}

/** Reads a file and lets it be changed, while nobody else does. */
function changing<Result>(where: string, path: string, work: (stored: StoredVillage | undefined, write: Write) => Result): Result {
  try {
    mkdirSync(join(path, '..'), { recursive: true })
    return updateFile(path, write => work(storedIn(where, path), write))
  } catch (error) {
    if (error instanceof VillageError) throw error
    if (error instanceof FileError) throw new StoreError(where, error.message)
    const code = codeOf(error)
    throw code === undefined ? error : new StoreError(where, `${path} cannot be written (${code})`)
  }
}

function written(village: Village, write: Write): number {
  const text = villageText(village)
  write(text)
  return revisionOfText(text)
}

async function* headsIn(folder: string, options: Parameters<VillageStore['accounts']>[0]): AsyncGenerator<AccountHead> {
  const { after, limit } = accountsAsked(options)
  const heads = namesIn(folder).flatMap(name => headIn('accounts', join(folder, name)) ?? [])
  const asked = after === undefined ? heads : heads.filter(({ account }) => account > after)
  yield* sortedByText(asked, ({ account }) => account).slice(0, limit)
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isStoreFile)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') return []
    throw code === undefined ? error : new StoreError('accounts', `${folder} cannot be read (${code})`)
  }
}
