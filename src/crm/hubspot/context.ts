import type { Instant } from '../../support/instants.js'
import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const HUBSPOT_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => firstInstant(record, ['createdAt', 'hs_createdate', 'createdate'], ledger),
  changedAt: (record, ledger) => firstInstant(record, ['updatedAt', 'hs_lastmodifieddate', 'lastmodifieddate'], ledger),
}

/** The first of several properties that is not empty, as an instant. */
export function firstInstant(record: SourceRecord, fields: readonly string[], ledger: Ledger): Instant | undefined {
  const field = fields.find(name => fieldOf(record.fields, name) !== undefined)
  return field === undefined ? undefined : instantOf(record, field, ledger)
}

/** The owner of a record. */
export const ownerOf: OwnerOf = fields => {
  const owner = fieldOf(fields, 'hubspot_owner_id')
  return owner === undefined ? undefined : `hubspot:owner:${String(owner).trim()}`
}

/** The columns in which a record says how its owner is called. */
export const OWNER_NAMED_IN: readonly string[] = []
