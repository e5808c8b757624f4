import { addAccount } from '../addAccount.js'
import { moneyOf } from '../money.js'
import { textOf } from '../record.js'
import type { Context } from './context.js'
import { columnsOf, liveRecords, referenceOf } from './records.js'

/** Adds the accounts. */
export function addAccounts(context: Context): void {
  const { source, options, ledger, ownerOf } = context
  const { segment } = options.fields
  for (const record of liveRecords(source, 'account')) {
    const told = {
      name: textOf(record, 'Account_Name'),
      parent: referenceOf(record, 'Parent_Account', 'account'),
      owner: ownerOf(record.fields),
      segment: segment === undefined ? undefined : textOf(record, segment),
      annualRevenue: moneyOf(record, { amount: 'Annual_Revenue', currency: 'Currency' }, options, ledger),
    }
    const columns = {
      name: ['Account_Name'],
      parent: columnsOf('Parent_Account'),
      owner: columnsOf('Owner'),
      segment: [segment],
      annualRevenue: ['Annual_Revenue'],
    }
    addAccount(record, told, columns, context)
  }
}
