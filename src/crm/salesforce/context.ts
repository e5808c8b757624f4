import type { Instant } from '../../support/instants.js'
import type { Ledger } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import type { Accounts } from './accounts.js'
import type { Reading } from './options.js'
import type { Source } from './records.js'

/** What every step of the import needs to know. */
export interface Context {
  readonly source: Source
  readonly reading: Reading
  readonly ledger: Ledger
  /** The ids of those of whom nothing may be left. */
  readonly withheld: ReadonlySet<string>
  readonly accounts: Accounts
  /** How many records belong to each account that is not in the import, or that was deleted. */
  readonly strangers: Map<string, number>
}

/** The name of this source in facts. */
export const SOURCE = 'salesforce'

/** The village in which an account stands; an account that has none is counted. */
export function villageOf({ accounts, withheld, strangers }: Context, account: string): string | undefined {
  const village = accounts.villages.get(account)
  if (village === undefined && !withheld.has(account)) strangers.set(account, (strangers.get(account) ?? 0) + 1)
  return village
}

/** Where a fact comes from, and when Salesforce learned it. */
export function origin(record: SourceRecord, { ledger }: Context): { readonly source: string; readonly recordedAt?: Instant } {
  const created = instantOf(record, 'CreatedDate', ledger)
  return { source: SOURCE, ...(created !== undefined && { recordedAt: created }) }
}

/** The same for what happened at a moment: nobody knows it earlier, even if the record was made before as a plan. */
export function originOf(at: Instant, record: SourceRecord, context: Context): { readonly source: string; readonly recordedAt?: Instant } {
  const { source, recordedAt } = origin(record, context)
  return { source, ...(recordedAt !== undefined && recordedAt > at && { recordedAt }) }
}
