import { textOf } from '../record.js'
import { addTeammate, type TeammateColumns } from '../teammates.js'
import type { Context } from './context.js'
import { idOf, liveRecords } from './records.js'

/** Adds the users of Zoho CRM, who are people of ours. */
export function addUsers(context: Context): void {
  for (const record of liveRecords(context.source, 'user')) {
    addTeammate({ record, given: record.id.slice(idOf('user', '').length), hasLeft: textOf(record, 'status') === 'left' }, COLUMNS, context)
  }
}

const COLUMNS: TeammateColumns = { name: ['full_name'], parts: ['first_name', 'last_name'], email: ['email'], state: ['status'] }
