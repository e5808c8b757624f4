import { columns, fitted, rightAligned } from './plain.js'

/** A column of a table. */
export interface Column {
  readonly title: string
  /** Numbers stand on the right. */
  readonly align?: 'right'
  /** Whether the column gives way when the table is too wide; give it to one column. */
  readonly flexible?: boolean
}

/** A table in columns two spaces apart, no wider than so many columns. Cells must be plain text. */
export function textTable(
  head: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  heading: (text: string) => string,
): string[] {
  const widths = widthsOf(head, rows, width)
  const line = (cells: readonly string[]): string =>
    head
      .map(({ align }, i) => (align === 'right' ? rightAligned : fitted)(cells[i] ?? '', widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return [heading(line(head.map(({ title }) => title))), ...rows.map(line)]
}

/** Each column as wide as its widest cell; what is too much is taken from the flexible one. */
function widthsOf(head: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const natural = head.map(({ title }, i) => Math.max(columns(title), ...rows.map(cells => columns(cells[i] ?? ''))))
  const excess = natural.reduce((sum, each) => sum + each, 0) + 2 * (head.length - 1) - width
  return natural.map((each, i) => (head[i]?.flexible === true ? Math.max(12, each - Math.max(0, excess)) : each))
}
