import { deepFreeze } from '../support/freeze.js'

/** The shares of events that deciders may drive in an account. */
export const LEVELS: readonly number[] = deepFreeze([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])

/** What an account's habit may be: the deciders' share before a hand-over and after it, as places among the levels. */
export interface Habit {
  readonly before: number
  readonly after: number
  /** The probability of this habit before anything is seen. */
  readonly prior: number
  /** Whether deciders lead after the rise, or nearly; a smaller rise is no hand-over and only explains itself away. */
  readonly isHandover: boolean
}

/** By how many levels a share rises at least, for it to be a change. */
const LEAST_RISE = 2
/** The place of the level from which on a rise is a hand-over: 0.4. */
const NEARLY_LEADING = 3

/** The 28 pairs of levels of which the second is at least 0.2 above the first. */
export const RISING: readonly Habit[] = deepFreeze(
  LEVELS.flatMap((_, before) => {
    const rises = LEVELS.flatMap((_, after) => (after - before >= LEAST_RISE ? [after] : []))
    const prior = 1 / LEVELS.length / rises.length
    return rises.map(after => ({ before, after, prior, isHandover: after >= NEARLY_LEADING }))
  }),
)

/** The levels so high that none is left to rise to, as places. */
export const HIGHEST: readonly number[] = deepFreeze([7, 8])

/** The place of the level from which on deciders lead: 0.5. */
export const LEADING = 4
