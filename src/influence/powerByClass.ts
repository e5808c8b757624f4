import type { RoleClass } from '../model/role.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { power } from './power.js'

/** The share of power of each class of roles; all of them sum to 1. */
export type PowerByClass = { readonly [Class in RoleClass]: number }

/**
 * How power lies with the classes of roles: the slow, structural view of a hand-over. As a series of dates, `timeline(village,
 * powerByClass, …)`.
 *
 * @example
 * import { createVillage, powerByClass, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }] })
 * powerByClass(snapshot(village, '2026-03-02')).decider //=> 0.8571
 */
export function powerByClass(snapshot: Snapshot): PowerByClass {
  return measured('powerByClass', snapshot, measurePowerByClass)
}

function measurePowerByClass(s: Snapshot): PowerByClass {
  const shares = { user: 0, advocate: 0, gate: 0, decider: 0, unknown: 0 }
  for (const each of power(s)) shares[each.class] += each.share
  return shares
}

/** The people of a class, in the order of the snapshot. */
export function membersOf(s: Snapshot, wanted: RoleClass): string[] {
  return power(s).flatMap(({ stakeholder, class: own }) => (own === wanted ? [stakeholder] : []))
}
