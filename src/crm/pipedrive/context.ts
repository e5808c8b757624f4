import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import { namedIn, type Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const PIPEDRIVE_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'add_time', ledger),
  changedAt: (record, ledger) => CHANGED.map(field => instantOf(record, field, ledger)).find(at => at !== undefined),
}

const CHANGED = ['update_time', 'modified', 'add_time']

/** The user who owns a record or did an activity, as either version of the API tells it. */
export const ownerOf: OwnerOf = fields => namedIn({ fields }, 'owner_id', 'user') ?? namedIn({ fields }, 'user_id', 'user')

/** The columns in which a record says how its owner is called. */
export const OWNER_NAMED_IN: readonly string[] = ['owner_name', 'owner_id.name', 'user_id.name']
