import { isAwaited, isEnvelope, isIterable, isList, isObject, ownValue, partsOf, type RecordParts } from '../fields.js'
import { type Ledger, report } from '../ledger.js'
import type { ImportIssueCode } from '../result.js'
import { objectNamed } from './objects.js'
import { type Page, reportMissingPages } from './pages.js'
import { type Place, type Row, rowFrom } from './row.js'

/** All records in the input, those of sub-queries included. What is no record is an issue. */
export function rowsOf(input: unknown, ledger: Ledger): Row[] {
  const reader: Reader = { rows: [], unknown: new Map(), ledger }
  if (isList(input)) readList(reader, input, {}, 0)
  else if (!isObject(input)) complain(reader, {}, 'unreadable', 'This is neither a record nor a list of records, so nothing was read.')
  else if (isAwaited(input)) complain(reader, {}, 'unreadable', AWAITED)
  else if (isRecord(input)) readRecord(reader, input, {}, 0)
  else readTables(reader, input)
  for (const [object, count] of reader.unknown) {
    report(ledger, { object }, 'unknownObject', `Records of this kind are not imported, so those here (${count}) were left out.`)
  }
  return reader.rows
}

interface Reader {
  readonly rows: Row[]
  /** How many records there are of kinds that are not imported. */
  readonly unknown: Map<string, number>
  readonly ledger: Ledger
}

const AWAITED = 'This is a promise or a stream, so nothing was read. Await or collect it first.'

/** How deep lists may stand in lists, and sub-queries in records. */
const DEPTH = 8

/** The input by the name of objects. */
function readTables(reader: Reader, tables: object): void {
  for (const name of Object.keys(tables)) {
    const value = ownValue(tables, name)
    if (value === null || value === undefined) continue
    const place = { object: objectNamed(name), name }
    if (isList(value)) readList(reader, value, place, 0)
    else if (!isObject(value)) complain(reader, place, 'unreadable', 'This is no list of records, so it was left out.')
    else if (isAwaited(value)) complain(reader, place, 'unreadable', AWAITED)
    else readList(reader, [value], place, 0)
  }
}

/** A list of records, a page, or pages, which belong together. */
function readList(reader: Reader, list: object, place: Place, depth: number): void {
  const pages: Page[] = []
  readItems(reader, list, place, depth, pages)
  const id = place.parent?.id
  reportMissingPages(pages, { object: nameOf(place), ...(id !== undefined && { id }) }, reader.ledger)
}

function readItems(reader: Reader, list: object, place: Place, depth: number, pages: Page[]): void {
  const isPage = isEnvelope(list)
  const first = reader.rows.length
  for (const item of itemsOf(reader, isPage ? ownValue(list, 'records') : list, place)) {
    if (depth < DEPTH && isList(item)) readItems(reader, item, place, depth + 1, pages)
    else if (depth < DEPTH && isObject(item)) readRecord(reader, item, place, depth)
    else complain(reader, place, 'unreadable', 'There is something in the list that is no record; it was left out.')
  }
  if (isPage) pages.push({ envelope: list, rows: reader.rows.slice(first) })
}

/** What is in a list, as far as it lets itself be read. */
function itemsOf(reader: Reader, list: unknown, place: Place): unknown[] {
  const items: unknown[] = []
  try {
    if (isIterable(list)) for (const item of list) items.push(item)
  } catch {
    complain(reader, place, 'unreadable', 'A list could not be read to its end; what came before was taken.')
  }
  return items
}

function readRecord(reader: Reader, record: object, place: Place, depth: number): void {
  const parts = partsSafely(reader, record, place)
  if (parts === undefined) return
  const row = rowFrom(parts.fields, place)
  if (typeof row === 'string') reader.unknown.set(row, (reader.unknown.get(row) ?? 0) + 1)
  else reader.rows.push(row)
  for (const [name, list] of parts.lists) {
    // A list with a dot in its name belongs to a related record, not to this one.
    const parent = typeof row === 'string' ? undefined : row
    if (!name.includes('.')) readList(reader, list, { object: objectNamed(name), name, parent }, depth + 1)
  }
}

function partsSafely(reader: Reader, record: object, place: Place): RecordParts | undefined {
  try {
    return partsOf(record)
  } catch {
    complain(reader, place, 'unreadable', 'A record could not be read, so it was left out.')
    return undefined
  }
}

/** Whether an input is one record rather than lists of them. */
function isRecord(input: object): boolean {
  return Object.keys(input).some(name => /^(?:id|attributes)$/i.test(name))
}

function complain({ ledger }: Reader, place: Place, code: ImportIssueCode, message: string): void {
  report(ledger, { object: nameOf(place) }, code, message)
}

function nameOf({ object, name = 'input' }: Place): string {
  return object ?? name
}
