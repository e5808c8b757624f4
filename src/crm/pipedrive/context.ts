import type { Instant } from '../../support/instants.js'
import type { ImportContext, SourceTimes } from '../context.js'
import type { Ledger } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import { PIPEDRIVE_DATES } from './format.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const PIPEDRIVE_TIMES: SourceTimes = {
  timeIn,
  createdAt: (record, ledger) => timeIn(record, 'add_time', ledger),
  changedAt: (record, ledger) => timeIn(record, 'update_time', ledger) ?? timeIn(record, 'add_time', ledger),
}

/** A field as an instant, as Pipedrive writes it. */
export function timeIn(record: SourceRecord, field: string, ledger: Ledger): Instant | undefined {
  return instantOf(record, field, ledger, PIPEDRIVE_DATES)
}
