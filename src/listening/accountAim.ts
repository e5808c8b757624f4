import { accountView, partsOfAll, varianceOfSum } from '../account/view.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { type JointState, jointState } from './jointState.js'
import type { Uncertainty } from './uncertainty.js'

/** The variance of the account's sentiment as the uncertainty to be reduced. */
export function accountAim(s: Snapshot): Uncertainty {
  return aimOf(jointState(s), accountView(s).shares, varianceOfSum(s, partsOfAll(s)))
}

/** A weighted sum of sentiments, of which so much is uncertain. */
export function aimOf(state: JointState, shares: Float64Array, left: number): Uncertainty {
  const swayed = state.withSum(shares)
  const gain = (i: number): number => at(swayed, i) ** 2 / state.spread(i)
  return { left, gain, hearing: i => aimOf(state.hearing(i), shares, left - gain(i)) }
}
