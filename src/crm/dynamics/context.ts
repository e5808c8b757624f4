import type { Instant } from '../../support/instants.js'
import type { Draft } from '../draft.js'
import type { Ledger } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import type { Reading } from './options.js'
import type { Source } from './records.js'

/** What every step of the import needs to know. */
export interface Context {
  readonly source: Source
  readonly reading: Reading
  readonly ledger: Ledger
  /** What has been found so far. */
  readonly draft: Draft
}

/** When Dynamics learned what a row says. */
export function learned(record: SourceRecord, { ledger }: Pick<Context, 'ledger'>): { readonly recordedAt?: Instant } {
  const created = instantOf(record, 'createdon', ledger)
  return { ...(created !== undefined && { recordedAt: created }) }
}

/** The same for what happened at a moment: nobody knows it earlier, even if the row was made before as a plan. */
export function learnedAfter(at: Instant, record: SourceRecord, context: Context): { readonly recordedAt?: Instant } {
  const { recordedAt } = learned(record, context)
  return { ...(recordedAt !== undefined && recordedAt > at && { recordedAt }) }
}
