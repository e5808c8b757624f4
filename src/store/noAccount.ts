import { InvalidArgumentError, quoted } from '../errors.js'
import { wrong } from '../support/options.js'

/** That a store has no such account. */
export function noAccount(where: string, account: string): InvalidArgumentError {
  return new InvalidArgumentError(where, [wrong('account', `there is no account ${quoted(account)} in the store.`)])
}
