/** A line of a table, or several where a quoted cell holds line breaks. */
export interface CsvRow {
  /** The line on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A table of texts. */
export interface Csv {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Where a quoted cell begins that never ends; what follows it is lost. */
  readonly openQuote?: number
}

/** Delimiters that spreadsheets and bulk exports use. */
const DELIMITERS = [',', ';', '\t', '|', '^', '`'] as const

/**
 * Reads comma-separated values as RFC 4180 describes them, and as they come: with any of six delimiters, told from the header or by a first
 * line `sep=;`, with or without byte order mark, with CRLF, LF or CR. Empty lines and NUL characters are left out.
 *
 * @see Y. Shafranovich, RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files" (2005)
 */
export function parseCsv(text: string): Csv {
  const { rest, delimiter, lines } = begun(withoutNul(text))
  const { rows, openQuote } = rowsOf(rest, delimiter)
  const [head, ...body] = rows.filter(isFull).map(({ line, cells }) => ({ line: line + lines, cells }))
  return { header: head?.cells ?? [], rows: body, ...(openQuote !== undefined && { openQuote: openQuote + lines }) }
}

/** What stands at the beginning of a table before its header: a mark, and a line that names the delimiter, as `sep=;` does. */
function begun(text: string): { readonly rest: string; readonly delimiter: string; readonly lines: number } {
  const clean = text.replace(/^\u{FEFF}/u, '')
  const named = /^"?sep=([^\r\n"])"?(?:\r\n|\r|\n|$)/i.exec(clean)
  if (named === null) return { rest: clean, delimiter: delimiterOf(clean), lines: 0 }
  return { rest: clean.slice(named[0].length), delimiter: named[1] ?? ',', lines: 1 }
}

/** NUL is no character of any text: it stands in real fields by mistake, and breaks what is written from them. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}

/**
 * The rows of comma-separated values that come a piece at a time, the header first, as `parseCsv` reads them from one text. No more is held
 * than one piece and the row that it breaks off in.
 *
 * @returns where a quoted cell begins that never ends
 */
export function* csvRows(pieces: Iterable<string>): Generator<CsvRow, number | undefined> {
  let rest = ''
  let line = 1
  let delimiter: string | undefined
  const begin = (): string => {
    const { rest: body, delimiter: found, lines } = begun(rest)
    rest = body
    line += lines
    return found
  }
  for (const piece of pieces) {
    rest += withoutNul(piece)
    if (delimiter === undefined && rest.length < LEAST_HEAD) continue
    delimiter ??= begin()
    const { rows, end, lines } = wholeRows(rest, delimiter)
    for (const row of rows) yield { line: row.line + line - 1, cells: row.cells }
    rest = rest.slice(end)
    line += lines
  }
  delimiter ??= begin()
  const { rows, openQuote } = rowsOf(rest, delimiter)
  for (const row of rows) if (isFull(row)) yield { line: row.line + line - 1, cells: row.cells }
  return openQuote === undefined ? undefined : openQuote + line - 1
}

/** So many characters tell the delimiter. */
const LEAST_HEAD = 65_536

/** The rows of a text that surely end in it, where the last of them ends, and how many lines they take. */
function wholeRows(text: string, delimiter: string): { readonly rows: CsvRow[]; readonly end: number; readonly lines: number } {
  const { rows, starts } = rowsOf(text, delimiter)
  // The last row may go on in the next piece, and so may a quoted cell after it that has not ended yet.
  const end = starts.at(-1) ?? 0
  const whole = rows.filter((_, i) => (starts[i] ?? end) < end)
  return { rows: whole.filter(isFull), end, lines: breaksIn(text.slice(0, end)) }
}

function isFull({ cells }: CsvRow): boolean {
  return cells.length > 1 || cells[0] !== ''
}

type Delimiter = (typeof DELIMITERS)[number]

/** The delimiter that splits the first line into most cells. */
function delimiterOf(text: string): Delimiter {
  const first = text.slice(0, LEAST_HEAD)
  const cells = (delimiter: string): number => rowsOf(first, delimiter, 1).rows[0]?.cells.length ?? 0
  return DELIMITERS.reduce((best, each) => (cells(each) > cells(best) ? each : best))
}

function rowsOf(
  text: string,
  delimiter: string,
  most = Number.POSITIVE_INFINITY,
): { readonly rows: CsvRow[]; readonly starts: readonly number[]; readonly openQuote?: number } {
  const rows: CsvRow[] = []
  const starts: number[] = []
  let at = 0
  let line = 1
  while (at < text.length && rows.length < most) {
    const begun = line
    starts.push(at)
    const cells: string[] = []
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at, delimiter)
      if (cell === undefined) return { rows, starts, openQuote: line }
      cells.push(cell.value)
      line += breaksIn(text.slice(at, cell.end))
      at = cell.end
      if (text[at] !== delimiter) break
      at++
    }
    at += lineBreak(text, at)
    line++
    rows.push({ line: begun, cells })
  }
  return { rows, starts }
}

interface Cell {
  readonly value: string
  readonly end: number
}

/** A cell in quotes, and whatever stands between its closing quote and the next delimiter's place. */
function quotedCell(text: string, start: number): Cell | undefined {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0) return undefined
    if (text[at + 1] !== '"') return { value: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 }
  }
}

function bareCell(text: string, start: number, delimiter: string): Cell {
  let end = start
  while (end < text.length && text[end] !== delimiter && lineBreak(text, end) === 0) end++
  return { value: text.slice(start, end), end }
}

/** The length of the line break at a place; 0 where there is none. */
function lineBreak(text: string, at: number): number {
  if (text[at] === '\n') return 1
  if (text[at] !== '\r') return 0
  return text[at + 1] === '\n' ? 2 : 1
}

function breaksIn(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1
}
