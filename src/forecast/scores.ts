import { binned, type Judged, type ReliabilityBin, reliabilityBin } from './bins.js'

/** A mean over forecasts, and how far chance may have moved it. */
export interface ScoreEstimate {
  readonly value: number
  /** Its standard error, with the forecasts of one account taken as dependent. */
  readonly standardError: number
}

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
  /** What the share of decisions won in all other accounts would have scored as the forecast of each. */
  readonly baseRate: ScoreEstimate
  /** The score of the base rate less that of the forecasts. Above 0 they are better; within two standard errors it may be chance. */
  readonly improvement: ScoreEstimate
  /** The improvement as a share of the score of the base rate: 1 is perfect, 0 no better, below 0 worse. */
  readonly skill: number
  readonly parts: BrierParts
  /** The reliability table, from the lowest probability to the highest. */
  readonly bins: readonly ReliabilityBin[]
}

/** All scores of forecasts from at least two accounts, whose forecasts stand together. */
export function scoresOf(judged: readonly Judged[]): BacktestScores {
  const own = judged.map(({ probability, came }) => (probability - came) ** 2)
  const rates = ratesElsewhere(judged)
  const ofRate = judged.map(({ account, came }) => ((rates.get(account) ?? Number.NaN) - came) ** 2)
  const brier = clusteredMean(own, judged)
  const baseRate = clusteredMean(ofRate, judged)
  const gains = ofRate.map((each, i) => each - (own[i] ?? Number.NaN))
  const bins = binned(judged)
  return {
    brier,
    baseRate,
    improvement: clusteredMean(gains, judged),
    skill: 1 - brier.value / baseRate.value,
    parts: brierParts(bins),
    bins: bins.map(reliabilityBin),
  }
}

/**
 * A mean and its standard error when values of one account go together. For `n` values of `G` accounts it is
 * `sqrt(G / (G - 1) * sum over accounts of (sum of deviations)^2) / n`; with one value an account it is the usual one.
 *
 * @see K.-Y. Liang and S. L. Zeger, "Longitudinal data analysis using generalized linear models", Biometrika 73 (1986); A. A. Bradley, S.
 * S. Schwartz and T. Hashino, "Sampling uncertainty and confidence intervals for the Brier score and Brier skill score", Weather and
 * Forecasting 23 (2008)
 */
export function clusteredMean(values: readonly number[], judged: readonly { readonly account: string }[]): ScoreEstimate {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length
  const deviations = new Map<string, number>()
  judged.forEach(({ account }, i) => {
    deviations.set(account, (deviations.get(account) ?? 0) + (values[i] ?? Number.NaN) - value)
  })
  const squares = [...deviations.values()].reduce((sum, each) => sum + each * each, 0)
  const accounts = deviations.size
  return { value, standardError: Math.sqrt((accounts / (accounts - 1)) * squares) / values.length }
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

/** The share that came true in all other accounts, by account. */
function ratesElsewhere(judged: readonly Judged[]): ReadonlyMap<string, number> {
  const own = new Map<string, { count: number; hits: number }>()
  let hits = 0
  for (const { account, came } of judged) {
    const before = own.get(account) ?? { count: 0, hits: 0 }
    own.set(account, { count: before.count + 1, hits: before.hits + came })
    hits += came
  }
  return new Map([...own].map(([account, each]) => [account, (hits - each.hits) / (judged.length - each.count)]))
}
