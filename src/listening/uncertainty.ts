import { accountObjective, decisionObjective, seatedBeliefs } from '../account/objective.js'
import { partsOfAll, varianceOfSum } from '../account/view.js'
import type { JointState } from '../math/jointState.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'

/** What is uncertain, and what hearing somebody would do about it. */
export interface Uncertainty {
  /** How much there is. */
  readonly left: number
  /** What hearing the person at a place would take from it. */
  gain(i: number): number
  /** What is uncertain once they have been heard. */
  hearing(i: number): Uncertainty
}

/** The variance of the account's sentiment as the uncertainty to be reduced. */
export function accountAim(s: Snapshot): Uncertainty {
  const { direction } = accountObjective(s)
  return uncertaintyOf(seatedBeliefs(s).joint, direction, varianceOfSum(s, partsOfAll(s)), errorOf(s))
}

/** The expected error `2 F (1 - F)` of the decision's chance of yes at the vote; nothing without an open decision in view. */
export function decisionAim(s: Snapshot): Uncertainty | undefined {
  const objective = decisionObjective(s)
  if (objective === undefined) return undefined
  const { direction, uncertainty, perVariance } = objective
  return uncertaintyOf(seatedBeliefs(s).joint, direction, uncertainty, errorOf(s), perVariance)
}

function errorOf({ settings }: Snapshot): number {
  return settings.sentiment.readingSd.interview ** 2
}

/**
 * What is uncertain of a weighted sum of sentiments, or of something that hangs on it.
 *
 * @param left how uncertain it is
 * @param error the variance of the error with which somebody is heard
 * @param perVariance by how much that falls with each fall of the variance of the sum
 */
export function uncertaintyOf(joint: JointState, weights: Float64Array, left: number, error: number, perVariance = 1): Uncertainty {
  const swayed = joint.withSum(weights)
  const gain = (i: number): number => (perVariance * at(swayed, i) ** 2) / (joint.covariance(i, i) + error)
  return { left, gain, hearing: i => uncertaintyOf(joint.hearing(i, error), weights, left - gain(i), error, perVariance) }
}
