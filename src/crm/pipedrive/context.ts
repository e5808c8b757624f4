import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const PIPEDRIVE_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'add_time', ledger),
  changedAt: (record, ledger) => instantOf(record, 'update_time', ledger) ?? instantOf(record, 'add_time', ledger),
}

/** The user who owns a record or did an activity, as either version of the API tells it. */
export const ownerOf: OwnerOf = fields => {
  const owner = OWNER_FIELDS.map(field => fieldOf(fields, field)).find(each => each !== undefined)
  return owner === undefined ? undefined : `pipedrive:user:${String(owner).trim()}`
}

const OWNER_FIELDS = ['owner_id', 'owner_id.id', 'owner_id.value', 'user_id', 'user_id.id', 'user_id.value']
