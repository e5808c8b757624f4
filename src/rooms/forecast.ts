/**
 * How good the forecasts were, and why decisions were won and lost.
 *
 * @packageDocumentation
 */

// How good the forecasts were
export { type Backtest, type BacktestOptions, backtest, type LeadBacktest } from '../forecast/backtest.js'
export type { Forecast, SkippedForecast } from '../forecast/forecast.js'
export type { BacktestScores, BrierParts, ScoreEstimate } from '../forecast/scores.js'
export type { ReliabilityBin } from '../forecast/bins.js'
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

// What these take and give, of the front door
export type { Village } from '../model/village.js'
