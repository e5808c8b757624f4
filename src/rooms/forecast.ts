/**
 * How good the forecasts were, and why decisions were won and lost.
 *
 * @packageDocumentation
 */

// How good the forecasts were
export { type Backtest, type BacktestOptions, backtest, type LeadBacktest } from '../forecast/backtest.js'
export type { Forecast, SkippedForecast } from '../forecast/forecast.js'
export type { BacktestScores, BrierParts } from '../forecast/scores.js'
export type { Rival } from '../forecast/contest.js'
export type { OwnScore, OwnScores } from '../forecast/ownScores.js'
export type { RuleRecord } from '../forecast/ruleRatios.js'
export type { ReliabilityBin } from '../forecast/bins.js'
export { trackRecord } from '../forecast/trackRecord.js'
export { FORECAST_LIMITS } from '../forecast/limits.js'

// Which beliefs they speak for
export { type CalibrateOptions, type Calibration, calibrate, type LogLikelihood } from '../forecast/calibrate.js'
export type { FittedSetting } from '../forecast/fitted.js'

// Why won, why lost
export {
  type OutcomeReasonOptions,
  type OutcomeReasons,
  outcomeReasons,
  type Proportion,
  type ReasonShare,
} from '../outcomes/outcomeReasons.js'

// What these take and give, of the front door and of the kernel
export type { ScoreEstimate } from '../math/pairedDifference.js'
export type { Village } from '../model/village.js'
