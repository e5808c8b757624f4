import { columns, fitted, rightAligned } from '../plain.js'
import type { Column } from '../sections/reportSection.js'

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

/** Each column as wide as its widest cell; what is too much is taken from the flexible ones, always from the widest. */
function widthsOf(head: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = head.map(({ title }, i) => Math.max(columns(title), ...rows.map(cells => columns(cells[i] ?? ''))))
  let excess = widths.reduce((sum, each) => sum + each, 0) + 2 * (head.length - 1) - width
  for (; excess > 0; excess--) {
    const able = widths.map((each, i) => (head[i]?.flexible === true && each > LEAST_WIDTH ? each : 0))
    const widest = able.indexOf(Math.max(...able))
    if ((able[widest] ?? 0) === 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

/** A column that gives way keeps this width. */
const LEAST_WIDTH = 12
