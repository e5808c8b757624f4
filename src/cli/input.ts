import { type CsvRow, parseCsv } from '../support/csv.js'
import { CliFailure } from './failure.js'
import type { Io } from './io.js'
import type { Part } from './parts.js'

/** A value from a file, and the line on which it begins. */
export interface Item {
  readonly line: number
  readonly value: unknown
  /** Where it stood, if it is a part of a value that is not held as a whole. */
  readonly part?: Omit<Part, 'value'>
}

/** What a file holds. */
export interface Input {
  readonly items: readonly Item[]
  /** Lines that hold no value, and why. */
  readonly problems: readonly Problem[]
}

/** The longest line of NDJSON that is read, in bytes. */
const LONGEST_LINE = 256 * 2 ** 20

/**
 * The values in a file of JSON, NDJSON or CSV, told by its content: one value, or those of an array, or one a line, or one an object per
 * row.
 *
 * A line that holds no value is reported and the others are kept.
 */
export function readItems(io: Io, path: string): Input {
  return itemsIn(io.read(path), path)
}

/** The values in a file of JSON or NDJSON, whatever its first line looks like. */
export function readJsonItems(io: Io, path: string): Input {
  const bytes = io.read(path)
  const first = firstByte(bytes)
  if (first === undefined || first === OPEN_BRACE || first === OPEN_BRACKET) return itemsIn(bytes, path)
  refuseUtf16(bytes, path)
  return itemsOfLines(bytes, path)
}

/** The values in the bytes of a file. */
export function itemsIn(bytes: Uint8Array, path: string): Input {
  refuseUtf16(bytes, path)
  const first = firstByte(bytes)
  if (first === undefined) return { items: [], problems: [] }
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return itemsOfCsv(decoded(bytes, path), path)
  const whole = parsed(bytes)
  if (whole.failure === undefined) return { items: itemsOfJson(whole.value), problems: [] }
  return itemsOfLines(bytes, path)
}

export const OPEN_BRACE = 0x7b
export const OPEN_BRACKET = 0x5b
export const LINE_FEED = 0x0a

function itemsOfJson(value: unknown): Item[] {
  return Array.isArray(value) ? value.map((each: unknown) => ({ line: 1, value: each })) : [{ line: 1, value }]
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
  if (items.length === 0 && problems.length > 1) {
    throw new CliFailure(`${path} is neither JSON nor NDJSON, which has one whole value on each line (line 1: ${problems[0]?.message})`)
  }
  return { items, problems }
}

/** A line that holds no value, and why. */
export interface Problem {
  readonly line: number
  readonly message: string
}

/** What a line of NDJSON holds; nothing when it is empty. */
export function lineItem(part: Uint8Array, line: number, isCutOff: boolean): Item | Problem | undefined {
  if (part.length > LONGEST_LINE) return { line, message: `the line has ${part.length} bytes, at most ${LONGEST_LINE} are read` }
  if (firstByte(part) === undefined) return undefined
  const { value, failure } = parsed(part, line === 1)
  if (failure !== undefined) return { line, message: isCutOff ? `${failure}; the last line seems to be cut off` : failure }
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? { line, value } : { line, message: 'the line is no JSON object' }
}

/** Rows as objects by the names in the header. A row with too many or too few cells is reported. */
function itemsOfCsv(text: string, path: string): Input {
  const { header, rows, openQuote } = parseCsv(text)
  refuseNarrow(header, path)
  const found = rows.map(row => rowItem(header, row))
  const problems = [...(openQuote === undefined ? [] : [openCell(openQuote)]), ...found.flatMap(item => ('message' in item ? item : []))]
  return { items: found.flatMap(item => ('message' in item ? [] : item)), problems }
}

/** Refuses what is no table. */
export function refuseNarrow(header: readonly string[], path: string): void {
  if (header.length < 2) throw new CliFailure(`${path} is neither JSON nor CSV with a header of at least two columns`)
}

/** A row as an object by the names in the header. */
export function rowItem(header: readonly string[], { line, cells }: CsvRow): Item | Problem {
  if (cells.length !== header.length) return { line, message: `the row has ${cells.length} cells, the header ${header.length}` }
  return { line, value: Object.fromEntries(header.map((name, i) => [name.trim(), cells[i] ?? ''])) }
}

export function openCell(line: number): Problem {
  return { line, message: 'a quoted cell never ends' }
}

/** The value in some bytes, or what keeps them from being one. Bytes that are no UTF-8 are never silently replaced. */
function parsed(bytes: Uint8Array, mayHaveMark = true): { readonly value?: unknown; readonly failure?: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: !mayHaveMark }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    // A syntax error of the engine quotes the text, which may be about people; only its place is told.
    return { failure: error instanceof SyntaxError ? 'it is no JSON' : 'it is no UTF-8' }
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CliFailure(`${path} is not in UTF-8. Save it as CSV UTF-8.`)
  }
}

/** Refuses what is in another encoding than UTF-8. */
export function refuseUtf16(bytes: Uint8Array, path: string): void {
  const [a, b] = bytes
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  if (marked || (bytes.length > 1 && (a === 0 || b === 0))) throw new CliFailure(`${path} is in UTF-16. Save it in UTF-8.`)
}

/** The first byte that is neither white space nor part of a byte order mark. */
export function firstByte(bytes: Uint8Array): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return bytes.subarray(start).find(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
}
