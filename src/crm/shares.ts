import type { OrgUnit } from '../model/orgUnit.js'
import type { DraftPerson, Origin } from './draft.js'
import { report } from './ledger.js'
import type { VillageScope } from './villageScope.js'

/** The share that the people of a department give it. They may leave it out, but those who give it must agree. */
export function sharedBy(scope: VillageScope, account: string, people: readonly DraftPerson[]): number | undefined {
  const [share, ...others] = new Set(people.flatMap(({ departmentShare }) => departmentShare ?? []))
  if (others.length === 0) return share
  const message = 'The people of one of its departments give it different shares, so it was given none.'
  report(scope.placement.ledger, originOf(scope, account), 'contradiction', message)
  return undefined
}

/** The units without the shares of those places where they sum to more than the whole. */
export function withinWhole(scope: VillageScope, units: readonly OrgUnit[]): OrgUnit[] {
  const sums = new Map<string, number>()
  for (const { parent = scope.id, share = 0 } of units) sums.set(parent, (sums.get(parent) ?? 0) + share)
  const overfull = new Set([...sums].filter(([, sum]) => sum > 1 + ROUNDING).map(([parent]) => parent))
  for (const id of overfull) {
    const message = 'The shares of its units sum to more than 1, so they were given none.'
    report(scope.placement.ledger, originOf(scope, id), 'contradiction', message)
  }
  return units.map(unit => (overfull.has(unit.parent ?? scope.id) ? withoutShare(unit) : unit))
}

/** Below what a village forgives, which adds in another order. */
const ROUNDING = 1e-10

function withoutShare({ share: _, ...unit }: OrgUnit): OrgUnit {
  return unit
}

function originOf({ placement }: VillageScope, account: string): Origin {
  return placement.hierarchy.accounts.get(account)?.from ?? { object: 'Account', id: account }
}
