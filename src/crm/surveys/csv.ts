import { evidenceIn, timeReader } from '../../reading/column.js'
import type { ResolvedRules } from '../../reading/rules.js'
import { parseCsv } from '../../support/csv.js'
import { offsetsOf } from '../../support/zones.js'
import type { Scalar } from '../fields.js'
import { type Ledger, report } from '../ledger.js'
import type { Row } from '../payloadFormat.js'
import { type Columns, columnsOf } from './headers.js'
import type { ResolvedOptions } from './options.js'

/** A row of a file, before it is known of what tool. */
export interface FileRow {
  readonly fields: Row['fields']
  /** The line on which it begins. */
  readonly line: number
}

/** The rows below the headers of a CSV file. What is wrong with the file is told once. */
export function rowsOfCsv(text: string, { rules }: Pick<ResolvedOptions, 'rules'>, ledger: Ledger): FileRow[] {
  const { header, rows, openQuote } = parseCsv(text)
  if (openQuote !== undefined) {
    report(ledger, FILE, 'unreadable', `The quoted cell on line ${openQuote} never ends, so that line and those below it were not read.`)
  }
  const { names, below, zones } = columnsOf(header, rows)
  // A row with too few cells may have been cut off in the middle of an answer; one with more has only empty ones behind it.
  const fitting = rows
    .slice(below)
    .filter(({ cells }) => cells.slice(names.length).every(cell => cell.trim() === '') && cells.length >= names.length)
  const misfits = rows.length - below - fitting.length
  if (misfits > 0) {
    report(ledger, FILE, 'unreadable', `Rows with another number of cells than the header has were left out (${misfits}).`)
  }
  const readers = zones.map((zone, i) =>
    zonedReader(
      zone,
      fitting.map(({ cells }) => cells[i]),
      rules,
      ledger,
    ),
  )
  return fitting.map(({ cells, line }) => ({ line, fields: fieldsOf(cells, names, readers) }))
}

const FILE = { object: 'file' }

/** Reads the times of a column in the zone that the header tells; what it cannot read stays as it is. */
type ZonedReader = (cell: string) => string

function zonedReader(
  zone: Columns['zones'][number],
  cells: readonly (string | undefined)[],
  rules: ResolvedRules,
  ledger: Ledger,
): ZonedReader | undefined {
  const clock = zone === undefined ? undefined : offsetsOf(zone)
  if (zone !== undefined && clock === undefined) {
    report(ledger, FILE, 'invalidValue', 'The time zone in the header is none that is known, so its times were taken as having none.')
  }
  if (clock === undefined) return undefined
  const reader = timeReader('time', rules, evidenceIn('time', cells))
  return cell => {
    const reading = reader.read(cell, clock)
    return reading.is === 'value' ? reading.value : cell
  }
}

/** The cells by the names of their columns in lower case; of several columns of one name the first that is not empty. */
function fieldsOf(cells: readonly string[], names: readonly string[], readers: readonly (ZonedReader | undefined)[]): Row['fields'] {
  const fields = new Map<string, Scalar | null>()
  for (const [i, name] of names.entries()) {
    const cell = unguarded(cells[i] ?? '')
    const value = readers[i]?.(cell) ?? cell
    if ((fields.get(name) ?? null) === null) fields.set(name, value.trim() === '' ? null : value)
  }
  return fields
}

/** The cell without the apostrophe that keeps spreadsheets from reading it as a formula or a number. */
function unguarded(cell: string): string {
  return /^'[-+=@\d]/.test(cell) ? cell.slice(1) : cell
}
