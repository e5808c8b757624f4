import { settledShares, settling } from '../math/influence.js'
import type { RoleClass } from '../model/role.js'
import { at } from '../support/linear.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { authority } from './authority.js'
import { betweenness } from './betweenness.js'
import { network } from './network.js'
import { powerShares } from './power.js'

/** Somebody whose passing-on others depend on. */
export interface Gatekeeper {
  readonly stakeholder: string
  /** The share of the class's say that is lost when this person no longer passes on what they hear; at most 1, below 0 for whoever stands in its way. */
  readonly lost: number
  /** How many of the shortest ways between others lead through this person, as a share of all, 0..1 (Freeman's betweenness). It knows nothing of weights or rights. */
  readonly betweenness: number
}

/** Whose say is followed. */
export interface GatekeeperOptions {
  /** The class whose say is followed to those who decide; users when absent. */
  readonly from?: RoleClass
  /** At most so many, at least 1; all when absent. */
  readonly limit?: number
}

/**
 * Who carries the users' say onward, and how much of it is lost without them, the most needed first.
 *
 * `g_j = 1 - (power of the users, j aside, when j's susceptibility is 0) / (their power as it is)`: what is lost when `j` keeps to an opinion of their own and passes nothing on. Somebody
 * besides whom the class has no say is left out. Betweenness stands beside it, because it is what most tools call a gatekeeper, and often it is somebody else.
 *
 * @see N. E. Friedkin and E. C. Johnsen, "Social influence networks and opinion change", Advances in Group Processes 16 (1999), for the power; L. C. Freeman, "A set of measures of centrality
 * based on betweenness", Sociometry 40 (1977)
 * @example
 * import { createVillage, gatekeepers, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'eve' }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'eve', kind: 'influence' }, { from: 'eve', to: 'bo', kind: 'influence' }],
 * })
 * gatekeepers(snapshot(village, '2026-03-02'), { limit: 1 }) //=> [{ stakeholder: 'eve', lost: 0.5, betweenness: 0.5 }]
 */
export function gatekeepers(
  s: Snapshot,
  { from = 'user', limit = Number.POSITIVE_INFINITY }: GatekeeperOptions = {},
): readonly Gatekeeper[] {
  const { classes } = authority(s)
  const { susceptibility } = network(s)
  const open = powerShares(s)
  const between = betweenness(s)
  const all = s.stakeholders.flatMap(({ id: stakeholder }, j): Gatekeeper[] => {
    const others = classes.flatMap((own, i) => (own === from && i !== j ? [i] : []))
    const say = (shares: Float64Array): number => others.reduce((sum, i) => sum + at(shares, i), 0)
    if (!(say(open) > 0)) return []
    const closed = susceptibility.slice()
    closed[j] = 0
    return [{ stakeholder, lost: 1 - say(sharesWith(s, closed)) / say(open), betweenness: between.get(stakeholder) ?? 0 }]
  })
  return all.sort((a, b) => b.lost - a.lost || compareText(a.stakeholder, b.stakeholder)).slice(0, limit)
}

/** The shares of power if everybody were as open as given. */
function sharesWith(s: Snapshot, susceptibility: Float64Array): Float64Array {
  const { size, weights } = network(s)
  const system = settling(size, weights, susceptibility)
  if (system === undefined) throw new TypeError('opinions settle when everybody keeps a share of their own view')
  return settledShares(system, susceptibility, authority(s).rights)
}
