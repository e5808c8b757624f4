import { groupedBy } from '../../support/grouping.js'
import { foldedText } from '../../support/text.js'
import { type Fields, fieldOf, type Scalar } from '../fields.js'
import type { SourceRecord } from '../record.js'
import { markOf, unread } from '../unread.js'
import { idFrom, isGuid } from './ids.js'

/** Lookups that may hold a name in place of an id, with the table and the column of that name. */
const NAMED: readonly (readonly [lookup: string, table: string, column: string])[] = [
  ['parentcustomerid', 'account', 'name'],
  ['accountid', 'account', 'name'],
  ['parentaccountid', 'account', 'name'],
  ['customerid', 'account', 'name'],
  ['parentcontactid', 'contact', 'fullname'],
  ['transactioncurrencyid', 'transactioncurrency', 'currencyname'],
]

export const NAMED_LOOKUPS: readonly string[] = NAMED.map(([lookup]) => lookup)

/**
 * The records with ids in lookups where files for people have names: that of the only row of the name. What is no id and the name of no
 * single row leads nowhere, and is told.
 */
export function withNamedLookups<Kind extends string>(records: readonly SourceRecord<Kind>[]): readonly SourceRecord<Kind>[] {
  const ids = new Set(records.map(({ id }) => id))
  const names = new Map(
    [...new Set(NAMED.map(([, table, column]) => `${table}.${column}`))].map(key => [key, idsByName(records, key)] as const),
  )
  return records.map(record => {
    let fields: Map<string, Scalar | null> | undefined
    for (const [lookup, table, column] of NAMED) {
      const given = record.object === table && lookup === `${table}id` ? undefined : fieldOf(record.fields, lookup)
      const text = given === undefined ? '' : String(given)
      if (text === '' || isGuid(text) || ids.has(idFrom(text))) continue
      const id = names.get(`${table}.${column}`)?.get(foldedText(text))
      // A single word without a space may be an id that somebody made up.
      if (id === undefined && /^[\w-]+$/.test(text)) continue
      fields ??= new Map(record.fields)
      fields.set(lookup, id ?? null)
      if (id === undefined) fields.set(markOf(lookup), unread(lookup, 'reference', text, { redact: true }))
    }
    return fields === undefined ? record : { ...record, fields }
  })
}

/** The id of the only row of each name. */
function idsByName(records: readonly SourceRecord[], key: string): ReadonlyMap<string, string> {
  const [table = '', column = ''] = key.split('.')
  const named = records
    .filter(({ object }) => object === table)
    .flatMap(({ id, fields }) => nameIn(fields, column).map(name => ({ name, id })))
  const groups = [...groupedBy(named, ({ name }) => name)]
  return new Map(groups.flatMap(([name, [only, ...others]]) => (only === undefined || others.length > 0 ? [] : [[name, only.id] as const])))
}

function nameIn(fields: Fields, column: string): string[] {
  const name = fieldOf(fields, column)
  return name === undefined ? [] : [foldedText(String(name))]
}
