import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { deepFreeze } from '../support/freeze.js'
import { at, vector } from '../support/linear.js'
import { type OptionShape, oneOf, optionsOf, wholeOrAll } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { authority } from './authority.js'
import { network } from './network.js'

/** Somebody whose passing-on others depend on. */
export interface Gatekeeper {
  readonly stakeholder: string
  /** The share of the class's say with others that is lost when this person no longer passes on what they hear, 0..1. */
  readonly lost: number
}

/** Whose say is followed. */
export interface GatekeeperOptions {
  /** The class whose say is followed to those who decide; users when absent. */
  readonly from?: RoleClass | undefined
  /** At most so many, at least 1; all when absent. */
  readonly limit?: number | undefined
}

const GATEKEEPER_OPTIONS: OptionShape<GatekeeperOptions> = { from: oneOf(...CLASS_ORDER), limit: wholeOrAll(1) }

/**
 * Who carries the users' say onward, and how much of it is lost without them, the most needed first, then by id.
 *
 * The say followed is what the class has with others: its part in what those outside it decide, their rights carried back along the ties.
 * What its own people decide by right is left out, and so is what the person in question decides. `lost` is the share of it that passes
 * through that person: 1 for the only link of a chain, however far anybody is moved. A person besides whom the class has no say with others
 * is left out. What most tools call a gatekeeper is `betweenness` of `account-village/graph`, and often it is somebody else.
 *
 * @throws InvalidArgumentError for a limit that is not a whole number of at least 1
 * @see N. E. Friedkin and E. C. Johnsen, "Social influence networks and opinion change", Advances in Group Processes 16 (1999)
 * @example
 * import { createVillage, gatekeepers, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'eve' }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'eve', kind: 'influence' }, { from: 'eve', to: 'bo', kind: 'influence' }],
 * })
 * gatekeepers(snapshot(village, '2026-03-02'), { limit: 1 }) //=> [{ stakeholder: 'eve', lost: 1 }]
 */
export function gatekeepers(snapshot: Snapshot, options?: GatekeeperOptions): readonly Gatekeeper[] {
  checkGiven('gatekeepers', snapshot)
  const { from = 'user', limit = Number.POSITIVE_INFINITY } = optionsOf('gatekeepers', options, GATEKEEPER_OPTIONS)
  const all = remembered(snapshot, carriersFound)
  const carriers = all.get(from) ?? carrying(snapshot, from)
  all.set(from, carriers)
  return deepFreeze(carriers.slice(0, limit))
}

/** What was found of each class, found once. */
function carriersFound(_: Snapshot): Map<RoleClass, readonly Gatekeeper[]> {
  return new Map()
}

function carrying(s: Snapshot, from: RoleClass): Gatekeeper[] {
  const { rights, classes } = authority(s)
  const { size, system } = network(s)
  const others = vector(size, i => (classes[i] === from ? 0 : at(rights, i)))
  const reached = system.solveTransposed(others)
  const all = s.stakeholders.flatMap(({ id: stakeholder }, j): Gatekeeper[] => {
    const without = at(others, j) === 0 ? reached : system.solveTransposed(others.with(j, 0))
    const lost = lostWithout(s, from, j, without)
    return lost === undefined ? [] : [{ stakeholder, lost }]
  })
  return all.sort((a, b) => b.lost - a.lost || compareText(a.stakeholder, b.stakeholder))
}

/**
 * The share of a class's say with others that passes through `j`; nothing when besides `j` the class has no say with others.
 *
 * With `N = (I - L W)^-1`, the rights `e` of those who are neither of the class nor `j`, and `z = N' e`, the say of `i` is `(1 - l_i) z_i`.
 * A person whose susceptibility becomes 0 has the row `j` of `L W` taken away, which takes `(1 - l_i) z_j N[j][i] / N[j][j]` of it (Sherman
 * and Morrison). Every term is a sum of what is not negative.
 *
 * @param reached `z`
 */
function lostWithout(s: Snapshot, from: RoleClass, j: number, reached: Float64Array): number | undefined {
  const { size, system, susceptibility } = network(s)
  const unit = vector(size, i => Number(i === j))
  // The row of whoever listens to nobody is that of the identity.
  const own = at(susceptibility, j) === 0 ? unit : system.solveTransposed(unit)
  const passedOn = at(reached, j) / at(own, j)
  let lost = 0
  let carried = 0
  authority(s).classes.forEach((each, i) => {
    if (each !== from || i === j) return
    lost += (1 - at(susceptibility, i)) * passedOn * at(own, i)
    carried += (1 - at(susceptibility, i)) * at(reached, i)
  })
  return carried > LEAST_CARRIED ? Math.min(lost / carried, 1) : undefined
}

/** A say of so little is rounding. */
const LEAST_CARRIED = 1e-15
