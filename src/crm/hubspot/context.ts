import type { Instant } from '../../support/instants.js'
import type { Draft } from '../draft.js'
import { fieldOf } from '../fields.js'
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

/** When HubSpot learned what a record says. */
export function learned(record: SourceRecord, { ledger }: Pick<Context, 'ledger'>): { readonly recordedAt?: Instant } {
  const created = firstInstant(record, ['createdAt', 'hs_createdate', 'createdate'], ledger)
  return { ...(created !== undefined && { recordedAt: created }) }
}

/** The same for what happened at a moment: nobody knows it earlier, even if the record was made before as a plan. */
export function learnedAfter(at: Instant, record: SourceRecord, context: Context): { readonly recordedAt?: Instant } {
  const { recordedAt } = learned(record, context)
  return { ...(recordedAt !== undefined && recordedAt > at && { recordedAt }) }
}

/** When a record was last changed. */
export function changedAt(record: SourceRecord, { ledger }: Pick<Context, 'ledger'>): Instant | undefined {
  return firstInstant(record, ['updatedAt', 'hs_lastmodifieddate', 'lastmodifieddate'], ledger)
}

/** The first of several properties that is not empty, as an instant. */
export function firstInstant(record: SourceRecord, fields: readonly string[], ledger: Ledger): Instant | undefined {
  const field = fields.find(name => fieldOf(record.fields, name) !== undefined)
  return field === undefined ? undefined : instantOf(record, field, ledger)
}
