import { textOf } from '../record.js'
import { addTeammate, type TeammateColumns } from '../teammates.js'
import type { Context } from './context.js'
import { liveRecords, memberId } from './records.js'

/** Adds the members of the workspace, who are people of ours. */
export function addMembers(context: Context): void {
  for (const record of liveRecords(context.source, 'member')) {
    const hasLeft = textOf(record, 'access_level') === 'suspended'
    addTeammate({ record, given: record.id.slice(memberId('').length), hasLeft }, COLUMNS, context)
  }
}

const COLUMNS: TeammateColumns = { parts: ['first_name', 'last_name'], email: ['email_address'], state: ['access_level'] }
