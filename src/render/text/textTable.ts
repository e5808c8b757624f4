import { columns, fitted, rightAligned } from '../plain.js'
import type { Column } from '../sections/reportSection.js'
import { hanging } from './layout.js'

/**
 * A table in columns two spaces apart, no wider than so many columns; where there is no room for that, each row in lines of its own. Cells must
 * be plain text.
 */
export function textTable(
  head: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  heading: (text: string) => string,
): string[] {
  const widths = widthsOf(head, rows, width)
  if (totalOf(widths) > width) return rows.flatMap(cells => linesOf(head, cells, width, heading))
  const line = (cells: readonly string[]): string =>
    head
      .map(({ align }, i) => (align === 'right' ? rightAligned : fitted)(cells[i] ?? '', widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return [heading(line(head.map(({ title }) => title))), ...rows.map(line)]
}

/** A row as its first cell and, below it, the others that say anything, each with its title. */
function linesOf(
  head: readonly Column[],
  [first = '', ...cells]: readonly string[],
  width: number,
  heading: (text: string) => string,
): string[] {
  const told = cells.flatMap((cell, i) => (cell === '' ? [] : [`${head[i + 1]?.title ?? ''} ${cell}`]))
  return [heading(fitted(first, width).trimEnd()), ...(told.length > 0 ? hanging('  ', told.join(' · '), width) : [])]
}

/** Each column as wide as its widest cell; what is too much is taken from the flexible ones, always from the widest. */
function widthsOf(head: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = head.map(({ title }, i) => Math.max(columns(title), ...rows.map(cells => columns(cells[i] ?? ''))))
  let excess = totalOf(widths) - width
  for (; excess > 0; excess--) {
    const able = widths.map((each, i) => (head[i]?.flexible === true && each > LEAST_WIDTH ? each : 0))
    const widest = able.indexOf(Math.max(...able))
    if ((able[widest] ?? 0) === 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

/** How wide a table of columns of these widths is. */
function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 2 * (widths.length - 1))
}

/** A column that gives way keeps this width. */
const LEAST_WIDTH = 12
