import type { Instant } from '../../support/instants.js'
import type { Draft } from '../draft.js'
import type { Ledger } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import { PIPEDRIVE_DATES } from './format.js'
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

/** A field as an instant, as Pipedrive writes it. */
export function timeIn(record: SourceRecord, field: string, { ledger }: Pick<Context, 'ledger'>): Instant | undefined {
  return instantOf(record, field, ledger, PIPEDRIVE_DATES)
}

/** When Pipedrive learned what a record says. */
export function learned(record: SourceRecord, context: Pick<Context, 'ledger'>): { readonly recordedAt?: Instant } {
  const added = timeIn(record, 'add_time', context)
  return { ...(added !== undefined && { recordedAt: added }) }
}

/** The same for what happened at a moment: nobody knows it earlier, even if the record was made before as a plan. */
export function learnedAfter(at: Instant, record: SourceRecord, context: Context): { readonly recordedAt?: Instant } {
  const { recordedAt } = learned(record, context)
  return { ...(recordedAt !== undefined && recordedAt > at && { recordedAt }) }
}
