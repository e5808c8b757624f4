import { type Voice, voices } from '../influence/voice.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { Snapshot } from '../village/snapshot.js'

/** A unit with people in it, or with a share of its own, and what is in it. */
export interface UnitOutline {
  readonly unit: OrgUnit
  readonly units: readonly UnitOutline[]
  readonly people: readonly string[]
}

/** The units of a snapshot as they nest, and who is in none. Units that nobody fills and that have no say are left out. */
export function outlineOf(s: Snapshot): { readonly units: readonly UnitOutline[]; readonly people: readonly string[] } {
  const units = new Map(s.units.map(unit => [unit.id, unit]))
  const insideOf = ({ children }: Voice): { readonly units: readonly UnitOutline[]; readonly people: readonly string[] } => ({
    units: children.flatMap((child): UnitOutline[] => {
      const unit = child.kind === 'unit' ? units.get(child.id) : undefined
      return unit === undefined ? [] : [{ unit, ...insideOf(child) }]
    }),
    people: children.flatMap(({ kind, id }) => (kind === 'stakeholder' ? [id] : [])),
  })
  return insideOf(voices(s))
}
