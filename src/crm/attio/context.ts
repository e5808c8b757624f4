import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const ATTIO_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'created_at', ledger),
  // It does not say when a record was changed.
  changedAt: () => undefined,
}

/** The member of the workspace who owns a deal or wrote a note. */
export const ownerOf: OwnerOf = fields => {
  const isMember = fieldOf(fields, 'created_by_actor.type') === 'workspace-member'
  const owner = fieldOf(fields, 'owner') ?? (isMember ? fieldOf(fields, 'created_by_actor.id') : undefined)
  return owner === undefined ? undefined : `attio:member:${String(owner).trim()}`
}
