/**
 * Many accounts at once, beside `rollUp`: where each stands, and why their whole moved.
 *
 * @packageDocumentation
 */

export {
  type AccountStanding,
  type StandingMoney,
  type StandingOptions,
  type StandingOutcome,
  standingOf,
  type WeakestSeat,
} from '../report/standingOf.js'
export { explainRollUp, type RollUpChange } from '../account/explainRollUp.js'
export type { RollUpFigures } from '../account/rollUpFigures.js'
export type { RollUpOptions } from '../account/rollUpForest.js'

// What these take and give, of the front door
export type { Village } from '../model/village.js'
export type { Snapshot } from '../village/snapshot.js'
