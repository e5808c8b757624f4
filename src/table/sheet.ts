import { isEndless, isIterable, isObject } from '../crm/values.js'
import { InvalidArgumentError } from '../errors.js'
import { withFormula } from '../formats/csvText.js'
import type { Cell } from '../reading/words.js'
import { type CsvRow, parseCsv } from '../support/csv.js'
import { reading } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { foldedText } from '../support/text.js'
import { headersAmong } from './headers.js'

/**
 * A table: the text of a CSV file, rows as objects by the names of their columns, or rows as lists of cells with the names of the columns in one
 * of the first, as `readSheet` of `read-excel-file` gives them. A `Date` in a list is what the clock of a spreadsheet shows, with its zone unknown.
 */
export type TableInput = string | Iterable<object>

/** A row of a table. */
export interface SheetRow {
  /** Where it is, as issues name it: `line 4` of a file and `row 4` of lists, counted with the header, or `row 3` of objects. */
  readonly place: string
  /** The cells that are not empty, by `columnKey`. */
  readonly cells: ReadonlyMap<string, Cell>
}

/** A table as it was read. */
export interface Sheet {
  /** The names of the columns, in the order in which they came. */
  readonly columns: readonly string[]
  readonly rows: readonly SheetRow[]
  /** Whether it has lists of cells as a spreadsheet has, which may show a number as a share of a hundred. */
  readonly isSpreadsheet: boolean
  /** Whether cells are left empty, and not filled with a word for nothing. */
  readonly hasEmptyCells: boolean
  /** What could not be read, by place. */
  readonly problems: readonly Problem[]
}

interface Problem {
  readonly place: string
  readonly message: string
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
  return reading(where, 'table', () => {
    const rows: readonly unknown[] = [...table]
    return Array.isArray(rows[0]) ? sheetOfLists(rows) : sheetOfRows(rows)
  })
}

function sheetOfRows(rows: readonly unknown[]): Sheet {
  const columns = new Map<string, string>()
  const problems: Problem[] = []
  let hasEmptyCells = false
  const read = rows.flatMap((row, i): SheetRow[] => {
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
  return { columns: [...columns.values()], rows: read, isSpreadsheet: false, hasEmptyCells, problems }
}

function sheetOfLists(rows: readonly unknown[]): Sheet {
  const problems: Problem[] = []
  const lines = rows.map((row, i): Line => {
    const place = `row ${i + 1}`
    if (isList(row)) return { place, cells: row.map(listedCell) }
    problems.push({ place, message: 'It is no list of cells, so it was left out.' })
    return { place, cells: [] }
  })
  return { ...sheetOfLines(lines, problems), isSpreadsheet: true }
}

/** Whether a row is a list that has an end. */
function isList(row: unknown): row is readonly unknown[] {
  return Array.isArray(row) && !isEndless(row)
}

function sheetOfText(text: string): Sheet {
  const { body, skipped } = withoutMarks(text)
  const { header, rows, openQuote } = parseCsv(body)
  const all: readonly CsvRow[] = [{ line: lineOfHeader(body), cells: header }, ...rows]
  const placeOf = (line: number): string => `line ${line + skipped}`
  const lines = all.map(({ line, cells }): Line => ({ place: placeOf(line), cells: cells.map(listedCell) }))
  const problems = openQuote === undefined ? [] : [{ place: placeOf(openQuote), message: OPEN_QUOTE }]
  return sheetOfLines(lines, problems)
}

/** A row of cells that does not name their columns. */
interface Line {
  readonly place: string
  readonly cells: readonly (Cell | undefined)[]
}

/** The table in rows of which one of the first names the columns. */
function sheetOfLines(lines: readonly Line[], problems: readonly Problem[]): Sheet {
  const start = headersAmong(lines.map(({ cells }) => cells))
  const names = (lines[start]?.cells ?? []).map(name => String(name ?? '').trim())
  const columns = new Map<string, string>()
  for (const name of names) if (name !== '' && !columns.has(columnKey(name))) columns.set(columnKey(name), name)
  const below = lines.slice(start + 1)
  const long = new Set(below.filter(({ cells }) => cells.slice(names.length).some(cell => cell !== undefined)))
  const kept = below.filter(line => !long.has(line))
  return {
    columns: [...columns.values()],
    rows: kept.flatMap(({ place, cells }): SheetRow[] =>
      cells.every(cell => cell === undefined) ? [] : [{ place, cells: cellsOf(names, cells) }],
    ),
    isSpreadsheet: false,
    hasEmptyCells: kept.some(({ cells }) => cells.includes(undefined)),
    problems: [
      ...problems,
      ...[...long].map(({ place }) => ({ place, message: 'It has more cells than the header, so it was left out.' })),
    ],
  }
}

/** What a value is as a cell; lists and objects are none. */
function cellOf(value: unknown): Cell | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : withoutNul(value)
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  return typeof value === 'boolean' ? value : undefined
}

/** A cell of a file, in which a text may be kept from being a formula and a time has no zone. */
function listedCell(value: unknown): Cell | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : clockOf(value)
  const cell = cellOf(value)
  return typeof cell === 'string' ? cellOf(withFormula(cell)) : cell
}

/**
 * What the clock of a spreadsheet shows, to the second: it keeps times as fractions of a day, which come out a millisecond short. Days are the
 * midnights at which they begin.
 */
function clockOf(date: Date): string {
  return new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().replace(/(?:T00:00:00)?\.\d+Z$/, '')
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

/** The cells by the names of their columns; of several columns of one name the first that is not empty. */
function cellsOf(names: readonly string[], cells: readonly (Cell | undefined)[]): ReadonlyMap<string, Cell> {
  const found = new Map<string, Cell>()
  for (const [i, name] of names.entries()) {
    const cell = cells[i]
    if (name !== '' && cell !== undefined && !found.has(columnKey(name))) found.set(columnKey(name), cell)
  }
  return found
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}
