import { type Committee, passing, withThreshold } from '../decision/committee.js'
import type { DecisionKind } from '../model/decision.js'
import type { DecisionSettings, Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import type { ClosedDecision } from './closed.js'
import { type FittedSetting, mostLikely } from './fitted.js'
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

/** What outcomes tell about when people say yes. */
export interface ThresholdFit {
  readonly fits: readonly FittedSetting[]
  /** The thresholds to put in place of those given; absent when none could be fitted. */
  readonly fitted?: Partial<Thresholds>
  /** The log-likelihood of the outcomes under what came of it; `undefined` when there are none. */
  readonly logLikelihood: number | undefined
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
    const { account, decision, result } = each
    const seated = seatedAhead(each, lead, settings)
    if (seated.reason !== undefined) skipped.push({ account, decision, reason: seated.reason })
    else {
      const { kind, seats, stillFalls, threshold } = seated
      trials.push({ account, kind, won: result === 'won', seats, stillFalls, threshold })
    }
  }
  return { trials, skipped }
}

/** The threshold of each kind by maximum likelihood, where enough decisions of the kind were won and enough were not. */
export function fitThresholds(trials: readonly Trial[], given: Thresholds): ThresholdFit {
  const fits = KINDS.map((kind): FittedSetting => {
    const own = trials.filter(trial => trial.kind === kind)
    const won = own.filter(trial => trial.won).length
    const setting = `decision.yesThreshold.${kind}` as const
    if (Math.min(won, own.length - won) < LEAST_PER_SIDE)
      return { setting, given: given[kind], value: given[kind], reason: 'tooFewOutcomes' }
    const parameter = { setting, given: given[kind], axis: { low: -1, high: 1, points: 41 }, from: (searched: number) => searched }
    const [found] = mostLikely([parameter], ([threshold = Number.NaN]) => sumOver(own, () => threshold), 0.01)
    return found ?? { setting, given: given[kind], value: given[kind] }
  })
  const [forNew, renewal, expansion] = fits
  const after = {
    new: forNew?.value ?? given.new,
    renewal: renewal?.value ?? given.renewal,
    expansion: expansion?.value ?? given.expansion,
  }
  const fitted = KINDS.filter((_, i) => fits[i]?.reason === undefined).map(kind => [kind, after[kind]] as const)
  return {
    fits,
    ...(fitted.length > 0 && { fitted: Object.fromEntries(fitted) }),
    logLikelihood: outcomesLogLikelihood(trials, after),
  }
}

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
