import { quoted } from '../errors.js'
import type { TableReader } from './reader.js'
import type { SheetRow } from './sheet.js'

/** What rows about one person or account say in a column; where they differ, which is told, the first in the order of text. */
export function agreed(
  rows: readonly SheetRow[],
  { about, column, of }: { readonly about: string; readonly column: string; readonly of: (row: SheetRow) => string | undefined },
  reader: TableReader,
): string | undefined {
  const [first, ...others] = [...new Set(rows.flatMap(row => of(row) ?? []))].sort()
  if (others.length > 0) {
    const message = `Rows about one ${about} differ in ${quoted(column)}. The first in the order of text was taken.`
    for (const row of rows.slice(0, 1)) reader.report(row, 'contradiction', message)
  }
  return first
}
