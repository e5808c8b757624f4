import { isPaging, NO_RECORD, type Opened, opened, tableName } from './envelopes.js'
import { type RecordParts, recordParts } from './fields.js'
import { type Ledger, report } from './ledger.js'
import { listIn, type RecordList } from './lists.js'
import { type Page, reportFailures, reportMissingPages } from './pages.js'
import { type PayloadFormat, type Place, type Row, WEB_LIST } from './payloadFormat.js'
import type { ImportIssueCode } from './result.js'
import { isAwaited, isEndless, isIterable, isObject, ownValue } from './values.js'

/** All records in the input, those of lists in them included. What is no record is an issue. */
export function rowsIn<Kind extends string>(input: unknown, format: PayloadFormat<Kind>, ledger: Ledger): Row<Kind>[] {
  const reader: Reader<Kind> = { format, rows: [], unknown: new Map(), ledger }
  readValue(
    reader,
    input,
    {},
    {
      list: list => readList(reader, list, {}, 0),
      record: record => (format.isRecord(record) ? readRecord(reader, record, {}, 0) : readTables(reader, record)),
      neither: 'This is neither a record nor a list of records, so nothing was read.',
    },
  )
  for (const [object, count] of reader.unknown) {
    const message = object === WEB_LIST ? WEB_LIST_LEFT_OUT : 'Records of this kind are not imported, so those here (COUNT) were left out.'
    report(ledger, { object }, 'unknownObject', message.replace('COUNT', String(count)))
  }
  return reader.rows
}

const WEB_LIST_LEFT_OUT =
  'Records with labels in place of the names of fields, as the web page exports them, are not read, so those here (COUNT) were left out. Take them from the API, or read them as a table of your own.'

interface Reader<Kind extends string> {
  readonly format: PayloadFormat<Kind>
  readonly rows: Row<Kind>[]
  /** How many records there are of kinds that are not imported. */
  readonly unknown: Map<string, number>
  readonly ledger: Ledger
}

/** What is done with a value, by what it is. */
interface Ways {
  readonly list: (list: RecordList) => void
  readonly record: (record: object) => void
  /** The issue when it is neither. */
  readonly neither: string
}

/** How deep lists may stand in lists, and lists of records in records. */
const DEPTH = 8

function readValue<Kind extends string>(reader: Reader<Kind>, value: unknown, place: Place<Kind>, { list, record, neither }: Ways): void {
  const found = listIn(value, reader.format)
  const open = isObject(value) && !isAwaited(value) && !isIterable(value) ? opened(value) : undefined
  if (open === NO_RECORD) return
  if (open !== undefined) readOpened(reader, open, place)
  else if (found !== undefined) list(found)
  else if (!isObject(value)) complain(reader, place, 'unreadable', neither)
  else if (isAwaited(value))
    complain(reader, place, 'unreadable', 'This is a promise or a stream, so nothing was read. Await or collect it first.')
  else record(value)
}

/** A record that came in an envelope, which may say what it is. */
function readOpened<Kind extends string>(reader: Reader<Kind>, { record, table }: Opened, place: Place<Kind>): void {
  const { format } = reader
  const named = table === undefined ? place : { object: format.kindNamed(tableName(table)), name: tableName(table) }
  readRecord(reader, record, named, 0)
}

/** The input by the name of what it holds. */
function readTables<Kind extends string>(reader: Reader<Kind>, tables: object): void {
  for (const key of Object.keys(tables)) {
    const value = ownValue(tables, key)
    if (value === null || value === undefined) continue
    if (isPaging(key, value)) {
      if (value === true) complain(reader, {}, 'incomplete', 'A page says that there is more. Fetch pages until none says so.')
      continue
    }
    const name = tableName(key)
    const place = { object: reader.format.kindNamed(name), name }
    readValue(reader, value, place, {
      list: list => readList(reader, list, place, 0),
      record: record => readRecord(reader, record, place, 0),
      neither: 'This is no list of records, so it was left out.',
    })
  }
}

/** A list of records, a page, or pages, which belong together. */
function readList<Kind extends string>(reader: Reader<Kind>, list: RecordList, place: Place<Kind>, depth: number): void {
  const pages: Page[] = []
  readItems(reader, list, place, depth, pages)
  const id = place.parent?.id
  const where = { object: nameOf(place), ...(id !== undefined && { id }) }
  reportMissingPages(pages, where, reader)
  reportFailures(pages, where, reader)
}

function readItems<Kind extends string>(
  reader: Reader<Kind>,
  { items, page }: RecordList,
  around: Place<Kind>,
  depth: number,
  pages: Page[],
): void {
  const said = page === undefined || around.object !== undefined ? undefined : reader.format.kindOfPage?.(page)
  const place = said === undefined ? around : { ...around, object: said }
  const first = reader.rows.length
  const neither = 'There is something in the list that is no record; it was left out.'
  const refuse = (): void => complain(reader, place, 'unreadable', neither)
  for (const item of itemsOf(reader, items, place)) {
    readValue(reader, item, place, {
      list: depth < DEPTH ? list => readItems(reader, list, place, depth + 1, pages) : refuse,
      record: depth < DEPTH ? record => readRecord(reader, record, place, depth) : refuse,
      neither,
    })
  }
  if (page !== undefined) pages.push({ envelope: page, rows: reader.rows.slice(first) })
}

/** What is in a list, as far as it lets itself be read. */
function itemsOf<Kind extends string>(reader: Reader<Kind>, list: RecordList['items'], place: Place<Kind>): unknown[] {
  const items: unknown[] = []
  try {
    if (isEndless(list)) throw new RangeError('a list without end')
    for (const item of list ?? []) items.push(item)
  } catch {
    complain(reader, place, 'unreadable', 'A list could not be read to its end; what came before was taken.')
  }
  return items
}

function readRecord<Kind extends string>(reader: Reader<Kind>, record: object, place: Place<Kind>, depth: number): void {
  const { format, ledger } = reader
  const parts = partsSafely(reader, record, place)
  if (parts === undefined) return
  const made = format.rowFrom(parts, place)
  const rows = typeof made === 'string' ? [] : [made].flat()
  if (typeof made === 'string') reader.unknown.set(made, (reader.unknown.get(made) ?? 0) + 1)
  for (const row of rows) reader.rows.push(row)
  for (const [name, value] of parts.lists) {
    const parent = rows[0]
    const list = (format.holdsRecords?.(name) ?? !name.includes('.')) ? listIn(value, format) : undefined
    if (list !== undefined) readList(reader, list, { object: format.kindNamed(name), name, parent }, depth + 1)
    else if (parts.numbered?.includes(name) === true) {
      const unread = { object: nameOf({ ...place, object: parent?.object ?? place.object }) }
      report(ledger, unread, 'unknownObject', `Columns of records in it, such as ${name}.0, are not read, so what they hold was left out.`)
    }
  }
}

function partsSafely<Kind extends string>(reader: Reader<Kind>, record: object, place: Place<Kind>): RecordParts | undefined {
  try {
    return recordParts(record, reader.format)
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
