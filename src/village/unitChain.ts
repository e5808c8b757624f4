import type { OrgUnit } from '../model/orgUnit.js'
import { memoised } from '../support/memo.js'
import type { Snapshot } from './snapshot.js'

/** A unit and all units that it is a part of, from the inside out; nothing where the unit is not known. */
export function unitChain(s: Pick<Snapshot, 'units'>, unit: string | undefined): readonly string[] {
  const units = byId(s.units)
  const chain = new Set<string>()
  // Revisions that never stood together can make units circle.
  for (let at = unit; at !== undefined && units.has(at) && !chain.has(at); at = units.get(at)?.parent) chain.add(at)
  return [...chain]
}

const byId = memoised((units: readonly OrgUnit[]): ReadonlyMap<string, OrgUnit> => new Map(units.map(unit => [unit.id, unit])))
