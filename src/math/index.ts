/**
 * The kernel: plain numbers in, plain numbers out. It knows no accounts and no dates.
 *
 * @packageDocumentation
 */

export { type ClearedBar, clearedBar } from './bar.js'
export { type BlockingCoalitions, blockingCoalitions } from './blocking.js'
// Whose opinion moves whom
export { friedkinJohnsen, type InfluenceInput } from './influence.js'
// How a decision comes about, and on whom it hangs
export type { DecisionBody, DecisionRule, RuleMember } from './rule.js'
// Whether power has passed from users to deciders
export { detectHandover, type Handover, type HandoverOptions } from './handover.js'
export type { HandoverDate } from './handoverDate.js'
export type { HandoverTurn } from './handoverChain.js'
export type { HandoverEvent, StructuralEvent } from './handoverDays.js'
export type { HandoverBelief } from './handoverState.js'

// How good a score would have been as a forecast
export { pairedDifference, type ScoreEstimate } from './pairedDifference.js'
export { refitted, type ScoredOutcome } from './refitted.js'

// When enough has been heard
export {
  type InterviewsEnough,
  type InterviewsEnoughOptions,
  interviewsEnough,
  type MoreReason,
} from './interviewsEnough.js'
export { type ThemeNews, themeNews } from './themeNews.js'
export { type Saturation, type SaturationOptions, saturation } from './saturation.js'
// What everybody thinks, by readings of differing age and quality
export {
  filterSentiment,
  type SentimentEvents,
  type SentimentReading,
  type SentimentSilence,
  type SentimentState,
  type SentimentUpheaval,
  type SharedError,
} from './filterSentiment.js'
export type { SentimentPrior } from './sentimentBlock.js'
export { type SeatShare, seatShares } from './seatShares.js'
export { type StillFallsOptions, stillFalls } from './stillFalls.js'
export { shelfLife } from './shelfLife.js'
export {
  type PassProbability,
  passProbability,
  type Pivotality,
  type VotingPower,
  type VotingPowerRow,
  type VotingPowers,
  votingPower,
} from './voting.js'

// What to do first, how activities wait for one another, and whether groups differ in which the same people are met
export {
  type Activity,
  type CriticalPath,
  type CriticalPathOptions,
  criticalPath,
  type ScheduledActivity,
} from './criticalPath.js'
export { type GroupDifference, type GroupDifferences, type GroupReading, groupDifferences } from './groupDifferences.js'
export type { ChosenMove, MoveCandidate } from './moveStage.js'
export type { MoveProblem, MoveRule } from './moveProblem.js'
export { type SelectedMoves, selectMoves } from './selectMoves.js'
