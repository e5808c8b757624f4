import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import { referenceOf, type Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const ZOHO_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'Created_Time', ledger),
  changedAt: (record, ledger) => instantOf(record, 'Modified_Time', ledger) ?? instantOf(record, 'Created_Time', ledger),
}

/** The user who owns a record. */
export const ownerOf: OwnerOf = fields => referenceOf({ fields }, 'Owner', 'user')

/** The columns in which a record says how its owner is called. */
export const OWNER_NAMED_IN: readonly string[] = ['Owner.name']
