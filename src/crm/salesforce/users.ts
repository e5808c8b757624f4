import { flagOf } from '../record.js'
import { addTeammate, type TeammateColumns } from '../teammates.js'
import type { Context } from './context.js'
import { liveRecords } from './records.js'

/** Adds the users of Salesforce, who are people of ours. */
export function addUsers(context: Context): void {
  for (const record of liveRecords(context.source, 'User')) {
    addTeammate({ record, given: record.id, hasLeft: flagOf(record, 'IsActive') === false }, COLUMNS, context)
  }
}

const COLUMNS: TeammateColumns = {
  name: ['Name'],
  parts: ['FirstName', 'LastName'],
  title: ['Title'],
  email: ['Email'],
  team: ['Department'],
  state: ['IsActive'],
}
