/**
 * Our side: who of us knows whom and gets to whom, whether we are the same everywhere, when moves can be done
 * and what they answer, what came after them, what one of theirs may be sent of it, and how they are recorded.
 *
 * @packageDocumentation
 */

// Who of us knows whom
export {
  type OurReach,
  ourReach,
  type Reach,
  relationships,
  type TeammateReach,
} from '../moves/relationships.js'
export type { RelationshipStrength } from '../moves/strengths.js'
export { type IntroductionOptions, type IntroductionPath, introductionPaths } from '../moves/introductionPaths.js'

// Whether we are the same to them everywhere
export { type Touchpoint, type TouchpointOptions, touchpoints } from '../moves/touchpoints.js'
export {
  type ConsistencyOptions,
  type TouchpointConsistency,
  type TouchpointGrouping,
  touchpointConsistency,
} from '../moves/touchpointConsistency.js'
export type { GroupDifference } from '../math/groupDifferences.js'

// When moves can be done
export { type PlanSchedule, planSchedule, type ScheduledMove } from '../moves/planSchedule.js'
export { planCalendar } from '../moves/planCalendar.js'

// Whom and what moves answer
export {
  type AspectCoverage,
  type OpenAspect,
  type OpenBarrier,
  type OpenExpectation,
  type OpenFinding,
  type OpenPerson,
  type OpenVoice,
  type PlanCoverage,
  planCoverage,
} from '../plan/planCoverage.js'

// What to do in several accounts
export { type AccountMove, type MovesAcross, type MovesAcrossOptions, movesAcross } from '../plan/movesAcross.js'

// What nextMoves suggests, as a fact
export { type PlannedFromOptions, type PlannedMoveInput, plannedFrom } from '../plan/plannedFrom.js'
export type { NextMove } from '../plan/nextMove.js'
export type { MoveAim } from '../plan/setting.js'

// What one of theirs may be sent
export {
  type AskedProgress,
  type OurProgress,
  type ProgressOptions,
  type ProgressReport,
  type ProgressState,
  type ProgressStep,
  progressReport,
  type TheirProgress,
} from '../moves/progressReport.js'

// How people think of us after moves
export {
  type AccountEffect,
  type MoveEffect,
  type MoveEffects,
  type MoveEffectsOptions,
  moveEffects,
} from '../moves/moveEffects.js'
export type { PooledEffect } from '../moves/pooledEffect.js'

// What became of a move
export { type MoveProgress, recordMove, recordMoveShared } from '../moves/moveChanges.js'

// What these take and give, of the front door
export type { Village } from '../model/village.js'
export type { TimeInput } from '../support/instants.js'
export type { Snapshot } from '../village/snapshot.js'
