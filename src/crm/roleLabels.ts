import type { BuyingRole } from '../model/role.js'

/** What labels of a source mean: one role, several, or none. */
export interface RoleLabels {
  readonly [label: string]: BuyingRole | readonly BuyingRole[] | null
}

/** The roles behind labels, whose case and outer spaces do not matter. */
export type RoleTable = ReadonlyMap<string, readonly BuyingRole[]>

/** The table of a source with the caller's labels in place of its own. */
export function roleTable(own: RoleLabels, overrides: RoleLabels = {}): RoleTable {
  const entries = [...Object.entries(own), ...Object.entries(overrides)]
  return new Map(entries.map(([label, roles]) => [labelKey(label), roles === null ? [] : [roles].flat()]))
}

/** The roles behind a label, none for one that means none, or `undefined` for one that nothing is known of. */
export function rolesBehind(table: RoleTable, label: string): readonly BuyingRole[] | undefined {
  return table.get(labelKey(label))
}

function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase()
}
