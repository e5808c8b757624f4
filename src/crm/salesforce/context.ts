import type { ImportContext, SourceTimes } from '../context.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const SALESFORCE_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'CreatedDate', ledger),
  changedAt: (record, ledger) => instantOf(record, 'LastModifiedDate', ledger) ?? instantOf(record, 'CreatedDate', ledger),
}
