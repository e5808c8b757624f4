import type { BuyingRole } from '../model/role.js'
import { foldedText } from '../support/text.js'
import { countUnmapped, type Ledger } from './ledger.js'

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

/** The roles behind labels, each once. Labels that nothing is known of are counted under the field in which they stand. */
export function rolesFor(table: RoleTable, labels: readonly string[], field: string, ledger: Ledger): readonly BuyingRole[] {
  const roles = labels.flatMap(label => {
    const behind = label.trim() === '' ? [] : table.get(labelKey(label))
    if (behind === undefined) countUnmapped(ledger, field, label.trim())
    return behind ?? []
  })
  return [...new Set(roles)]
}

/** Case and spaces do not tell labels apart, and neither do underscores: `BUDGET_HOLDER` and `Budget Holder` are one. */
function labelKey(label: string): string {
  return foldedText(label.replaceAll('_', ' '))
}
