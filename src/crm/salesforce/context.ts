import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
import { instantOf } from '../record.js'
import { longId, shortId } from './ids.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const SALESFORCE_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'CreatedDate', ledger),
  changedAt: (record, ledger) => instantOf(record, 'LastModifiedDate', ledger) ?? instantOf(record, 'CreatedDate', ledger),
}

/** The user who owns a record; a queue is nobody. */
export const ownerOf: OwnerOf = fields => {
  const owner = shortId(String(fieldOf(fields, 'OwnerId') ?? fieldOf(fields, 'Owner.Id') ?? ''))
  return owner?.startsWith('005') ? longId(owner) : undefined
}

/** The columns in which a record says how its owner is called. */
export const OWNER_NAMED_IN = ['Owner.Name']
