import { report } from '../ledger.js'
import { numberOf, type SourceRecord } from '../record.js'
import type { Context } from './context.js'

/** The share in the field that the options name, 0..1; what is out of this range is an issue. */
export function shareIn(record: SourceRecord, { options, ledger }: Context): number | undefined {
  const field = options.fields.unitShare
  const share = field === undefined ? undefined : numberOf(record, field, ledger)
  if (share === undefined || (share >= 0 && share <= 1)) return share
  report(ledger, record, 'invalidValue', `${field} is not between 0 and 1, so it was left out.`)
  return undefined
}
