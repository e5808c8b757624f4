import { compareText } from '../../support/order.js'
import { learned } from '../context.js'
import { textOf } from '../record.js'
import { silentOn } from '../silence.js'
import type { Context } from './context.js'
import { idIn, lookupColumns, lookupOf, nameIn } from './lookups.js'
import { liveRecords } from './records.js'

/** Adds the accounts. */
export function addAccounts(context: Context): void {
  const { source, draft } = context
  for (const record of liveRecords(source, 'account')) {
    const name = textOf(record, 'name')
    const parent = idIn(record, 'parentaccountid', 'account', source)
    draft.accounts.push({
      id: record.id,
      ...(name !== undefined && { name }),
      ...(parent !== undefined && { parent }),
      ...learned(record, context),
      ...silentOn(record, { name: ['name'], parent: lookupColumns('parentaccountid') }),
      from: record,
    })
  }
  addNamedAccounts(context)
}

/** Accounts whose rows are not in the import, but whom an annotation of a contact or an opportunity names. */
function addNamedAccounts({ source, draft }: Context): void {
  const known = new Set((source.all.get('account') ?? []).map(({ id }) => id))
  const found = new Map<string, string>()
  for (const [table, column] of NAMING) {
    for (const record of liveRecords(source, table)) {
      const { id, table: target } = lookupOf(record, column, source) ?? {}
      const name = draft.withheld.has(record.id) ? undefined : nameIn(record, column)
      if (id === undefined || name === undefined || target !== 'account' || known.has(id)) continue
      found.set(id, [name, found.get(id) ?? name].sort(compareText)[0] ?? name)
    }
  }
  for (const [id, name] of found) draft.accounts.push({ id, name, silent: ['parent'], from: { object: 'account', id } })
}

const NAMING = [
  ['contact', 'parentcustomerid'],
  ['opportunity', 'parentaccountid'],
] as const
