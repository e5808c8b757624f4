import { learned } from '../context.js'
import { type SourceRecord, textOf } from '../record.js'
import { silentOn } from '../silence.js'
import type { Context } from './context.js'
import { liveRecords, referenceOf } from './records.js'
import { shareIn } from './shares.js'

/** Adds the accounts. */
export function addAccounts(context: Context): void {
  const { source, draft } = context
  for (const record of liveRecords(source, 'Account')) {
    const name = textOf(record, 'Name')
    const parent = referenceOf(record, 'ParentId', context)
    const share = context.options.subsidiaries === 'units' ? shareIn(record, context) : undefined
    draft.accounts.push({
      id: record.id,
      ...(name !== undefined && { name }),
      ...(parent !== undefined && { parent }),
      ...(share !== undefined && { share }),
      ...learned(record, context),
      ...silentOn(record, { name: ['Name'], parent: ['ParentId', 'Parent.Id'] }),
      from: record,
    })
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
  for (const [id, name] of found) draft.accounts.push({ id, name, silent: ['parent'], from: { object: 'Account', id } })
}

function namingRecords({ source }: Context): SourceRecord[] {
  const objects = ['Contact', 'AccountContactRelation', 'AccountContactRole', 'Opportunity', 'Task', 'Event'] as const
  return objects.flatMap(object => liveRecords(source, object))
}
