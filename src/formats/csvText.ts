import type { Cell } from './fields.js'

/** What a column of a table shows of a row. */
export type Column<Row> = readonly [name: string, of: (row: Row) => Cell]

/**
 * A table as comma-separated values with a header, every line ended by CRLF. What is absent is an empty cell, numbers are written so that they
 * read back the same, and texts are kept from being formulas.
 *
 * @see Y. Shafranovich, RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files" (2005)
 */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return `${columns.map(([name]) => name).join(',')}\r\n${csvRowsText(columns, rows)}`
}

/** The same without the header, to be put below rows that have one. */
export function csvRowsText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return rows.map(row => `${columns.map(([, of]) => cellText(of(row))).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  if (cell === undefined) return ''
  const text = typeof cell === 'string' ? withoutFormula(cell) : `${cell}`
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What would end a cell for one reader or another, and blanks at the ends, which some take away. */
const NEEDS_QUOTES = /[",;\t\r\n|^`]|^\s|\s$/

/**
 * A text with an apostrophe before whatever a spreadsheet could take for the beginning of a formula, as OWASP advises: at the beginning, and
 * after semicolons, tabs and line breaks, at which some spreadsheets begin a new cell whatever the quotes say. Blanks, quotes and apostrophes
 * that stand before the formula do not hide it.
 *
 * Whoever reads a table can take it back: where such a place is followed by an apostrophe, that apostrophe goes.
 *
 * @see OWASP, "Application Security Verification Standard 5.0" (2025), 1.2.10, and "CSV Injection"
 */
export function withoutFormula(text: string): string {
  if (!SUSPECT.test(text)) return text
  const places: number[] = []
  // From the end, so that one look at each character tells what comes after it.
  let leadsToFormula = false
  for (let at = text.length - 1; at >= 0; at--) {
    const unit = text.charAt(at)
    leadsToFormula = OPENS.test(unit) || (leadsToFormula && COVERS.test(unit))
    if (leadsToFormula && at > 0 && SEPARATES.test(text.charAt(at - 1))) places.push(at)
  }
  if (leadsToFormula || CONTROLS_FIRST.test(text)) places.push(0)
  places.reverse().push(text.length)
  return (
    text.slice(0, places[0]) +
    places
      .slice(1)
      .map((end, i) => `'${text.slice(places[i], end)}`)
      .join('')
  )
}

/** A text as it was before `withoutFormula`; any other text stays as it is. */
export function withFormula(text: string): string {
  if (!text.includes("'") || !SUSPECT.test(text)) return text
  const guards = new Set<number>()
  let leadsToFormula = false
  for (let at = text.length - 1; at >= 0; at--) {
    const unit = text.charAt(at)
    leadsToFormula = OPENS.test(unit) || (leadsToFormula && COVERS.test(unit))
    if (leadsToFormula && unit === "'" && (at === 0 || SEPARATES.test(text.charAt(at - 1)))) guards.add(at)
  }
  if (/^'+[\t\r\n\0]/.test(text)) guards.add(0)
  return text
    .split('')
    .filter((_, at) => !guards.has(at))
    .join('')
}

/** With what a formula, a command or a macro may begin, in full width too. */
const OPENS = /[=+\-@|%\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}]/u
/** What may stand before it. */
const COVERS = /[\s\p{Cc}\p{Cf}"',;]/u
const SEPARATES = /[;\t\r\n]/
/** Texts that begin with what spreadsheets skip, apostrophes before it aside. */
const CONTROLS_FIRST = /^'*[\t\r\n\0]/
const SUSPECT = /[=+\-@|%\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\t\r\n\0]/u
