import type { Instant } from '../../support/instants.js'
import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
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

/** The user who owns a record or did an activity, as either version of the API tells it. */
export const ownerOf: OwnerOf = fields => {
  const owner = OWNER_FIELDS.map(field => fieldOf(fields, field)).find(each => each !== undefined)
  return owner === undefined ? undefined : `pipedrive:user:${String(owner).trim()}`
}

const OWNER_FIELDS = ['owner_id', 'owner_id.id', 'owner_id.value', 'user_id', 'user_id.id', 'user_id.value']
