import { dot } from '../math/moveObjective.js'
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
import { passedOn } from './passedOn.js'

/** Somebody whose passing-on others depend on. */
export interface Gatekeeper {
  /** The id of the person or the placeholder. */
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
  const { size, susceptibility } = network(s)
  const own = vector(size, i => (classes[i] === from ? 1 - at(susceptibility, i) : 0))
  const others = vector(size, i => (classes[i] === from ? 0 : at(rights, i)))
  const carried = carriedWithout(s, own, others)
  if (carried === undefined) return []
  const passed = passedOn(s, own, others)
  const all = s.stakeholders.flatMap(({ id: stakeholder }, j): Gatekeeper[] => {
    const say = at(carried, j)
    return say > LEAST_CARRIED ? [{ stakeholder, lost: partOf(at(passed, j), say) }] : []
  })
  return all.sort((a, b) => b.lost - a.lost || compareText(a.stakeholder, b.stakeholder))
}

/** A say of so little is rounding. */
const LEAST_CARRIED = 1e-15

/** Which part of a say it is; what lacks no more than rounding is all of it. */
function partOf(passed: number, say: number): number {
  return passed > say * (1 - 1e-13) ? 1 : passed / say
}

/**
 * The class's say with others besides each person: with the rights `e` of those others and `z = N' e`, the sum of `(1 - l_i) z_i` over the
 * class, less what that person says, or decides. Nothing where the class has no say with others at all.
 */
function carriedWithout(s: Snapshot, own: Float64Array, others: Float64Array): Float64Array | undefined {
  const { size, system } = network(s)
  const reached = system.solveTransposed(others)
  const heard = system.solve(own)
  const all = dot(own, reached)
  if (!(all > LEAST_CARRIED)) return undefined
  return vector(size, j => {
    // Nobody is of the class and of the others.
    const left = all - at(own, j) * at(reached, j) - at(others, j) * at(heard, j)
    if (left > MOST_CANCELLED * all) return left
    // What little is left is added up by itself: of two people without whom nearly all is lost, at most one of each kind is there.
    return dot(own.with(j, 0), at(others, j) === 0 ? reached : system.solveTransposed(others.with(j, 0)))
  })
}

/** What is left of a sum must be above this part of it, or it is mostly rounding. */
const MOST_CANCELLED = 1e-3
