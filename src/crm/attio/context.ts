import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { fieldOf } from '../fields.js'
import { instantOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import { memberId, type Source } from './records.js'
import { idsIn } from './row.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const ATTIO_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'created_at', ledger),
  // It does not say when a record was changed.
  changedAt: () => undefined,
}

/** The member of the workspace who owns a deal, wrote a note, or is the first to whom a task is assigned. */
export const ownerOf: OwnerOf = fields => {
  const isMember = fieldOf(fields, 'created_by_actor.type') === 'workspace-member'
  const [assignee] = idsIn(fieldOf(fields, 'assignees'))
  const owner = fieldOf(fields, 'owner') ?? assignee ?? (isMember ? fieldOf(fields, 'created_by_actor.id') : undefined)
  return owner === undefined ? undefined : memberId(String(owner))
}

/** The columns in which a record says how its owner is called. */
export const OWNER_NAMED_IN: readonly string[] = []
