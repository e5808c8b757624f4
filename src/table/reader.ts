import { type Ledger, report } from '../crm/ledger.js'
import type { ImportIssueCode } from '../crm/result.js'
import { quoted } from '../errors.js'
import type { Instant } from '../support/instants.js'
import { nearest } from '../support/nearest.js'
import { type Cell, type ColumnStyle, columnStyle, flagIn, instantIn, mayBeNothing, missingDateRule, numberIn, textIn } from './cells.js'
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
  /** Every cell of a column that is not empty. */
  cellsOf(column: string): readonly Cell[]
  styleOf(column: string): ColumnStyle
  /** Writes down an issue with a row. */
  report(row: Pick<SheetRow, 'place'>, code: ImportIssueCode, message: string): void
}

export function readerOf(sheet: Sheet, options: ResolvedOptions, ledger: Ledger): TableReader {
  const styles = new Map<string, ColumnStyle>()
  const reader: TableReader = {
    sheet,
    options,
    ledger,
    cell: (row, column) => (column === undefined ? undefined : row.cells.get(columnKey(column))),
    text(row, column) {
      const text = textIn(reader.cell(row, column))
      return text !== undefined && mayBeNothing(text) ? undefined : text
    },
    name(row, column) {
      const text = textIn(reader.cell(row, column))
      // A file that leaves cells empty does not write "null" for nothing, so that it is a name.
      return text !== undefined && mayBeNothing(text) && !sheet.hasEmptyCells ? undefined : text
    },
    number(row, column) {
      const cell = column === undefined || reader.text(row, column) === undefined ? undefined : reader.cell(row, column)
      if (column === undefined || cell === undefined) return undefined
      const number = numberIn(cell, reader.styleOf(column))
      if (typeof number === 'number') return number
      const message =
        number === undefined ? 'is no number, so it was left out' : 'can be read in two ways; say with the option decimal which'
      reader.report(row, 'invalidValue', `${quoted(column)} ${message}.`)
      return undefined
    },
    instant(row, column) {
      const cell = column === undefined || reader.text(row, column) === undefined ? undefined : reader.cell(row, column)
      if (column === undefined || cell === undefined) return undefined
      const instant = instantIn(cell, reader.styleOf(column))
      if (instant !== undefined) return instant
      const option = missingDateRule(cell)
      const message = option === undefined ? 'is no date, so it was left out' : MISSING[option]
      reader.report(row, 'invalidValue', `${quoted(column)} ${message}.`)
      return undefined
    },
    flag(row, column) {
      const cell = column === undefined || reader.text(row, column) === undefined ? undefined : reader.cell(row, column)
      if (column === undefined || cell === undefined) return undefined
      const flag = flagIn(cell)
      if (flag === undefined) reader.report(row, 'invalidValue', `${quoted(column)} is neither yes nor no, so it was left out.`)
      return flag
    },
    cellsOf: column => sheet.rows.flatMap(row => reader.cell(row, column) ?? []),
    styleOf(column) {
      const key = columnKey(column)
      const style = styles.get(key) ?? columnStyle(reader.cellsOf(column), options.rules, sheet.isPlain)
      styles.set(key, style)
      return style
    },
    report(row, code, message) {
      report(ledger, { object: options.name, id: row.place }, code, message)
    },
  }
  for (const { place, message } of sheet.problems) {
    report(ledger, { object: options.name, ...(place !== undefined && { id: place }) }, 'unreadable', message)
  }
  return reader
}

const MISSING = {
  dayOrder: 'can be read in two ways; say with the option dayOrder what comes first',
  timeZone: 'has a time without a zone; name the zone with the option timeZone',
} as const

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
