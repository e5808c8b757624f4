import type { Money } from '../../model/account.js'
import { moneyOf } from '../money.js'
import type { SourceRecord } from '../record.js'
import type { Context } from './context.js'

/** What an opportunity is worth. */
export function worthOf(record: SourceRecord, { options, ledger }: Context): Money | undefined {
  return moneyOf(record, { amount: 'Amount', currency: 'CurrencyIsoCode' }, options, ledger)
}
