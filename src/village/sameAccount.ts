import { errorFor, quoted } from '../errors.js'
import { checkGiven } from './given.js'
import type { Snapshot } from './snapshot.js'

/** Refuses two snapshots of two accounts, between which nothing has changed. */
export function refuseOtherAccount(where: string, before: Snapshot, after: Snapshot): void {
  checkGiven(where, before, ['snapshot'], 'before')
  checkGiven(where, after, ['snapshot'], 'after')
  const [earlier, later] = [before.account.id, after.account.id]
  if (earlier === later) return
  const message = `is of the account ${quoted(later)}, the one before of ${quoted(earlier)}. Give two snapshots of one account.`
  throw errorFor(where, [{ path: 'after', message, code: 'invalidArgument' }])
}
