import type { Money } from '../model/account.js'
import { type Ledger, report } from './ledger.js'
import { isCurrency, NO_CURRENCY, type ResolvedImportOptions } from './options.js'
import { amountOf, type SourceRecord, textOf } from './record.js'

/** An amount and its currency in two fields of a record; `undefined` where there is no amount. */
export function moneyOf(
  record: SourceRecord,
  fields: { readonly amount: string; readonly currency: string },
  { currency }: Pick<ResolvedImportOptions, 'currency'>,
  ledger: Ledger,
): Money | undefined {
  const amount = amountOf(record, fields.amount, ledger)
  if (amount === undefined) return undefined
  const own = textOf(record, fields.currency)?.trim().toUpperCase()
  if (own !== undefined && isCurrency(own)) return { amount, currency: own }
  if (own !== undefined) report(ledger, record, 'invalidValue', `${fields.currency} is no ISO 4217 code, so it was left out.`)
  if (currency === undefined) {
    const message = `There are amounts without a currency, which were marked ${NO_CURRENCY}. Ask for ${fields.currency}, or give the currency as an option.`
    report(ledger, { object: record.object }, 'noCurrency', message)
  }
  return { amount, currency: currency ?? NO_CURRENCY }
}
