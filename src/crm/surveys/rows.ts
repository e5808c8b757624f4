import { fingerprint } from '../../support/hash.js'
import { compareText } from '../../support/order.js'
import { type Ledger, report } from '../ledger.js'
import { rowsIn } from '../payload.js'
import type { Row } from '../payloadFormat.js'
import { readCells } from '../readCells.js'
import type { SourceRecord } from '../record.js'
import { recordsOf } from '../records.js'
import { isEndless, isIterable, isObject, ownValue } from '../values.js'
import { cellOf } from './columns.js'
import { rowsOfCsv } from './csv.js'
import { fieldsFor } from './fields.js'
import { kindOf, type SurveyKind, surveyFormat } from './format.js'
import { LAYOUTS } from './layouts.js'
import type { ResolvedOptions } from './options.js'
import { catalogueOf, isDetails } from './surveyDetails.js'

/** Everything in the input, each response once. */
export function recordsIn(input: unknown, options: ResolvedOptions, ledger: Ledger): SourceRecord<SurveyKind>[] {
  const isCustom = options.columns.at !== undefined
  const { texts, objects: given } = partsIn(input, 0)
  const { details, objects } = detailsApart(given)
  const rows = texts.flatMap(text => rowsOfText(text, isCustom, options, ledger))
  const [only] = objects
  const data = objects.length === 1 ? only : objects
  const isRead = objects.length > 0 || given.length + texts.length === 0
  const others = isRead ? rowsIn(data, surveyFormat(isCustom, catalogueOf(details)), ledger) : []
  const idOf = (row: Row<SurveyKind>): string => responseIdOf(row, options)
  const read = readCells([...rows, ...others], fieldsFor(options), options, { ledger })
  return recordsOf(read, { idOf, changedAt: ['updated_at', 'recordeddate', 'date_modified'] }, ledger)
}

/** The texts in the input, which are files, and everything else in it. */
function partsIn(input: unknown, depth: number): { readonly texts: readonly string[]; readonly objects: readonly unknown[] } {
  if (typeof input === 'string') return { texts: [input], objects: [] }
  if (!Array.isArray(input) || isEndless(input) || depth > DEPTH) return { texts: [], objects: tablesApart(input) }
  const parts = input.map((each: unknown) => partsIn(each, depth + 1))
  return { texts: parts.flatMap(({ texts }) => texts), objects: parts.flatMap(({ objects }) => objects) }
}

/** How deep lists may stand in lists. */
const DEPTH = 8

/** The details of surveys of SurveyMonkey, which may stand in a list or by name, and everything else. */
function detailsApart(given: readonly unknown[]): { readonly details: readonly object[]; readonly objects: readonly unknown[] } {
  const details = given.filter(isDetails)
  const objects = given.filter(each => !isDetails(each))
  const [only, ...others] = objects
  if (others.length > 0 || !isObject(only) || isIterable(only)) return { details, objects }
  const tables = Object.keys(only).map(name => [name, ownValue(only, name)] as const)
  const named = tables.flatMap(([, table]) => (Array.isArray(table) && !isEndless(table) ? table : [table]).filter(isDetails))
  if (named.length === 0) return { details, objects }
  const rest = tables.flatMap(([name, table]) =>
    isDetails(table) ? [] : [[name, Array.isArray(table) && !isEndless(table) ? table.filter(row => !isDetails(row)) : table]],
  )
  return { details: [...details, ...named], objects: [Object.fromEntries(rest)] }
}

/** A page of ratings in which users stand beside them, as one page of each. */
function tablesApart(input: unknown): unknown[] {
  if (!isObject(input) || isIterable(input)) return [input]
  const lists = Object.keys(input).filter(name => SIDE_BY_SIDE.has(name))
  if (lists.length < 2) return [input]
  return lists.map(list => Object.fromEntries(Object.entries(input).filter(([name]) => name === list || !lists.includes(name))))
}

const SIDE_BY_SIDE: ReadonlySet<string> = new Set(['satisfaction_ratings', 'survey_responses', 'users', 'tickets'])

function rowsOfText(text: string, isCustom: boolean, options: ResolvedOptions, ledger: Ledger): Row<SurveyKind>[] {
  const rows = rowsOfCsv(text, options, ledger)
  const known = rows.flatMap(({ fields, line }) => {
    const object = kindOf(fields) ?? (isCustom ? 'survey' : undefined)
    return object === undefined ? [] : [{ object, fields: new Map([...fields, [LINE, line] as const]) }]
  })
  if (known.length < rows.length) {
    const message = `It is the file of no tool that is known, so its rows (${rows.length - known.length}) were not read. Name its columns.`
    report(ledger, { object: 'file' }, 'unknownObject', message)
  }
  return known
}

/**
 * Where a row keeps the line on which it stood. No column has this name, because those of columns are trimmed; with its underscore it is
 * none of the fields in which versions are compared.
 */
const LINE = ' _line'

/**
 * The id of a response: its own, or one made of all that it says, so that a row that comes twice is one response. One that is a mail address
 * is made unreadable.
 */
function responseIdOf({ object, fields }: Row<SurveyKind>, { columns }: ResolvedOptions): string {
  const names = [...(columns.id === undefined ? [] : [columns.id]), ...(LAYOUTS.get(object)?.id ?? ['id'])]
  const given = names.flatMap(name => cellOf(fields, name) ?? []).map(id => String(id).trim())[0]
  if (given !== undefined) return given.includes('@') ? `#${fingerprint(given.toLowerCase())}` : given
  const said = [...fields].filter(([name, value]) => name !== LINE && value !== null)
  return `#${fingerprint(JSON.stringify(said.sort((a, b) => compareText(a[0], b[0]))))}`
}

/** How issues name a response: by its id, or by the line of its file where it has none of its own. */
export function originOf({ object, id, fields }: SourceRecord<SurveyKind>): { readonly object: string; readonly id: string } {
  const line = fields.get(LINE)
  return { object, id: id.startsWith('#') && typeof line === 'number' ? `line ${line}` : id }
}
