import { deepFreeze } from '../support/freeze.js'
/** The declared limits of looking back. More accounts, outcomes or readings are refused with a `LimitExceededError` that says so. */
export const FORECAST_LIMITS = deepFreeze({
  /** Accounts at a time. */
  villages: 20_000,
  /** Decisions that have fallen, over all accounts. */
  outcomes: 50_000,
  /** Readings of sentiment, over all accounts, from which to calibrate. */
  readings: 200_000,
  /** Leads of one back-test. */
  leads: 12,
  /** Days of a lead. */
  leadDays: 3650,
  /** Scores of your own in one back-test. */
  scores: 20,
} as const)

/** So many decisions must have been won, and so many not, before forecasts are judged or a threshold is fitted. By simulation. */
export const LEAST_PER_SIDE = 10
