import { type Fields, fieldOf } from '../fields.js'
import type { SourceRecord } from '../record.js'
import { idFrom } from './ids.js'
import type { Source } from './source.js'

/** What a lookup column leads to. */
export interface Lookup {
  readonly id: string
  /** The table in which that stands, when it is known. */
  readonly table?: string
}

/** The columns in which a row has what a lookup column leads to. */
export function lookupColumns(column: string): readonly string[] {
  return [`_${column}_value`, column, `${column}.id`]
}

/** A lookup column as it stands in a row. */
export function rawLookup({ fields }: Pick<SourceRecord, 'fields'>, column: string): Lookup | undefined {
  const given = fieldOf(fields, `_${column}_value`) ?? fieldOf(fields, column) ?? fieldOf(fields, `${column}.id`)
  if (given === undefined) return expanded(fields, column)
  const id = idFrom(String(given))
  const table = tableIn(fields, column)
  return id === '' ? undefined : { id, ...(table !== undefined && { table }) }
}

/** What a lookup column leads to, through merges. Where no annotation tells in which table that stands, the import may. */
export function lookupOf(record: SourceRecord, column: string, { masters, tables }: Source): Lookup | undefined {
  const found = rawLookup(record, column)
  if (found === undefined) return undefined
  const id = masters.get(found.id) ?? found.id
  const [only, ...others] = tables.get(id) ?? []
  const table = found.table ?? (others.length === 0 ? only : undefined)
  return { id, ...(table !== undefined && { table }) }
}

/** The id in a lookup column that leads to one table, or to several of which only one is meant. */
export function idIn(record: SourceRecord, column: string, table: string, source: Source): string | undefined {
  const found = lookupOf(record, column, source)
  return found === undefined || (found.table !== undefined && found.table !== table) ? undefined : found.id
}

/** The name of what a lookup column leads to, as the annotation shows it. */
export function nameIn({ fields }: SourceRecord, column: string): string | undefined {
  const name = fieldOf(fields, `_${column}_value${FORMATTED}`) ?? fieldOf(fields, `${column}.name`) ?? fieldOf(fields, `${column}name`)
  return name === undefined ? undefined : String(name)
}

/** The annotation that holds a value as people see it. */
export const FORMATTED = '@OData.Community.Display.V1.FormattedValue'
const LOGICAL_NAME = '@Microsoft.Dynamics.CRM.lookuplogicalname'

/** The codes of tables, by which connections name them, also where they name them by logical name. */
const TABLE_CODES: ReadonlyMap<string, string> = new Map([
  ['1', 'account'],
  ['2', 'contact'],
  ['3', 'opportunity'],
  ['4', 'lead'],
  ['8', 'systemuser'],
])

function tableIn(fields: Fields, column: string): string | undefined {
  const names = [
    `_${column}_value${LOGICAL_NAME}`,
    `${column}_entitytype`,
    `${column}type`,
    `${column}.logicalname`,
    `${column}.entitytype`,
  ]
  const said = [...names, column.replace(/id$/, 'objecttypecode')].map(name => fieldOf(fields, name)).find(each => each !== undefined)
  const text = said === undefined ? undefined : String(said).trim().toLowerCase()
  return text === undefined ? undefined : (TABLE_CODES.get(text) ?? text)
}

/** The id of an expanded row, whose lookup column may not have been asked for. */
function expanded(fields: Fields, column: string): Lookup | undefined {
  for (const table of ['account', 'contact', 'opportunity']) {
    const id = fieldOf(fields, `${column}_${table}.${table}id`) ?? fieldOf(fields, `${column}.${table}id`)
    if (id !== undefined) return { id: idFrom(String(id)), table }
  }
  return undefined
}
