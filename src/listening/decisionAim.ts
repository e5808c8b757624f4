import { type Committee, committeeAtVote, passing } from '../decision/committee.js'
import { voteOn } from '../decision/vote.js'
import { at, itemAt, vector } from '../support/linear.js'
import { gaussHermite } from '../support/quadrature.js'
import type { Snapshot } from '../village/snapshot.js'
import { type JointState, jointState } from './jointState.js'
import type { Uncertainty } from './uncertainty.js'

/** So many points stand for all that somebody may say. */
const NODES = 64

/** `F (1 - F)`, with `F` the chance on the day of the vote that the rule passes, as the uncertainty to be reduced by hearing people today. */
export function decisionAim(s: Snapshot): Uncertainty {
  const fade = 2 ** (-voteOn(s).agedDays / s.settings.sentiment.halfLifeDays)
  return aimOf(jointState(s), committeeAtVote(s), fade)
}

function aimOf(state: JointState, seats: Committee, fade: number): Uncertainty {
  const { places } = seats
  const left = open(seats)
  /** How far each seat's sentiment at the vote moves when somebody is heard today one standard deviation above what was expected. */
  const moves = (i: number): Float64Array =>
    vector(places.length, seat => {
      const place = places[seat]
      return place === undefined ? 0 : (fade * state.covariance(place, i)) / Math.sqrt(state.spread(i))
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
        return sum + itemAt(weights, k) * open({ ...seats, means, variances })
      }, 0)
      return left - after
    },
    hearing: i => aimOf(state.hearing(i), { ...seats, variances: variancesAfter(moves(i)) }, fade),
  }
}

function open(seats: Committee): number {
  const passes = passing(seats)
  return passes * (1 - passes)
}
