import type { ImportContext, SourceTimes } from '../context.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './source.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const DYNAMICS_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'createdon', ledger),
  changedAt: (record, ledger) => instantOf(record, 'modifiedon', ledger) ?? instantOf(record, 'createdon', ledger),
}
