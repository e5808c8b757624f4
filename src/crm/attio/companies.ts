import { addAccount } from '../addAccount.js'
import { textOf } from '../record.js'
import type { Context } from './context.js'
import { liveRecords, memberId, referencesOf } from './records.js'
import { idsIn } from './row.js'

/** Adds the companies. Which attribute names who of ours looks after them the options tell: Attio's own have none. */
export function addCompanies(context: Context): void {
  const { source, options } = context
  const { parent, owner, segment } = options.fields
  for (const record of liveRecords(source, 'company')) {
    const [member] = owner === undefined ? [] : idsIn(textOf(record, owner))
    const told = {
      name: textOf(record, 'name'),
      parent: parent === undefined ? undefined : referencesOf(record, parent, source)[0],
      owner: member === undefined ? undefined : memberId(member),
      segment: segment === undefined ? undefined : textOf(record, segment),
    }
    addAccount(record, told, { name: ['name'], parent: [parent], owner: [owner], segment: [segment] }, context)
  }
}
