/**
 * Many accounts at once, beside `rollUp`: where each stands, and why their whole moved.
 *
 * @packageDocumentation
 */

export type { AccountStanding, StandingMoney, StandingOutcome, WeakestSeat } from '../report/standingIn.js'
export { type StandingOptions, standingOf } from '../report/standingOf.js'
export { explainRollUp, type RollUpChange } from '../account/explainRollUp.js'
export type { RollUpFigures } from '../account/rollUpFigures.js'
export type { RollUpOptions } from '../account/rollUpForest.js'

// What these take and give, of the front door
export type { Village } from '../model/village.js'
export type { Snapshot } from '../village/snapshot.js'

export { type AccountSource, type AnalysedAccount, type AnalysisOptions, analyseAccounts } from '../portfolio/analyseAccounts.js'
export type { CurrencyRates } from '../portfolio/currencies.js'
export type {
  BaseCoverage,
  CurrencyRanking,
  ListedAccounts,
  Mover,
  Portfolio,
  PortfolioGroup,
  PortfolioGrouping,
  PortfolioOptions,
  RankedAccount,
  UnrankedAccount,
  VerdictCounts,
} from '../portfolio/base.js'
export { portfolio } from '../portfolio/portfolio.js'
export type { StandingChange } from '../report/standingChange.js'
export { type LineSource, type StandingsOptions, standingsOf } from '../portfolio/standingsOf.js'
