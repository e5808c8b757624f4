import { flagOf } from '../record.js'
import { addTeammate, type TeammateColumns } from '../teammates.js'
import type { Context } from './context.js'
import { liveRecords } from './records.js'

/** Adds the users of Dynamics, who are people of ours. */
export function addUsers(context: Context): void {
  for (const record of liveRecords(context.source, 'systemuser')) {
    addTeammate({ record, given: record.id, hasLeft: flagOf(record, 'isdisabled') === true }, COLUMNS, context)
  }
}

const COLUMNS: TeammateColumns = {
  name: ['fullname'],
  parts: ['firstname', 'lastname'],
  title: ['jobtitle', 'title'],
  email: ['internalemailaddress'],
  state: ['isdisabled'],
}
