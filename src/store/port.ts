import type { Village, VillageFacts } from '../model/village.js'
import type { EraseOptions, ErasureReceipt } from '../village/eraseStakeholder.js'

/**
 * The villages of many accounts, which several programs may read and write at once.
 *
 * A change names the revision that it was made from and is refused when the account has another one by now, so that nobody overwrites
 * what they have not seen. `recordIn` and `importIn` do that, and try again.
 */
export interface VillageStore {
  /** The village of an account; `undefined` where the store has none. */
  load(account: string): Promise<StoredVillage | undefined>
  /**
   * Records facts in the village of an account, as `record` does, and makes the account where `at.revision` is 0.
   *
   * @returns the new revision; the same one where the facts were all known
   * @throws StaleRevisionError when the account has another revision; the errors of `record`
   */
  append(account: string, facts: VillageFacts, at: AtRevision): Promise<number>
  /**
   * Puts whole villages in place of those of their accounts, and removes accounts: all or none, but for a store of files, where a crash
   * can leave some done. What an account held before is gone.
   *
   * @returns the new revision of each, 0 where the account was removed
   * @throws StaleRevisionError when one of them has another revision, and then none is changed
   */
  replace(changes: readonly VillageChange[]): Promise<readonly number[]>
  /** The accounts in order of their ids, by code units; read in pages, so that accounts which come meanwhile may be among them or not. */
  accounts(options?: AccountsOptions): AsyncIterable<AccountHead>
  /**
   * Erases a person of an account, see `eraseStakeholder`, and all that the store itself keeps of earlier states.
   *
   * @throws UnknownStakeholderError when the account has nobody with the id; InvalidArgumentError when there is no such account
   */
  erase(account: string, stakeholder: string, options?: EraseOptions): Promise<ErasureReceipt>
  /** Ends the work with the store, and closes the database or ends the pool that it was made of. */
  close(): Promise<void>
}

/** A village as a store holds it. */
export interface StoredVillage {
  /** All of the account, with every version of its facts, as it is at `revision`. */
  readonly village: Village
  /** Which state of the account it is: a whole number above 0, of no other meaning. */
  readonly revision: number
}

/** The revision that a change was made from; 0 when there was no such account. */
export interface AtRevision {
  /** What `load`, `accounts` or an earlier change gave; 0 for an account that is not there yet. */
  readonly revision: number
}

/** A village to be put in place of that of its account; the account is removed where there is none. */
export interface VillageChange extends AtRevision {
  /** The id of the account, the same as `village.account.id`. */
  readonly account: string
  /** All that the account is to hold from then on; `undefined` removes it. */
  readonly village: Village | undefined
}

/** Which accounts are asked for. */
export interface AccountsOptions {
  /** Only accounts whose ids come after this one; it need not be there. */
  readonly after?: string | undefined
  /** At most so many; all when absent. */
  readonly limit?: number | undefined
}

/** An account of a store, without its village. */
export interface AccountHead {
  /** Its id. */
  readonly account: string
  /** The name of the account in this state; ids alone tell accounts apart. */
  readonly name: string
  /** Which state of the account it is, as in `StoredVillage.revision`. */
  readonly revision: number
  /** When it was changed last, by the clock of the disk or the database, as an instant in UTC. */
  readonly updatedAt: string
}
