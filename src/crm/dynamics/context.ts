import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
import { instantOf } from '../record.js'
import { idFrom } from './ids.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './source.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const DYNAMICS_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'createdon', ledger),
  changedAt: (record, ledger) => instantOf(record, 'modifiedon', ledger) ?? instantOf(record, 'createdon', ledger),
}

/** The owner of a record. */
export const ownerOf: OwnerOf = fields => {
  const owner = fieldOf(fields, '_ownerid_value') ?? fieldOf(fields, 'ownerid')
  return owner === undefined ? undefined : idFrom(String(owner))
}
