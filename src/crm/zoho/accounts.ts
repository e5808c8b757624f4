import { learned } from '../context.js'
import { moneyOf } from '../money.js'
import { textOf } from '../record.js'
import { silentOn } from '../silence.js'
import type { Context } from './context.js'
import { columnsOf, liveRecords, referenceOf } from './records.js'

/** Adds the accounts. */
export function addAccounts(context: Context): void {
  const { source, draft, options, ledger } = context
  for (const record of liveRecords(source, 'account')) {
    const name = textOf(record, 'Account_Name')
    const parent = referenceOf(record, 'Parent_Account', 'account')
    const annualRevenue = moneyOf(record, { amount: 'Annual_Revenue', currency: 'Currency' }, options, ledger)
    draft.accounts.push({
      id: record.id,
      ...(name !== undefined && { name }),
      ...(parent !== undefined && { parent }),
      ...(annualRevenue !== undefined && { annualRevenue }),
      ...learned(record, context),
      ...silentOn(record, { name: ['Account_Name'], parent: columnsOf('Parent_Account'), annualRevenue: ['Annual_Revenue'] }),
      from: record,
    })
  }
}
