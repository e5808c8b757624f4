import type { DecisionKind } from '../model/decision.js'
import type { ReadingSource } from '../model/observation.js'
import type { RequestChannel } from '../model/request.js'
import type { Interval } from '../support/interval.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { type Axis, deviation, highest, isAtBound, within } from './search.js'

/** A setting that can be fitted, and what came of it. */
export interface FittedSetting {
  /** Where it stands in `Settings`; the two factors count all of `sentiment.readingSd` and of `sentiment.sharedSd`. */
  readonly setting:
    | `sentiment.${'halfLifeDays' | 'priorSd' | 'priorMean' | 'readingSdFactor' | 'sharedSdFactor'}`
    | `sentiment.offset.${ReadingSource}`
    | 'sentiment.silence.slope'
    | `sentiment.silence.rate.${RequestChannel}`
    | `decision.yesThreshold.${DecisionKind}`
  /** What it was before; 1 for a factor. */
  readonly given: number
  /** What agrees best with the past; as given where `reason` says why. */
  readonly value: number
  /** Its 90 % interval; absent when it was not fitted, lies at a bound, or the data hardly tell. */
  readonly interval?: Interval
  /** That the value lies at the bound of the search: the data ask for more than can be believed. */
  readonly atLimit?: true
  /** Why it was not fitted: there is too little of what it is learned from, or nothing at all that it is about. */
  readonly reason?: 'tooFewRepeatedReadings' | 'doesNotOccur' | 'tooFewRequests' | 'tooFewOutcomes'
}

/** A number whose plausibility falls off to both sides as a normal density does. */
export interface Belief {
  readonly mean: number
  readonly sd: number
}

/** The logarithm of how plausible a value is, less a constant. */
export function plausibility(value: number, { mean, sd }: Belief): number {
  return -0.5 * ((value - mean) / sd) ** 2
}

/** What there is to say of a value that was searched: its interval, or that it lies at a bound. */
export function sureness(found: number, off: number | undefined, axis: Axis): Pick<FittedSetting, 'interval' | 'atLimit'> {
  if (isAtBound(found, axis)) return { atLimit: true }
  if (off === undefined) return {}
  const reach = NINETY_PERCENT * off
  return { interval: [within(found - reach, axis), within(found + reach, axis)] }
}

/** The most plausible value of one number, given how likely each makes what was seen. */
export function mostPlausible(
  logLikelihood: (value: number) => number,
  belief: Belief,
  axis: Axis,
): Pick<FittedSetting, 'value' | 'interval' | 'atLimit'> {
  const f = (value: number): number => logLikelihood(value) + plausibility(value, belief)
  const value = highest(f, axis, { step: GRID, tolerance: TOLERANCE })
  return { value, ...sureness(value, deviation(f, value, GRID), axis) }
}

/** How far apart the search of one number begins to look, which is also the width of the differences that tell how sure it is. */
const GRID = 0.05

/** Numbers are found to so much. */
const TOLERANCE = 1e-5
