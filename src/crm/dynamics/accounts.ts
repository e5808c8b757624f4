import { compareText } from '../../support/order.js'
import { addAccount, ONLY_NAMED } from '../addAccount.js'
import { textOf } from '../record.js'
import { shownIn } from './choices.js'
import type { Context } from './context.js'
import { idIn, lookupColumns, lookupOf, nameIn } from './lookups.js'
import { liveRecords } from './records.js'

/** Adds the accounts. */
export function addAccounts(context: Context): void {
  const { source, options, ownerOf } = context
  const { segment } = options.fields
  for (const record of liveRecords(source, 'account')) {
    const told = {
      name: textOf(record, 'name'),
      parent: idIn(record, 'parentaccountid', 'account', source),
      owner: ownerOf(record.fields),
      segment: segment === undefined ? undefined : shownIn(record, segment),
    }
    const columns = {
      name: ['name'],
      parent: lookupColumns('parentaccountid'),
      owner: lookupColumns('ownerid'),
      segment: [segment],
    }
    addAccount(record, told, columns, context)
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
  for (const [id, name] of found) draft.accounts.push({ id, name, silent: ONLY_NAMED, from: { object: 'account', id } })
}

const NAMING = [
  ['contact', 'parentcustomerid'],
  ['opportunity', 'parentaccountid'],
] as const
