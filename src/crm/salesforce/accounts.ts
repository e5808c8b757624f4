import { addAccount, ONLY_NAMED } from '../addAccount.js'
import { type SourceRecord, textOf } from '../record.js'
import type { Context } from './context.js'
import { liveRecords, referenceOf } from './records.js'
import { shareIn } from './shares.js'

/** Adds the accounts. */
export function addAccounts(context: Context): void {
  const { source, options, ownerOf } = context
  const { segment } = options.fields
  for (const record of liveRecords(source, 'Account')) {
    const told = {
      name: textOf(record, 'Name'),
      parent: referenceOf(record, 'ParentId', context),
      share: options.subsidiaries === 'units' ? shareIn(record, context) : undefined,
      owner: ownerOf(record.fields),
      segment: segment === undefined ? undefined : textOf(record, segment),
    }
    const columns = { name: ['Name'], parent: ['ParentId', 'Parent.Id'], owner: ['OwnerId', 'Owner.Id'], segment: [segment] }
    addAccount(record, told, columns, context)
  }
  addNamedAccounts(context)
}

/**
 * Accounts that are not in the import themselves, but whose name stands with a record of theirs, as in `SELECT Id, Account.Name FROM
 * Contact`.
 */
function addNamedAccounts(context: Context): void {
  const { source, draft } = context
  const known = new Set((source.all.get('Account') ?? []).map(({ id }) => id))
  const found = new Map<string, string>()
  for (const record of namingRecords(context)) {
    const name = textOf(record, 'Account.Name')
    const id = name === undefined || draft.withheld.has(record.id) ? undefined : referenceOf(record, 'AccountId', context)
    if (id === undefined || name === undefined || known.has(id)) continue
    const before = found.get(id)
    found.set(id, before !== undefined && before < name ? before : name)
  }
  for (const [id, name] of found) draft.accounts.push({ id, name, silent: ONLY_NAMED, from: { object: 'Account', id } })
}

function namingRecords({ source }: Context): SourceRecord[] {
  const objects = ['Contact', 'AccountContactRelation', 'AccountContactRole', 'Opportunity', 'Task', 'Event'] as const
  return objects.flatMap(object => liveRecords(source, object))
}
