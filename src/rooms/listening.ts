/**
 * Interviews, themes and comments: whom to hear next, what they said, and what became of it.
 *
 * @packageDocumentation
 */

// Whom to hear next
export { type NextInterview, type NextInterviewsOptions, nextInterviews } from '../listening/nextInterviews.js'
export {
  type InterviewProgramme,
  type InterviewProgrammeOptions,
  interviewProgramme,
  type PlannedVoice,
  type ProfileQuota,
} from '../listening/interviewProgramme.js'
export { INTERVIEW_PROFILES, type InterviewProfile } from '../listening/profiles.js'

// What to ask them, and what they said
export { answerQuestion } from '../listening/answerQuestion.js'
export type { PlannedQuestion } from '../listening/questions.js'
export { type InterviewGuide, interviewGuide } from '../listening/interviewGuide.js'
export type { GuideQuestion } from '../listening/generalQuestions.js'
export { type HeldInterview, recordInterview } from '../listening/recordInterview.js'

// Whom they turn to
export { type NominationOptions, tiesFromNominations } from '../listening/tiesFromNominations.js'

// When we have heard enough, what came up and what follows from it
export { saturation } from '../listening/saturation.js'
export type { Saturation, SaturationOptions } from '../math/saturation.js'
export type { MoreReason } from '../math/interviewsEnough.js'
export type { ThemeNews } from '../math/themeNews.js'
export { type Theme, type Themes, themes } from '../listening/themes.js'
export type { Richness } from '../math/richness.js'
export { conclusions, type DrawnConclusion, type PlanConclusions } from '../listening/conclusions.js'
export {
  EXPECTATION_SET_LIMITS,
  type ExpectationSet,
  type ExpectationSetOptions,
  type ExpectationSets,
  expectationSets,
} from '../listening/expectationSets.js'

// Whom we heard, and how much of ours reaches those who decide
export { type ListeningSample, type ListeningSampleOptions, listeningSample, type SampleGroup } from '../listening/sample.js'
export { type MessageLoad, messageLoad } from '../listening/messageLoad.js'

// When to hear them again
export { type ListeningCadence, type ListeningTurn, listeningCadence } from '../listening/cadence.js'
export { listeningCalendar } from '../listening/calendar.js'

// Who reports what, and who does not answer
export { type ReporterRow, reporters } from '../listening/reporters.js'
export { type UnansweredRow, unanswered } from '../listening/unanswered.js'

// Comments, and closing the loop
export { recordComment, recordCommentAction, recordSharedBack } from '../feedback/commentChanges.js'
export { type CommentRoute, type RoutedComment, type RoutingRule, routeComment } from '../feedback/routeComment.js'
export { redactComment } from '../feedback/redactComment.js'
export { type CommentState, type OpenComment, openComments } from '../feedback/openComments.js'
export { type RecurringIssue, recurringIssues } from '../feedback/recurringIssues.js'
export { type FeedbackLoop, feedbackLoop, type OriginatorLoop } from '../feedback/feedbackLoop.js'
export type { Waiting } from '../math/waiting.js'

// Why they want to do business with us, and how far what we sell is used
export { type ClassMotives, type MotiveShare, type Motives, motives, type PersonMotives } from '../motives/motives.js'
export type { RiskAndReward } from '../motives/riskAndReward.js'
export { type BarrierWorth, type OfferingFlow, offeringFlow, type UnitFlow } from '../flow/offeringFlow.js'

// Who may play which part, by their titles
export { type RoleSuggestion, type SuggestOptions, suggestRoles } from '../listening/suggestRoles.js'
export { TITLE_RULES, type TitleRule } from '../listening/titleRules.js'

// What these take and give, of the front door
export type { Comment, CommentAction } from '../model/comment.js'
export type { Tie, TieKind } from '../model/tie.js'
export type { QuestionAnswer } from '../model/question.js'
export type { Village } from '../model/village.js'
export type { TimeInput } from '../support/instants.js'
export type { Snapshot } from '../village/snapshot.js'
export type { Snapshots } from '../listening/several.js'
