import type { Instant } from '../../support/instants.js'
import { type DateRule, vendorInstant } from '../instants.js'
import { report } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import { cellOf } from './columns.js'
import type { SurveyContext } from './context.js'
import type { SurveyKind } from './format.js'
import type { Layout } from './layouts.js'
import { originOf } from './rows.js'

/** When a response was sent off, by the first column of these that is filled; what is no date is an issue, and `undefined`. */
export function sentOffAt(record: SourceRecord<SurveyKind>, layout: Layout, context: SurveyContext): Instant | undefined {
  const { options, ledger } = context
  const { offsetAt, slashes, columns } = options
  const names = [...(columns.at === undefined ? [] : [columns.at]), ...layout.at]
  const given = names.flatMap(name => cellOf(record.fields, name) ?? [])[0]
  if (given === undefined) {
    report(ledger, originOf(record), 'missingValue', 'It does not say when it was sent off, so it was left out.')
    return undefined
  }
  const rule: DateRule = {
    ...(offsetAt !== undefined && { withoutOffset: offsetAt }),
    ...(slashes !== undefined && { slashes }),
    ...layout.rule,
  }
  const at = vendorInstant(given, rule)
  if (at === undefined) reportDate(record, given, rule, context)
  return at
}

/** What a file lacks that would make its dates plain is told once, and what is no date at all for each response. */
function reportDate(record: SourceRecord<SurveyKind>, given: unknown, rule: DateRule, { ledger }: SurveyContext): void {
  const { object } = record
  const isClear = (more: DateRule): boolean => vendorInstant(given, { ...rule, ...more }) !== undefined
  if (isClear({ withoutOffset: 'Z' })) {
    const message = 'There are times without a time zone, so what was sent off then was left out. Name the zone with the option timeZone.'
    report(ledger, { object }, 'invalidValue', message)
  } else if (isClear({ withoutOffset: 'Z', slashes: 'month' }) || isClear({ withoutOffset: 'Z', slashes: 'day' })) {
    const message = 'There are days with slashes, so what was sent off then was left out. Say with the option slashes what comes first.'
    report(ledger, { object }, 'invalidValue', message)
  } else {
    report(ledger, originOf(record), 'invalidValue', 'When it was sent off is no date, so it was left out.')
  }
}
