import { flagOf } from '../record.js'
import { addTeammate, type TeammateColumns } from '../teammates.js'
import type { Context } from './context.js'
import { idOf, liveRecords } from './records.js'

/** Adds the users of Pipedrive, who are people of ours. */
export function addUsers(context: Context): void {
  for (const record of liveRecords(context.source, 'user')) {
    const hasLeft = flagOf(record, 'active_flag') === false || flagOf(record, 'is_deleted') === true
    addTeammate({ record, given: record.id.slice(idOf('user', '').length), hasLeft }, COLUMNS, context)
  }
}

const COLUMNS: TeammateColumns = { name: ['name'], email: ['email'], state: ['active_flag', 'is_deleted'] }
