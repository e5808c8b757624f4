import type { OrgUnit } from '../model/orgUnit.js'
import type { Snapshot } from './snapshot.js'
import { rememberedOf } from './work.js'

/** A unit and all units that it is a part of, from the inside out; nothing where the unit is not known. */
export function unitChain(s: Snapshot, unit: string | undefined): readonly string[] {
  const units = rememberedOf(s, s.units, byId)
  const chain = new Set<string>()
  // Revisions that never stood together can make units circle.
  for (let at = unit; at !== undefined && units.has(at) && !chain.has(at); at = units.get(at)?.parent) chain.add(at)
  return [...chain]
}

function byId(units: readonly OrgUnit[]): ReadonlyMap<string, OrgUnit> {
  return new Map(units.map(unit => [unit.id, unit]))
}
