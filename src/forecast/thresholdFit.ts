import { type Committee, passing, withThreshold } from '../decision/committee.js'
import type { DecisionKind } from '../model/decision.js'
import { DEFAULT_SETTINGS, type DecisionSettings, type Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import type { ClosedDecision } from './closed.js'
import { type FittedSetting, mostPlausible } from './fitted.js'
import { type SkippedForecast, seatedAhead } from './forecast.js'
import { LEAST_PER_SIDE } from './limits.js'

/** A decision that has fallen, with those who would have decided as they were known at a lead. */
export interface Trial {
  readonly account: string
  readonly kind: DecisionKind
  readonly won: boolean
  readonly seats: Committee
  /** The probability that it is made at all. */
  readonly stillFalls: number
  /** The threshold of its kind with which the seats were made. */
  readonly threshold: number
}

type Thresholds = DecisionSettings['yesThreshold']

/** No probability counts as nearer to 0 or 1, so that one impossible outcome does not decide alone. A judgement. */
const LEAST_PROBABILITY = 1e-9

/** The decisions as they were known at a lead, and those that were not. */
export function trialsOf(
  closed: readonly ClosedDecision[],
  lead: number,
  settings: DeepPartial<Settings> | undefined,
): { readonly trials: Trial[]; readonly skipped: SkippedForecast[] } {
  const trials: Trial[] = []
  const skipped: SkippedForecast[] = []
  for (const each of closed) {
    const { account, decision, outcome } = each
    const seated = seatedAhead(each, lead, settings)
    if (seated.reason !== undefined) skipped.push({ account, decision, reason: seated.reason })
    else {
      const { kind, seats, stillFalls, threshold } = seated
      trials.push({ account, kind, won: outcome.result === 'won', seats, stillFalls, threshold })
    }
  }
  return { trials, skipped }
}

/** The most plausible threshold of each kind, where enough decisions of the kind were won and enough were not. */
export function fitThresholds(trials: readonly Trial[], given: Thresholds): readonly FittedSetting[] {
  return KINDS.map(kind => {
    const own = trials.filter(trial => trial.kind === kind)
    const won = own.filter(trial => trial.won).length
    const fit = { setting: `decision.yesThreshold.${kind}`, given: given[kind] } as const
    if (Math.min(won, own.length - won) < LEAST_PER_SIDE) return { ...fit, value: given[kind], reason: 'tooFewOutcomes' }
    const belief = { mean: DEFAULT_SETTINGS.decision.yesThreshold[kind], sd: SPREAD }
    return { ...fit, ...mostPlausible(threshold => sumOver(own, () => threshold), belief, { low: -1, high: 1 }) }
  })
}

/** How far thresholds may be from the default, as a standard deviation. A judgement. */
const SPREAD = 0.3

/** The logarithm of the probability of all outcomes, each on its own, under thresholds; `undefined` when there is none. */
export function outcomesLogLikelihood(trials: readonly Trial[], thresholds: Thresholds): number | undefined {
  return trials.length === 0 ? undefined : sumOver(trials, kind => thresholds[kind])
}

function sumOver(trials: readonly Trial[], thresholdOf: (kind: DecisionKind) => number): number {
  return trials.reduce((sum, { kind, won, seats, stillFalls, threshold }) => {
    const yes = stillFalls * passing(withThreshold(seats, thresholdOf(kind) - threshold))
    return sum + Math.log(Math.max(LEAST_PROBABILITY, won ? yes : 1 - yes))
  }, 0)
}

const KINDS = ['new', 'renewal', 'expansion'] as const
