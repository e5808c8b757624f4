import type { CsvRow } from '../support/csv.js'
import { firstByte } from './bytes.js'
import { CliFailure } from './failure.js'
import type { Part } from './parts.js'

/** A value from a file, and the line on which it begins. */
export interface Item {
  readonly line: number
  readonly value: unknown
  /** Which of the values of an array it is. */
  readonly index?: number
  /** Where it stood, if it is a part of a value that is not held as a whole. */
  readonly part?: Omit<Part, 'value'>
}

/** A line that holds no value, and why. */
export interface Problem {
  readonly line: number
  readonly message: string
}

/** The longest line of NDJSON that is read, in bytes. */
const LONGEST_LINE = 256 * 2 ** 20

/** A line of NDJSON as a text whose value is yet to be found. */
export interface LineText {
  readonly line: number
  readonly text: string
  /** Whether no line feed stands behind it. */
  readonly isLast: boolean
}

/** The text of a line of NDJSON; nothing when it is empty. */
export function lineText(part: Uint8Array, line: number, isLast: boolean): LineText | Problem | undefined {
  if (part.length > LONGEST_LINE) return tooLong(part, line)
  if (firstByte(part) === undefined) return undefined
  try {
    return { line, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: line !== 1 }).decode(part), isLast }
  } catch {
    return { line, message: unread(NO_UTF_8, isLast) }
  }
}

function tooLong({ length }: Uint8Array, line: number): Problem {
  return { line, message: `the line has ${length} bytes, at most ${LONGEST_LINE} are read` }
}

export const NO_JSON = 'it is no JSON'
const NO_UTF_8 = 'it is no UTF-8'

/** Why a line cannot be read. */
export function unread(failure: string, isCutOff: boolean): string {
  return isCutOff ? `${failure}; the last line seems to be cut off` : failure
}

/** What a line of NDJSON holds; nothing when it is empty. */
export function lineItem(part: Uint8Array, line: number, isCutOff: boolean): Item | Problem | undefined {
  if (part.length > LONGEST_LINE) return tooLong(part, line)
  if (firstByte(part) === undefined) return undefined
  const { value, failure } = parsed(part, line === 1)
  if (failure !== undefined) return { line, message: unread(failure, isCutOff) }
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? { line, value } : { line, message: 'the line is no JSON object' }
}

/** Refuses what is no table. */
export function refuseNarrow(header: readonly string[], path: string): void {
  if (header.length < 2) throw new CliFailure(`${path} is neither JSON nor CSV with a header of at least two columns`)
}

/** A row as an object by the names in the header. */
function rowItem(header: readonly string[], { line, cells }: CsvRow): Item | Problem {
  if (cells.length !== header.length) return { line, message: `the row has ${cells.length} cells, the header ${header.length}` }
  return { line, value: Object.fromEntries(header.map((name, i) => [name.trim(), cells[i] ?? ''])) }
}

/**
 * The rows of a table as objects. Lines of a single cell at its end, after an empty one, are what reports of web pages have below their
 * table: a title, a maker, a date. They are no rows.
 */
export function* rowItems(header: readonly string[], rows: Iterable<CsvRow>): Generator<Item | Problem> {
  let last = 0
  let foot: CsvRow[] = []
  for (const row of rows) {
    const isLone = row.cells.length === 1 && header.length > 2
    if (isLone && (foot.length > 0 || row.line > last + 1)) foot.push(row)
    else {
      for (const each of foot) yield rowItem(header, each)
      foot = []
      yield rowItem(header, row)
    }
    last = row.line + row.cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0)
  }
  if (foot.length > LONGEST_FOOT) for (const each of foot) yield rowItem(header, each)
}

/** No report has more lines below its table. */
const LONGEST_FOOT = 20

export function openCell(line: number): Problem {
  return { line, message: 'a quoted cell never ends' }
}

/** The value in some bytes, or what keeps them from being one. Bytes that are no UTF-8 are never silently replaced. */
export function parsed(bytes: Uint8Array, mayHaveMark = true): { readonly value?: unknown; readonly failure?: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: !mayHaveMark }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    // A syntax error of the engine quotes the text, which may be about people; only its place is told.
    return { failure: error instanceof SyntaxError ? NO_JSON : NO_UTF_8 }
  }
}
