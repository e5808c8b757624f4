import type { DecisionKind } from '../model/decision.js'
import type { Interval } from '../support/interval.js'
import { itemAt } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { type Axis, deviations, highest } from './search.js'

/** A setting that could be fitted, and what came of it. */
export interface FittedSetting {
  /** Where it stands in `Settings`. */
  readonly setting: 'sentiment.halfLifeDays' | 'sentiment.priorSd' | `decision.yesThreshold.${DecisionKind}`
  /** What it was before. */
  readonly given: number
  /** What agrees best with the past; as given where `reason` says why. */
  readonly value: number
  /**
   * The 90 % interval of the value by the curvature of the likelihood, as if people of different units, and decisions, were independent;
   * absent when the value lies at the bound of the search, where the data ask for more than can be believed, or when they hardly tell.
   */
  readonly interval?: Interval
  /** Why it was not fitted. */
  readonly reason?: 'tooFewRepeatedReadings' | 'tooFewPeople' | 'tooFewOutcomes'
}

/** A number to be fitted: its bounds, and where the search begins. */
export interface Parameter {
  readonly setting: FittedSetting['setting']
  readonly given: number
  readonly axis: Axis
  /** The scale on which it is searched, and back. */
  readonly from: (searched: number) => number
}

/** Coordinates are found to so much. */
const TOLERANCE = 1e-5

/** The parameters under which a log-likelihood is highest. `step` is the width of the differences that tell how sure that is. */
export function mostLikely(
  parameters: readonly Parameter[],
  logLikelihood: (values: readonly number[]) => number,
  step: number,
): FittedSetting[] {
  const axes = parameters.map(({ axis }) => axis)
  const f = (point: readonly number[]): number => logLikelihood(parameters.map(({ from }, i) => from(itemAt(point, i))))
  const { point } = highest(f, axes, TOLERANCE)
  const off = deviations(f, point, axes, step)
  return parameters.map(({ setting, given, axis, from }, i) => {
    const found = itemAt(point, i)
    const reach = off[i]
    const end = (way: number): number => from(Math.min(axis.high, Math.max(axis.low, found + way)))
    const interval = reach === undefined ? undefined : ([end(-NINETY_PERCENT * reach), end(NINETY_PERCENT * reach)] as const)
    return { setting, given, value: from(found), ...(interval !== undefined && { interval }) }
  })
}
