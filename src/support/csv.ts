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
 * Reads comma-separated values as RFC 4180 describes them, and as they come: with any of six delimiters, told from the header, with or
 * without byte order mark, with CRLF, LF or CR. Empty lines are left out.
 *
 * @see Y. Shafranovich, RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files" (2005)
 */
export function parseCsv(text: string): Csv {
  const clean = text.startsWith('\u{FEFF}') ? text.slice(1) : text
  const { rows, openQuote } = rowsOf(clean, delimiterOf(clean))
  const [head, ...body] = rows.filter(row => row.cells.length > 1 || row.cells[0] !== '')
  return { header: head?.cells ?? [], rows: body, ...(openQuote !== undefined && { openQuote }) }
}

/** The delimiter that splits the first line into most cells. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 65_536)
  const cells = (delimiter: string): number => rowsOf(first, delimiter, 1).rows[0]?.cells.length ?? 0
  return DELIMITERS.reduce((best, each) => (cells(each) > cells(best) ? each : best))
}

function rowsOf(
  text: string,
  delimiter: string,
  most = Number.POSITIVE_INFINITY,
): { readonly rows: CsvRow[]; readonly openQuote?: number } {
  const rows: CsvRow[] = []
  let at = 0
  let line = 1
  while (at < text.length && rows.length < most) {
    const begun = line
    const cells: string[] = []
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at, delimiter)
      if (cell === undefined) return { rows, openQuote: line }
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
  return { rows }
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
