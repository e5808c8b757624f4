import { byStakeholder, inIdOrder } from '../math/rows.js'
import type { RoleClass } from '../model/role.js'
import { at, vector } from '../support/linear.js'
import { sortedByText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, shared } from '../village/work.js'
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
  /** The class of their roles; of several the one nearest to deciding, and `unknown` without roles. */
  readonly class: RoleClass
}

/** A row of `power`. */
export interface PowerRow extends Power {
  /** The id of the person or the placeholder. */
  readonly stakeholder: string
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
 * power(snapshot(village, '2026-03-02'))[0]
 * //=> { stakeholder: 'ann', share: 0.4, authority: 0.1429, influence: 0.2571, class: 'user' }
 */
export function power(snapshot: Snapshot): readonly PowerRow[] {
  return measured('power', snapshot, measurePower)
}

function measurePower(s: Snapshot): readonly PowerRow[] {
  const { rights, classes } = authority(s)
  const shares = powerShares(s)
  return inIdOrder(
    s.stakeholders.map(({ id: stakeholder }, i) => {
      const [share, own] = [at(shares, i), at(rights, i)]
      return { stakeholder, share, authority: own, influence: share - own, class: classes[i] ?? 'unknown' }
    }),
  )
}

/** The rows of `power` by id. */
export function powerByStakeholder(s: Snapshot): ReadonlyMap<string, PowerRow> {
  return remembered(s, computePowerByStakeholder)
}

function computePowerByStakeholder(s: Snapshot): ReadonlyMap<string, PowerRow> {
  return byStakeholder(power(s))
}

/** The shares of power in the order of the snapshot. */
export function powerShares(s: Snapshot): Float64Array {
  return shared(s, powerParts, computePowerShares)
}

function computePowerShares(s: Snapshot): Float64Array {
  const { system, susceptibility } = network(s)
  const reached = system.solveTransposed(authority(s).rights)
  return vector(system.size, i => at(reached, i) * (1 - at(susceptibility, i)))
}

function powerParts(s: Snapshot): readonly object[] {
  return [network(s), authority(s)]
}

function listening(s: Snapshot): readonly object[] {
  return [network(s)]
}

/** A part of somebody's settled opinion. */
export interface InfluenceRow {
  /** Whose settled opinion it is. */
  readonly stakeholder: string
  /** Whose own opinion the part comes from. */
  readonly from: string
  /** How much of the settled opinion it is, above 0; the parts of one settled opinion sum to 1. */
  readonly share: number
}

/**
 * Who moves whom once all have talked, directly and through others, in order of `stakeholder` and `from`. Where somebody has no influence on
 * somebody there is no row.
 *
 * @see `friedkinJohnsen` of `account-village/math` for the formula and its source
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { totalInfluence } from 'account-village/graph'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
 * })
 * totalInfluence(snapshot(village, '2026-03-02')).map(({ stakeholder, from, share }) => [stakeholder, from, share])
 * //=> [['ann', 'ann', 1], ['bo', 'ann', 0.3], ['bo', 'bo', 0.7]]
 */
export function totalInfluence(snapshot: Snapshot): readonly InfluenceRow[] {
  return measured('totalInfluence', snapshot, measureTotalInfluence)
}

function measureTotalInfluence(s: Snapshot): readonly InfluenceRow[] {
  const ids = s.stakeholders.map(({ id }) => id)
  const rows = influenceRows(s).map((row, i) => ({ stakeholder: ids[i] ?? '', row }))
  return sortedByText(rows, ({ stakeholder }) => stakeholder).flatMap(({ stakeholder, row }) => {
    const parts = [...row].map(([j, share]): InfluenceRow => ({ stakeholder, from: ids[j] ?? '', share }))
    return sortedByText(parts, ({ from }) => from)
  })
}

/** How the settled opinion of each is made up of everybody's own, by place in the snapshot and without zeros; it sums to 1. */
export function influenceRows(s: Snapshot): readonly ReadonlyMap<number, number>[] {
  return shared(s, listening, computeInfluenceRows)
}

function computeInfluenceRows(s: Snapshot): readonly ReadonlyMap<number, number>[] {
  const rows = s.stakeholders.map(() => new Map<number, number>())
  for (let j = 0; j < rows.length; j++) {
    followingOf(s, j).forEach((share, i) => {
      if (share > 0) rows[i]?.set(j, share)
    })
  }
  return rows
}

/** The part that each person's own opinion has in the settled one of the person in a place. */
export function partsOfSettled(s: Snapshot, place: number): Float64Array {
  const { size, system, susceptibility } = network(s)
  const reached = system.solveTransposed(vector(size, i => Number(i === place)))
  return vector(size, j => at(reached, j) * (1 - at(susceptibility, j)))
}

/** How much the settled opinion of each person follows the own one of the person in a place, in the order of the snapshot. */
export function followingOf(s: Snapshot, place: number): Float64Array {
  const { size, system, susceptibility } = network(s)
  return system.solve(vector(size, i => (i === place ? 1 - at(susceptibility, i) : 0)))
}
