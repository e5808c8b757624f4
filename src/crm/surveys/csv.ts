import { parseCsv } from '../../support/csv.js'
import { type OffsetAt, offsetsOf } from '../../support/zones.js'
import type { Scalar } from '../fields.js'
import { vendorInstant } from '../instants.js'
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
export function rowsOfCsv(text: string, { slashes }: Pick<ResolvedOptions, 'slashes'>, ledger: Ledger): FileRow[] {
  const { header, rows, openQuote } = parseCsv(text)
  if (openQuote !== undefined) {
    report(ledger, FILE, 'unreadable', `The quoted cell on line ${openQuote} never ends, so that line and those below it were not read.`)
  }
  const { names, below, zones } = columnsOf(header, rows)
  const clocks = zones.map(zone => clockOf(zone, ledger))
  // A row with too few cells may have been cut off in the middle of an answer; one with more has only empty ones behind it.
  const fitting = rows
    .slice(below)
    .filter(({ cells }) => cells.slice(names.length).every(cell => cell.trim() === '') && cells.length >= names.length)
  const misfits = rows.length - below - fitting.length
  if (misfits > 0) {
    report(ledger, FILE, 'unreadable', `Rows with another number of cells than the header has were left out (${misfits}).`)
  }
  return fitting.map(({ cells, line }) => ({ line, fields: fieldsOf(cells, names, clocks, slashes) }))
}

const FILE = { object: 'file' }

function clockOf(zone: Columns['zones'][number], ledger: Ledger): OffsetAt | undefined {
  const clock = zone === undefined ? undefined : offsetsOf(zone)
  if (zone !== undefined && clock === undefined) {
    report(ledger, FILE, 'invalidValue', 'The time zone in the header is none that is known, so its times were taken as having none.')
  }
  return clock
}

/** The cells by the names of their columns in lower case; of several columns of one name the first that is not empty. */
function fieldsOf(
  cells: readonly string[],
  names: readonly string[],
  clocks: readonly (OffsetAt | undefined)[],
  slashes: ResolvedOptions['slashes'],
): Row['fields'] {
  const fields = new Map<string, Scalar | null>()
  for (const [i, name] of names.entries()) {
    const cell = unguarded(cells[i] ?? '')
    const clock = clocks[i]
    const value =
      clock === undefined ? cell : (vendorInstant(cell, { withoutOffset: clock, ...(slashes !== undefined && { slashes }) }) ?? cell)
    if ((fields.get(name) ?? null) === null) fields.set(name, value.trim() === '' ? null : value)
  }
  return fields
}

/** The cell without the apostrophe that keeps spreadsheets from reading it as a formula or a number. */
function unguarded(cell: string): string {
  return /^'[-+=@\d]/.test(cell) ? cell.slice(1) : cell
}
