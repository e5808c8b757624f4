import type { OrgUnit } from '../model/orgUnit.js'
import { sortedByText } from '../support/order.js'
import type { TableMapping } from './mapping.js'
import type { TableReader } from './reader.js'
import type { SheetRow } from './sheet.js'

/** The units that rows name by id, each once, with the first of its names in the order of text. */
export function unitsOf(rows: readonly SheetRow[], { unitId, unit }: TableMapping, reader: TableReader): readonly OrgUnit[] {
  const names = new Map<string, string | undefined>()
  for (const row of rows) {
    const id = reader.text(row, unitId)
    const name = reader.text(row, unit)
    const before = id === undefined ? undefined : names.get(id)
    if (id !== undefined && (before === undefined || (name !== undefined && name < before))) names.set(id, name ?? before)
  }
  return sortedByText(names, ([id]) => id).map(([id, name]) => ({
    id,
    name: name ?? id,
    kind: 'department',
    source: reader.options.source,
  }))
}
