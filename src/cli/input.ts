import { parseCsv } from '../support/csv.js'
import { firstByte, LINE_FEED, OPEN_BRACE, OPEN_BRACKET, refuseOther } from './bytes.js'
import { CliFailure } from './failure.js'
import type { Io } from './io.js'
import { type Item, lineItem, openCell, type Problem, parsed, refuseNarrow, rowItems } from './item.js'

/** What a file holds. */
export interface Input {
  readonly items: readonly Item[]
  /** Lines that hold no value, and why. */
  readonly problems: readonly Problem[]
  /** The names of the columns, if it is a table. */
  readonly header?: readonly string[]
}

/**
 * The values in a file of JSON, NDJSON or CSV, told by its content: one value, or those of an array, or one a line, or one an object per
 * row.
 *
 * A line that holds no value is reported and the others are kept.
 */
export function readItems(io: Io, path: string): Input {
  return itemsIn(io.read(path), path)
}

/** The values in the bytes of a file. */
export function itemsIn(bytes: Uint8Array, path: string): Input {
  refuseOther(bytes, path)
  const first = firstByte(bytes)
  if (first === undefined) return { items: [], problems: [] }
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return itemsOfCsv(decoded(bytes, path), path)
  const whole = parsed(bytes)
  if (whole.failure === undefined) return { items: itemsOfJson(whole.value), problems: [] }
  return itemsOfLines(bytes, path)
}

function itemsOfJson(value: unknown): Item[] {
  return Array.isArray(value) ? value.map((each: unknown, index) => ({ line: 1, value: each, index })) : [{ line: 1, value }]
}

/** One value a line. Lines are split at line feeds only: JSON may hold every other line separator of Unicode. */
export function itemsOfLines(bytes: Uint8Array, path: string): Input {
  const items: Item[] = []
  const problems: Problem[] = []
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    line++
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found < 0 ? bytes.length : found
    const item = lineItem(bytes.subarray(start, end), line, found < 0)
    start = end + 1
    if (item === undefined) continue
    if ('message' in item) problems.push(item)
    else items.push(item)
  }
  if (items.length === 0 && problems.length > 1) throw notLines(path, problems)
  return { items, problems }
}

/** What is said of a file of several lines none of which is a value. */
export function notLines(path: string, [first]: readonly Problem[]): CliFailure {
  return new CliFailure(`${path} is neither JSON nor NDJSON, which has one whole value on each line (line 1: ${first?.message})`)
}

/** Rows as objects by the names in the header. A row with too many or too few cells is reported. */
function itemsOfCsv(text: string, path: string): Input {
  const { header, rows, openQuote } = parseCsv(text)
  refuseNarrow(header, path)
  const found = [...rowItems(header, rows)]
  const problems = [...(openQuote === undefined ? [] : [openCell(openQuote)]), ...found.flatMap(item => ('message' in item ? item : []))]
  return { items: found.flatMap(item => ('message' in item ? [] : item)), problems, header }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CliFailure(`${path} is not in UTF-8. Save it as CSV UTF-8, or say with --encoding how it is written.`)
  }
}
