import { type Committee, clearing, committee } from '../decision/committee.js'
import { at, itemAt, vector } from '../support/linear.js'
import { gaussHermite } from '../support/quadrature.js'
import type { Snapshot } from '../village/snapshot.js'
import { type JointState, jointState } from './jointState.js'
import type { Uncertainty } from './uncertainty.js'

/** So many points stand for all that somebody may say. */
const NODES = 64

/** `F (1 - F)`, with `F` the chance that the decision in view falls in our favour, as the uncertainty to be reduced. */
export function decisionAim(s: Snapshot): Uncertainty {
  const index = new Map(s.stakeholders.map(({ id }, i) => [id, i]))
  const seats = committee(s)
  return aimOf(
    jointState(s),
    seats,
    seats.rule.players.map(player => index.get(player)),
  )
}

function aimOf(state: JointState, seats: Committee, places: readonly (number | undefined)[]): Uncertainty {
  const left = open(seats, seats)
  /** How far each seat's sentiment moves when somebody is heard one standard deviation above what was expected. */
  const moves = (i: number): Float64Array =>
    vector(places.length, seat => {
      const place = places[seat]
      return place === undefined ? 0 : state.covariance(place, i) / Math.sqrt(state.spread(i))
    })
  const variancesAfter = (by: Float64Array): Float64Array =>
    vector(by.length, seat => Math.max(at(seats.variances, seat) - at(by, seat) ** 2, 0))
  return {
    left,
    gain(i) {
      const by = moves(i)
      const variances = variancesAfter(by)
      const { nodes, weights } = gaussHermite(NODES)
      const after = nodes.reduce((sum, z, k) => {
        const means = vector(by.length, seat => at(seats.means, seat) + z * at(by, seat))
        return sum + itemAt(weights, k) * open(seats, { means, variances })
      }, 0)
      return left - after
    },
    hearing: i => aimOf(state.hearing(i), { ...seats, variances: variancesAfter(moves(i)) }, places),
  }
}

function open(seats: Committee, { means, variances }: Pick<Committee, 'means' | 'variances'>): number {
  const passes = clearing({ rule: seats.rule, means, variances }, seats.threshold)
  return passes * (1 - passes)
}
