import type { Instant } from '../../support/instants.js'
import { vendorInstant } from '../instants.js'
import { report } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import { markReporter, wasUnread } from '../unread.js'
import { cellOf } from './columns.js'
import type { SurveyContext } from './context.js'
import { fieldsFor, timeColumns } from './fields.js'
import type { SurveyKind } from './format.js'
import { originOf } from './rows.js'

/** When a response was sent off, by the first column of these that is filled; what is no date is an issue, and `undefined`. */
export function sentOffAt(record: SourceRecord<SurveyKind>, { options, ledger }: SurveyContext): Instant | undefined {
  const { fields } = record
  for (const name of timeColumns(record.object, options)) {
    if (wasUnread(record, name)) {
      markReporter(fieldsFor(options), ledger)({ ...originOf(record), fields })
      return undefined
    }
    const given = cellOf(fields, name)
    if (given !== undefined) return vendorInstant(given)
  }
  report(ledger, originOf(record), 'missingValue', 'It does not say when it was sent off, so it was left out.')
  return undefined
}
