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
  return new Map(entries.map(([label, roles]) => [roleLabelKey(label), roles === null ? [] : [roles].flat()]))
}

/** Whether something is known of a label, be it that it is no role. */
export function isKnownLabel(table: RoleTable, label: string): boolean {
  return table.has(roleLabelKey(label))
}

/** The roles behind labels, each once. Labels that nothing is known of are counted under the field in which they stand. */
export function rolesFor(table: RoleTable, labels: readonly string[], field: string, ledger: Ledger): readonly BuyingRole[] {
  const roles = labels.flatMap(label => {
    const behind = label.trim() === '' ? [] : table.get(roleLabelKey(label))
    if (behind === undefined) countUnmapped(ledger, field, label.trim())
    return behind ?? []
  })
  return [...new Set(roles)]
}

/** Case and spaces do not tell labels apart, and neither do underscores: `BUDGET_HOLDER` and `Budget Holder` are one. */
export function roleLabelKey(label: string): string {
  return foldedText(label.replaceAll('_', ' '))
}

/**
 * The labels that say these roles: the one that means just these, or else one for each; `undefined` where some of them have none.
 *
 * @param tables labels by what they mean, the first that fits first
 */
export function labelsFor(roles: ReadonlySet<BuyingRole>, tables: readonly RoleLabels[]): readonly string[] | undefined {
  const entries = tables.flatMap(table => Object.entries(table))
  const means = ([, meaning]: readonly [string, RoleLabels[string] | undefined], wanted: ReadonlySet<BuyingRole>): boolean => {
    const meant = new Set([meaning ?? []].flat())
    return meant.size === wanted.size && [...meant].every(role => wanted.has(role))
  }
  const whole = entries.find(entry => means(entry, roles))
  if (whole !== undefined) return [whole[0]]
  const labels = [...roles].map(role => entries.find(entry => means(entry, new Set([role])))?.[0])
  return labels.every(label => label !== undefined) ? labels.sort() : undefined
}
