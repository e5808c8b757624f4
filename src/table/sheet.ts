import { isEndless, isIterable, isObject } from '../crm/values.js'
import { InvalidArgumentError } from '../errors.js'
import { withFormula } from '../formats/csvText.js'
import { type CsvRow, parseCsv } from '../support/csv.js'
import { reading } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { foldedText } from '../support/text.js'
import type { Cell } from './cells.js'
import { headersAmong } from './headers.js'

/** A table: the text of a CSV file, or rows as objects by the names of their columns. */
export type TableInput = string | Iterable<object>

/** A row of a table. */
export interface SheetRow {
  /** Where it is, as issues name it: `line 4` of a file, counted with its header, or `row 3` of objects. */
  readonly place: string
  /** The cells that are not empty, by `columnKey`. */
  readonly cells: ReadonlyMap<string, Cell>
}

/** A table as it was read. */
export interface Sheet {
  /** The names of the columns, in the order in which they came. */
  readonly columns: readonly string[]
  readonly rows: readonly SheetRow[]
  /** Whether numbers are written with a point, as programs write them; what a spreadsheet saved with semicolons may have commas. */
  readonly isPlain: boolean
  /** Whether cells are left empty, and not filled with a word for nothing. */
  readonly hasEmptyCells: boolean
  /** What could not be read, by place. */
  readonly problems: readonly { readonly place?: string; readonly message: string }[]
}

/** The name of a column as it is compared: case and blanks do not matter. */
export function columnKey(name: string): string {
  return foldedText(name)
}

/**
 * Reads a table.
 *
 * @throws InvalidArgumentError, in the name of the function, for what is no table
 */
export function sheetOf(where: string, table: unknown): Sheet {
  if (typeof table === 'string') return sheetOfText(table)
  if (!isIterable(table) || isEndless(table)) {
    const message = `is ${a(kindOf(table))}, neither the text of a CSV file nor a list of rows`
    throw new InvalidArgumentError(where, [{ path: 'table', message, code: 'invalidArgument' }])
  }
  return reading(where, 'table', () => sheetOfRows(table))
}

function sheetOfRows(rows: Iterable<unknown>): Sheet {
  const columns = new Map<string, string>()
  const problems: { place: string; message: string }[] = []
  let hasEmptyCells = false
  const read = [...rows].flatMap((row, i): SheetRow[] => {
    const place = `row ${i + 1}`
    if (!isObject(row) || isIterable(row)) {
      problems.push({ place, message: 'It is no object by the names of columns, so it was left out.' })
      return []
    }
    const cells = new Map<string, Cell>()
    for (const name of Object.keys(row)) {
      const key = columnKey(name)
      const cell = cellOf(Reflect.get(row, name))
      if (!columns.has(key)) columns.set(key, name)
      if (cell === undefined) hasEmptyCells = true
      else if (!cells.has(key)) cells.set(key, cell)
    }
    return [{ place, cells }]
  })
  return { columns: [...columns.values()], rows: read, isPlain: true, hasEmptyCells, problems }
}

/** What a value is as a cell; lists and objects are none. */
function cellOf(value: unknown): Cell | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : withoutNul(value)
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value
  return typeof value === 'boolean' ? value : undefined
}

function sheetOfText(text: string): Sheet {
  const { body, skipped } = withoutMarks(text)
  const { header, rows, openQuote } = parseCsv(body)
  const all: readonly CsvRow[] = [{ line: lineOfHeader(body), cells: header }, ...rows]
  const start = headersAmong(all.map(({ cells }) => cells))
  const names = (all[start]?.cells ?? []).map(name => withoutNul(name).trim())
  const columns = new Map<string, string>()
  for (const name of names) if (name !== '' && !columns.has(columnKey(name))) columns.set(columnKey(name), name)
  const below = all.slice(start + 1)
  const long = below.filter(({ cells }) => cells.slice(names.length).some(cell => cell.trim() !== ''))
  const problems = [
    ...(openQuote === undefined ? [] : [{ place: `line ${openQuote + skipped}`, message: OPEN_QUOTE }]),
    ...long.map(({ line }) => ({ place: `line ${line + skipped}`, message: 'It has more cells than the header, so it was left out.' })),
  ]
  const kept = below.filter(row => !long.includes(row))
  const isEmpty = (cell: string | undefined): boolean => (cell ?? '').trim() === ''
  return {
    columns: [...columns.values()],
    rows: kept.flatMap(({ line, cells }): SheetRow[] =>
      cells.every(isEmpty) ? [] : [{ place: `line ${line + skipped}`, cells: cellsOf(names, cells) }],
    ),
    isPlain: !isSplitBySemicolons(body, all[start]?.cells.length ?? 0),
    hasEmptyCells: kept.some(({ cells }) => cells.some(isEmpty)),
    problems,
  }
}

const OPEN_QUOTE = 'A quoted cell begins here and never ends, so what follows was left out.'

/** The text without byte order mark and without a first line that only names the delimiter. */
function withoutMarks(text: string): { readonly body: string; readonly skipped: number } {
  const [mark = ''] = /^\u{FEFF}?(?:"?sep=[^\r\n]"?(?:\r\n|\r|\n))?/iu.exec(text) ?? []
  return { body: text.slice(mark.length), skipped: /[\r\n]/.test(mark) ? 1 : 0 }
}

function lineOfHeader(body: string): number {
  const [blank = ''] = /^[\r\n]*/.exec(body) ?? []
  return blank.split(/\r\n|\r|\n/).length
}

function isSplitBySemicolons(body: string, cells: number): boolean {
  return cells > 1 && parseCsv(body.replaceAll(';', '')).header.length < cells
}

/** The cells by the names of their columns; of several columns of one name the first that is not empty. */
function cellsOf(names: readonly string[], cells: readonly string[]): ReadonlyMap<string, Cell> {
  const found = new Map<string, Cell>()
  for (const [i, name] of names.entries()) {
    const text = withoutNul(withFormula(cells[i] ?? ''))
    if (name !== '' && text.trim() !== '' && !found.has(columnKey(name))) found.set(columnKey(name), text)
  }
  return found
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}
