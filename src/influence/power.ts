import { settledShares, totalInfluenceOf } from '../math/influence.js'
import type { RoleClass } from '../model/role.js'
import { at, rowsOf } from '../support/linear.js'
import { sharedBy } from '../support/memo.js'
import { measure } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { authority } from './authority.js'
import { network } from './network.js'

/** One person's say in what the account does. */
export interface Power {
  /** Their share of all power, 0..1; all shares sum to 1. */
  readonly share: number
  /** The part that is theirs by role, 0..1. */
  readonly authority: number
  /** What talking adds to it: above 0 for whoever moves those who decide, below 0 for whoever decides as others tell them. */
  readonly influence: number
  readonly class: RoleClass
}

/**
 * Everybody's share of power: rights by role, carried back along the ties to those whose opinion they express.
 *
 * `omega = V' d` with decision rights `d` and total influence `V` (Friedkin and Johnsen). It is a weight for opinions, not a forecast of a
 * vote.
 *
 * @example
 * import { createVillage, power, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
 * })
 * power(snapshot(village, '2026-03-02')).get('ann')
 * //=> { share: 0.4286, authority: 0.1429, influence: 0.2857, class: 'user' }
 */
export const power: (snapshot: Snapshot) => ReadonlyMap<string, Power> = measure('power', s => {
  const { rights, classes } = authority(s)
  const shares = powerShares(s)
  return new Map(
    s.stakeholders.map(({ id }, i) => [
      id,
      { share: at(shares, i), authority: at(rights, i), influence: at(shares, i) - at(rights, i), class: classes[i] ?? 'unknown' },
    ]),
  )
})

/** The shares of power in the order of the snapshot. */
export const powerShares = sharedBy(powerParts, (s: Snapshot): Float64Array => {
  const { system, susceptibility } = network(s)
  return settledShares(system, susceptibility, authority(s).rights)
})

function powerParts(s: Snapshot): readonly object[] {
  return [network(s), authority(s)]
}

function listening(s: Snapshot): readonly object[] {
  return [network(s)]
}

/** How everybody's settled opinion is made up. */
export interface TotalInfluence {
  /** The stakeholders, in the order of the matrix. */
  readonly ids: readonly string[]
  /** Row `i` is how the settled opinion of `i` is made up of everybody's own; it sums to 1. */
  readonly matrix: number[][]
}

/**
 * Who moves whom once all have talked, directly and through others.
 *
 * @see `friedkinJohnsen` of `account-village/math` for the formula and its source
 */
export const totalInfluence: (snapshot: Snapshot) => TotalInfluence = measure(
  'totalInfluence',
  sharedBy(listening, s => {
    const { size, system, susceptibility } = network(s)
    return { ids: s.stakeholders.map(({ id }) => id), matrix: rowsOf(totalInfluenceOf(system, susceptibility), size) }
  }),
)
