import type { ImportContext, OwnerOf, SourceTimes } from '../context.js'
import { instantOf } from '../record.js'
import { FORMATTED, rawLookup } from './lookups.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './source.js'

export type Context = ImportContext<Source, ResolvedOptions>

export const DYNAMICS_TIMES: SourceTimes = {
  timeIn: instantOf,
  createdAt: (record, ledger) => instantOf(record, 'createdon', ledger),
  changedAt: (record, ledger) => instantOf(record, 'modifiedon', ledger) ?? instantOf(record, 'createdon', ledger),
}

/** The user who owns a record; a team is nobody. */
export const ownerOf: OwnerOf = fields => {
  const owner = rawLookup({ fields }, 'ownerid')
  return owner?.table === undefined || owner.table === 'systemuser' ? owner?.id : undefined
}

/** The columns in which a record says how its owner is called. */
export const OWNER_NAMED_IN: readonly string[] = [
  `_ownerid_value${FORMATTED}`,
  'ownerid.name',
  'owneridname',
  'ownerid_systemuser.fullname',
  'owninguser.fullname',
]
