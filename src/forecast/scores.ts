import { clusteredMean, type ScoreEstimate } from '../math/pairedDifference.js'
import { binned, type Judged, type ReliabilityBin, reliabilityBin } from './bins.js'
import { bestOf, type Contest, type Rival, rivalsOf } from './contest.js'
import { type Fired, type RuleRecord, ruleRecords } from './ruleRatios.js'

/** What the Brier score is made of: `reliability - resolution + uncertainty + withinBins`, exactly. */
export interface BrierParts {
  /** How far the share that came true lies from the forecast, squared, over the bins. At least 0; 0 is best. */
  readonly reliability: number
  /** How far the shares of the bins lie from the share of all, squared. At least 0, and the more the better. */
  readonly resolution: number
  /** The variance of the outcomes, which no forecast can help: `share (1 - share)`, 0..0.25. */
  readonly uncertainty: number
  /** What forecasts differ within their bins, less what that told. 0 when the forecasts of each bin are equal. */
  readonly withinBins: number
}

/** How good the forecasts were. All scores are mean squared differences, 0..1, and less is better. */
export interface BacktestScores {
  /** The mean squared difference of forecast and outcome; 0 is perfect, 0.25 what always saying one half gets. */
  readonly brier: ScoreEstimate
  /** By how much that is better than the score of the base rate, as a share of it: 1 is perfect, 0 no better, below 0 worse. */
  readonly skill: number
  /** What people go by without a model, on the same decisions, and scores of your own after them. */
  readonly rivals: readonly Rival[]
  /**
   * The least difference from the best rival that so many decisions show in four of five cases: 2.49 standard errors. `oursRefitted` is none
   * of these rivals.
   */
  readonly detectable: number
  /** Every rule of `assessRisk` that found something on the day of a forecast, and how that went with the outcomes; in the order of `RISK_RULES`. */
  readonly rules: readonly RuleRecord[]
  /** What `brier` is made of, by these bins. */
  readonly parts: BrierParts
  /** The reliability table, from the lowest probability to the highest. */
  readonly bins: readonly ReliabilityBin[]
}

/** So many standard errors a difference exceeds with a probability of 0.8, when its 90 % interval then lies above 0. */
const SHOWN_IN_FOUR_OF_FIVE = 2.49

/** All scores of forecasts from at least two accounts, whose forecasts stand together. */
export function scoresOf(contests: readonly (Contest & Fired)[], ownNames: readonly string[]): BacktestScores {
  const accounts = contests.map(({ account }) => account)
  const brier = clusteredMean(
    contests.map(({ probability, came }) => (probability - came) ** 2),
    accounts,
  )
  const rivals = rivalsOf(contests, ownNames)
  const bins = binned(contests)
  const baseRate = rivals.find(({ name }) => name === 'baseRate')?.brier.value ?? Number.NaN
  return {
    brier,
    skill: 1 - brier.value / baseRate,
    rivals,
    detectable: SHOWN_IN_FOUR_OF_FIVE * bestOf(rivals).difference.standardError,
    rules: ruleRecords(contests),
    parts: brierParts(bins),
    bins: bins.map(reliabilityBin),
  }
}

/**
 * Murphy's partition, with the two terms that make it exact for forecasts that differ within their bins: their variance there, less twice
 * their covariance with the outcomes.
 *
 * @see A. H. Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology 12 (1973); D. B. Stephenson, C. A.
 * S. Coelho and I. T. Jolliffe, "Two extra components in the Brier score decomposition", Weather and Forecasting 23 (2008)
 */
export function brierParts(bins: readonly (readonly Judged[])[]): BrierParts {
  const rows = bins.map(members => ({ members, ...reliabilityBin(members) }))
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  const share = rows.reduce((sum, { count, observed }) => sum + count * observed, 0) / total
  const over = (part: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + part(row), 0) / total
  const within = ({ members, forecast, observed }: (typeof rows)[number]): number =>
    members.reduce((sum, { probability, came }) => sum + (probability - forecast) * (probability - forecast - 2 * (came - observed)), 0)
  return {
    reliability: over(({ count, forecast, observed }) => count * (forecast - observed) ** 2),
    resolution: over(({ count, observed }) => count * (observed - share) ** 2),
    uncertainty: share * (1 - share),
    withinBins: over(within),
  }
}
