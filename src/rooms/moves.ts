/**
 * What we do about an account: who of us knows whom, and how moves are recorded.
 *
 * @packageDocumentation
 */

// What became of a move
export { type MoveProgress, recordMove, recordMoveShared } from '../moves/moveChanges.js'

// What these functions take and give
export type { Village } from '../model/village.js'
export type { TimeInput } from '../support/instants.js'
