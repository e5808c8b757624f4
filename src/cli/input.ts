import { parseCsv } from '../support/csv.js'
import { CliFailure } from './failure.js'
import type { Io } from './io.js'

/** A value from a file, and the line on which it begins. */
export interface Item {
  readonly line: number
  readonly value: unknown
}

/** What a file holds. */
export interface Input {
  readonly items: readonly Item[]
  /** Lines that hold no value, and why. */
  readonly problems: readonly { readonly line: number; readonly message: string }[]
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

const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const LINE_FEED = 0x0a

function itemsOfJson(value: unknown): Item[] {
  return Array.isArray(value) ? value.map((each: unknown) => ({ line: 1, value: each })) : [{ line: 1, value }]
}

/** One value a line. Lines are split at line feeds only: JSON may hold every other line separator of Unicode. */
export function itemsOfLines(bytes: Uint8Array, path: string): Input {
  const items: Item[] = []
  const problems: { line: number; message: string }[] = []
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    line++
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found < 0 ? bytes.length : found
    const part = bytes.subarray(start, end)
    start = end + 1
    if (part.length > LONGEST_LINE) {
      problems.push({ line, message: `the line has ${part.length} bytes, at most ${LONGEST_LINE} are read` })
      continue
    }
    if (firstByte(part) === undefined) continue
    const { value, failure } = parsed(part, line === 1)
    if (failure !== undefined) problems.push({ line, message: found < 0 ? `${failure}; the last line seems to be cut off` : failure })
    else if (typeof value !== 'object' || value === null || Array.isArray(value))
      problems.push({ line, message: 'the line is no JSON object' })
    else items.push({ line, value })
  }
  if (items.length === 0 && problems.length > 1) {
    throw new CliFailure(`${path} is neither JSON nor NDJSON, which has one whole value on each line (line 1: ${problems[0]?.message})`)
  }
  return { items, problems }
}

/** Rows as objects by the names in the header. A row with too many or too few cells is reported. */
function itemsOfCsv(text: string, path: string): Input {
  const { header, rows, openQuote } = parseCsv(text)
  if (header.length < 2) throw new CliFailure(`${path} is neither JSON nor CSV with a header of at least two columns`)
  const problems = openQuote === undefined ? [] : [{ line: openQuote, message: 'a quoted cell never ends' }]
  const items: Item[] = []
  for (const { line, cells } of rows) {
    if (cells.length === header.length)
      items.push({ line, value: Object.fromEntries(header.map((name, i) => [name.trim(), cells[i] ?? ''])) })
    else problems.push({ line, message: `the row has ${cells.length} cells, the header ${header.length}` })
  }
  return { items, problems }
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

function refuseUtf16(bytes: Uint8Array, path: string): void {
  const [a, b] = bytes
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  if (marked || (bytes.length > 1 && (a === 0 || b === 0))) throw new CliFailure(`${path} is in UTF-16. Save it in UTF-8.`)
}

/** The first byte that is neither white space nor part of a byte order mark. */
function firstByte(bytes: Uint8Array): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return bytes.subarray(start).find(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
}
