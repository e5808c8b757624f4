import {
  type Fields,
  isAwaited,
  isEndless,
  isIterable,
  isList,
  isObject,
  ownValue,
  pageFieldOf,
  partsOf,
  type RecordForm,
  type RecordParts,
} from './fields.js'
import { type Ledger, report } from './ledger.js'
import { type Page, reportFailures, reportMissingPages } from './pages.js'
import type { ImportIssueCode } from './result.js'

/** A record as it came, before records are told apart. */
export interface Row<Kind extends string = string> {
  readonly object: Kind
  /** Its id as it was written; absent when it has none. */
  readonly id?: string
  readonly fields: Fields
  /** The lists in it, where its source reads them with the record. */
  readonly lists?: RecordParts['lists']
}

/** Where a record was found. */
export interface Place<Kind extends string = string> {
  /** What it is, unless it says something else. */
  readonly object?: Kind | undefined
  /** What the list is called. */
  readonly name?: string
  /** The record in which it stood. */
  readonly parent?: Row<Kind> | undefined
}

/** How a source packs its records. */
export interface PayloadFormat<Kind extends string> extends RecordForm {
  /** Whether a page says that no other follows it. */
  readonly isLast: (page: object) => boolean
  /** How many records a page says that all pages hold together. */
  readonly totalOf?: (page: object) => unknown
  /** Whether a page says that it could not give everything that was asked for. */
  readonly hasFailures?: (page: object) => boolean
  /** The kind of record that a name of a table or of a list means. */
  readonly kindNamed: (name: string) => Kind | undefined
  /** The kind of record that a page says it holds. */
  readonly kindOfPage?: (page: object) => Kind | undefined
  /** Whether an input that is no list is one record rather than tables by name. */
  readonly isRecord: (input: object) => boolean
  /** The row that a record makes, or the rows, or what kind of record it is when that kind is not imported. */
  readonly rowFrom: (parts: RecordParts, place: Place<Kind>) => Row<Kind> | readonly Row<Kind>[] | string
  /** Whether a list in a record holds records of their own; lists of related records, with a dot in their name, do not by default. */
  readonly holdsRecords?: (name: string) => boolean
}

/** All records in the input, those of lists in them included. What is no record is an issue. */
export function rowsIn<Kind extends string>(input: unknown, format: PayloadFormat<Kind>, ledger: Ledger): Row<Kind>[] {
  const reader: Reader<Kind> = { format, rows: [], unknown: new Map(), ledger }
  if (isList(input, format)) readList(reader, input, {}, 0)
  else if (!isObject(input)) complain(reader, {}, 'unreadable', 'This is neither a record nor a list of records, so nothing was read.')
  else if (isAwaited(input)) complain(reader, {}, 'unreadable', AWAITED)
  else if (format.isRecord(input)) readRecord(reader, input, {}, 0)
  else readTables(reader, input)
  for (const [object, count] of reader.unknown) {
    report(ledger, { object }, 'unknownObject', `Records of this kind are not imported, so those here (${count}) were left out.`)
  }
  return reader.rows
}

interface Reader<Kind extends string> {
  readonly format: PayloadFormat<Kind>
  readonly rows: Row<Kind>[]
  /** How many records there are of kinds that are not imported. */
  readonly unknown: Map<string, number>
  readonly ledger: Ledger
}

const AWAITED = 'This is a promise or a stream, so nothing was read. Await or collect it first.'

/** How deep lists may stand in lists, and lists of records in records. */
const DEPTH = 8

/** The input by the name of what it holds. */
function readTables<Kind extends string>(reader: Reader<Kind>, tables: object): void {
  for (const name of Object.keys(tables)) {
    const value = ownValue(tables, name)
    if (value === null || value === undefined) continue
    const place = { object: reader.format.kindNamed(name), name }
    if (isList(value, reader.format)) readList(reader, value, place, 0)
    else if (!isObject(value)) complain(reader, place, 'unreadable', 'This is no list of records, so it was left out.')
    else if (isAwaited(value)) complain(reader, place, 'unreadable', AWAITED)
    else readList(reader, [value], place, 0)
  }
}

/** A list of records, a page, or pages, which belong together. */
function readList<Kind extends string>(reader: Reader<Kind>, list: object, place: Place<Kind>, depth: number): void {
  const pages: Page[] = []
  readItems(reader, list, place, depth, pages)
  const id = place.parent?.id
  const where = { object: nameOf(place), ...(id !== undefined && { id }) }
  reportMissingPages(pages, where, reader)
  reportFailures(pages, where, reader)
}

function readItems<Kind extends string>(reader: Reader<Kind>, list: object, around: Place<Kind>, depth: number, pages: Page[]): void {
  const page = pageFieldOf(list, reader.format)
  const said = page === undefined || around.object !== undefined ? undefined : reader.format.kindOfPage?.(list)
  const place = said === undefined ? around : { ...around, object: said }
  const first = reader.rows.length
  for (const item of itemsOf(reader, page === undefined ? list : ownValue(list, page), place)) {
    if (depth < DEPTH && isList(item, reader.format)) readItems(reader, item, place, depth + 1, pages)
    else if (isObject(item) && isAwaited(item)) complain(reader, place, 'unreadable', AWAITED)
    else if (depth < DEPTH && isObject(item)) readRecord(reader, item, place, depth)
    else complain(reader, place, 'unreadable', 'There is something in the list that is no record; it was left out.')
  }
  if (page !== undefined) pages.push({ envelope: list, rows: reader.rows.slice(first) })
}

/** What is in a list, as far as it lets itself be read. */
function itemsOf<Kind extends string>(reader: Reader<Kind>, list: unknown, place: Place<Kind>): unknown[] {
  const items: unknown[] = []
  try {
    if (isEndless(list)) throw new RangeError('a list without end')
    if (isIterable(list)) for (const item of list) items.push(item)
  } catch {
    complain(reader, place, 'unreadable', 'A list could not be read to its end; what came before was taken.')
  }
  return items
}

function readRecord<Kind extends string>(reader: Reader<Kind>, record: object, place: Place<Kind>, depth: number): void {
  const { format } = reader
  const parts = partsSafely(reader, record, place)
  if (parts === undefined) return
  const made = format.rowFrom(parts, place)
  const rows = typeof made === 'string' ? [] : [made].flat()
  if (typeof made === 'string') reader.unknown.set(made, (reader.unknown.get(made) ?? 0) + 1)
  for (const row of rows) reader.rows.push(row)
  for (const [name, list] of parts.lists) {
    const parent = rows[0]
    const holdsRecords = format.holdsRecords?.(name) ?? !name.includes('.')
    if (holdsRecords) readList(reader, list, { object: format.kindNamed(name), name, parent }, depth + 1)
  }
}

function partsSafely<Kind extends string>(reader: Reader<Kind>, record: object, place: Place<Kind>): RecordParts | undefined {
  try {
    return partsOf(record, reader.format)
  } catch {
    complain(reader, place, 'unreadable', 'A record could not be read, so it was left out.')
    return undefined
  }
}

function complain<Kind extends string>({ ledger }: Reader<Kind>, place: Place<Kind>, code: ImportIssueCode, message: string): void {
  report(ledger, { object: nameOf(place) }, code, message)
}

function nameOf({ object, name = 'input' }: Place): string {
  return object ?? name
}
