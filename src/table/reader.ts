import { type Ledger, noteInferred, report } from '../crm/ledger.js'
import type { ImportIssueCode } from '../crm/result.js'
import { quoted } from '../errors.js'
import { type ColumnReader, evidenceIn, numberReader, timeReader, whyNot } from '../reading/column.js'
import { type Cell, flagIn, isNothing, mayBeName } from '../reading/words.js'
import type { Instant } from '../support/instants.js'
import { nearest } from '../support/nearest.js'
import type { ResolvedOptions } from './options.js'
import { columnKey, type Sheet, type SheetRow } from './sheet.js'

/** Reads the cells of a table by the names of their columns. What is no such value is an issue with its place, and `undefined`. */
export interface TableReader {
  readonly sheet: Sheet
  readonly options: ResolvedOptions
  readonly ledger: Ledger
  cell(row: SheetRow, column: string | undefined): Cell | undefined
  text(row: SheetRow, column: string | undefined): string | undefined
  /** A text that may be a name, and so may be a word that is nothing elsewhere. */
  name(row: SheetRow, column: string | undefined): string | undefined
  number(row: SheetRow, column: string | undefined): number | undefined
  instant(row: SheetRow, column: string | undefined): Instant | undefined
  flag(row: SheetRow, column: string | undefined): boolean | undefined
  /** What a cell says as yes or no, whatever column it stands in; `undefined` where it says neither. */
  flagIn(cell: Cell): boolean | undefined
  isNothing(cell: Cell | undefined): boolean
  /** Every cell of a column that is not empty. */
  cellsOf(column: string): readonly Cell[]
  /** How the numbers and the times of a column are read. */
  numbersOf(column: string): ColumnReader<number>
  timesOf(column: string): ColumnReader<Instant>
  /** Writes down an issue with a row. */
  report(row: Pick<SheetRow, 'place'>, code: ImportIssueCode, message: string): void
}

export function readerOf(sheet: Sheet, options: ResolvedOptions, ledger: Ledger): TableReader {
  const { rules } = options
  const [numbers, times] = [new Map<string, ColumnReader<number>>(), new Map<string, ColumnReader<Instant>>()]
  const told = new Set<ColumnReader<unknown>>()
  const readerIn = <Value>(
    readers: Map<string, ColumnReader<Value>>,
    column: string,
    made: () => ColumnReader<Value>,
  ): ColumnReader<Value> => {
    const found = readers.get(columnKey(column)) ?? made()
    readers.set(columnKey(column), found)
    return found
  }
  /** The value in a cell; what is none is told, and once by what rule of its own a column is read. */
  const valueIn = <Value>(row: SheetRow, column: string | undefined, columnOf: (name: string) => ColumnReader<Value>, none: string) => {
    const cell = reader.cell(row, column)
    if (column === undefined || cell === undefined) return undefined
    const values = columnOf(column)
    const read = values.read(cell)
    const rule = values.inferred()
    if (rule !== undefined && !told.has(values)) noteInferred(ledger, { field: column, ...rule })
    if (rule !== undefined) told.add(values)
    if (read.is === 'value') return read.value
    if (read.is !== 'nothing') reader.report(row, 'invalidValue', `${quoted(column)} ${whyNot(read, none)}.`)
    return undefined
  }
  const reader: TableReader = {
    sheet,
    options,
    ledger,
    cell: (row, column) => (column === undefined ? undefined : row.cells.get(columnKey(column))),
    text(row, column) {
      const cell = reader.cell(row, column)
      return cell === undefined || reader.isNothing(cell) ? undefined : String(cell).trim()
    },
    name(row, column) {
      const cell = reader.cell(row, column)
      // A file that leaves cells empty does not write "null" for nothing, so that it is a name.
      const isName = typeof cell === 'string' && mayBeName(cell) && sheet.hasEmptyCells
      return isName ? cell.trim() : reader.text(row, column)
    },
    number: (row, column) => valueIn(row, column, reader.numbersOf, 'is no number'),
    instant: (row, column) => valueIn(row, column, reader.timesOf, 'is no date'),
    flag(row, column) {
      const cell = reader.cell(row, column)
      if (column === undefined || cell === undefined || reader.isNothing(cell)) return undefined
      const flag = reader.flagIn(cell)
      if (flag === undefined) reader.report(row, 'invalidValue', `${quoted(column)} is neither yes nor no, so it was left out.`)
      return flag
    },
    flagIn: cell => flagIn(cell, rules.words),
    isNothing: cell => isNothing(cell, rules.words),
    cellsOf: column => sheet.rows.flatMap(row => reader.cell(row, column) ?? []),
    numbersOf: column => readerIn(numbers, column, () => numberReader(rules, evidenceIn('number', reader.cellsOf(column)))),
    timesOf: column => readerIn(times, column, () => timeReader('time', rules, evidenceIn('time', reader.cellsOf(column)))),
    report(row, code, message) {
      report(ledger, { object: options.name, id: row.place }, code, message)
    },
  }
  for (const { place, message } of sheet.problems) {
    report(ledger, { object: options.name, ...(place !== undefined && { id: place }) }, 'unreadable', message)
  }
  return reader
}

/** Columns that are named and that the table does not have will be spelled wrong. */
export function reportMissingColumns({ sheet, options, ledger }: TableReader, columns: readonly string[]): void {
  const present = new Set(sheet.columns.map(columnKey))
  for (const column of new Set(columns)) {
    if (present.has(columnKey(column)) || sheet.rows.length === 0) continue
    const near = nearest(column, sheet.columns)
    const hint = near === undefined ? '' : ` Did you mean ${quoted(near)}?`
    report(ledger, { object: options.name }, 'missingValue', `There is no column ${quoted(column)}.${hint}`)
  }
}
