import { flagOf } from '../record.js'
import { addTeammate, type TeammateColumns } from '../teammates.js'
import type { Context } from './context.js'
import { givenId } from './ids.js'
import { liveRecords } from './records.js'

/** Adds the owners of HubSpot, who are people of ours. */
export function addOwners(context: Context): void {
  for (const record of liveRecords(context.source, 'owner')) {
    const hasLeft = flagOf(record, 'archived') === true || flagOf(record, 'is_active') === false
    addTeammate({ record, given: givenId('owner', record.id) ?? record.id, hasLeft }, COLUMNS, context)
  }
}

const COLUMNS: TeammateColumns = { parts: ['firstName', 'lastName'], email: ['email'], state: ['archived', 'is_active'] }
