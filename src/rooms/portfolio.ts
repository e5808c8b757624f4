/**
 * Many accounts at once, beside `rollUp`.
 *
 * @packageDocumentation
 */

export { explainRollUp, type RollUpChange } from '../account/explainRollUp.js'
export type { RollUpFigures } from '../account/rollUpFigures.js'
export type { RollUpOptions } from '../account/rollUpForest.js'

// What these take and give, of the front door
export type { Snapshot } from '../village/snapshot.js'
