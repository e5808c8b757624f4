/**
 * Who decides over there, what do they think, who can stop us, and what is it worth?
 *
 * Record dated facts in a village, take a snapshot at a moment, and ask it.
 *
 * @packageDocumentation
 */

// The village: everything ever learned about one account
export { createVillage, parseVillage, record } from './village/village.js'
export { type Learned, type Retraction, retract, revise } from './village/revise.js'
export { type JoinedVillage, type JoinOptions, joinVillages, type SamePerson, type SamePersonBy } from './village/joinVillages.js'
export {
  addStakeholder,
  addTie,
  assignRole,
  endRole,
  endTie,
  grantVeto,
  recordDeparture,
  recordInteraction,
  recordOutcome,
  recordSentiment,
} from './village/changes.js'
export {
  type FactArray,
  type StakeholderInput,
  VILLAGE_LIMITS,
  type Village,
  type VillageFacts,
  type VillageInput,
} from './model/village.js'

// The facts in it
export type { Basis, Fact, Recorded } from './model/fact.js'
export type { Account, Money } from './model/account.js'
export type { OrgUnit, OrgUnitKind } from './model/orgUnit.js'
export type { ExternalId, Stakeholder } from './model/stakeholder.js'
export { BUYING_ROLES, type BuyingRole, ROLE_CLASSES, type RoleClass, type RoleFact } from './model/role.js'
export type { VetoFact } from './model/veto.js'
export type { Tie, TieKind } from './model/tie.js'
export { type Observation, READING_SOURCES, type ReadingSource } from './model/observation.js'
export { INTERACTION_KINDS, type Interaction, type InteractionKind } from './model/interaction.js'
export type { Decision, DecisionKind, Outcome, StatedReason } from './model/decision.js'
export { type DecisionBody, type DecisionRule, RULE_LIMITS, type RuleMember } from './math/rule.js'
export { MOTIVE_KINDS, type Motive, type MotiveKind } from './model/motive.js'
export type { Expectation, ExpectationStatus } from './model/expectation.js'
export type { Barrier } from './model/barrier.js'
export type { Usage } from './model/usage.js'
export type { Comment, CommentAction, Routing } from './model/comment.js'
export type { Answer, Conclusion, Consent, Interview } from './model/interview.js'

// A snapshot: what was true, and known, at one moment
export { type SentimentShift, type Snapshot, type SnapshotOptions, snapshot } from './village/snapshot.js'
export type { RoleSpell } from './village/roleSpell.js'
export { TIMELINE_LIMIT, type TimelineOptions, type TimelinePoint, timeline } from './village/timeline.js'
export {
  type AccountSettings,
  type AuthoritySettings,
  DEFAULT_SETTINGS,
  type DecisionSettings,
  type BeforeAndAfter,
  type ExpectationSettings,
  type HandoverSettings,
  type InfluenceSettings,
  type ListeningSettings,
  type RiskSettings,
  type SentimentSettings,
  type Settings,
} from './model/settings.js'
export type { DeepPartial } from './model/settingsFrom.js'
export type { Instant, TimeInput } from './support/instants.js'
export type { CalendarStep } from './support/calendar.js'

// What they think
export { type Sentiment, sentiments } from './sentiment/sentiments.js'
export type { Stance } from './sentiment/stance.js'
export type { SentimentReason } from './sentiment/reasons.js'
export { type SentimentTrend, sentimentTrend, type TrendOptions } from './account/trend.js'

// Who has how much to say
export { type Power, power, type TotalInfluence, totalInfluence } from './influence/power.js'
export { type PowerByClass, powerByClass } from './influence/powerByClass.js'
export { type Gatekeeper, type GatekeeperOptions, gatekeepers } from './influence/gatekeepers.js'

// What the account thinks as a whole, and how sure that is
export {
  type AccountSentiment,
  accountSentiment,
  type ClassSentiment,
  type Interval,
  type VetoAwareSentiment,
} from './account/accountSentiment.js'
export type { SentimentNode } from './account/tree.js'
export { type Coverage, type CoverageRow, coverage } from './account/coverage.js'

// Why it changed
export { type ChangeContribution, type ChangeExplanation, explainChange } from './account/explainChange.js'
export type { ChangeNode } from './account/changeTree.js'
export type { AnswerReason } from './decision/answerReasons.js'
export { explainRisk, type RiskContribution, type RiskExplanation } from './decision/explainRisk.js'

// Why they want to do business with us, and how far what we sell is used
export { type ClassMotives, type Motives, type MotiveShare, motives, type PersonMotives } from './motives/motives.js'
export type { RiskAndReward } from './motives/riskAndReward.js'
export { type BarrierWorth, type OfferingFlow, offeringFlow, type UnitFlow } from './flow/offeringFlow.js'

// What would change it
export { type Hypothesis, whatIf } from './hypothesis/whatIf.js'
export { type ExpectationImpact, expectationImpact, type Standing } from './hypothesis/expectationImpact.js'

export { type OpinionEquilibrium, opinionEquilibrium, type SettledOpinion } from './account/opinionEquilibrium.js'

// Many accounts
export { type RollUpNode, rollUp } from './account/rollUp.js'
export { explainRollUp, type RollUpChange } from './account/explainRollUp.js'
export type { RollUpOptions } from './account/rollUpForest.js'
export type { AccountStanding } from './account/standing.js'

// When power moves from users to deciders
export { type PowerTransition, powerTransitions } from './transitions/powerTransitions.js'
export type { DrivingEvidence } from './transitions/evidence.js'
export { type AttentionBalance, type AttentionOptions, type AttentionShare, attentionBalance } from './transitions/attention.js'
export { type HandoverReadiness, handoverReadiness, type ReadinessAspects } from './transitions/readiness.js'
export type { ReadinessItem } from './transitions/readinessItems.js'
export { type Changed, type Transitions, transitions } from './transitions/transitions.js'

// Whom to hear next, and when we have heard enough
export { type PlannedInterview, type PlanOptions, planInterviews } from './listening/planInterviews.js'
export { saturation } from './listening/saturation.js'
export type { Saturation, SaturationOptions } from './math/saturation.js'
export { type ListeningCadence, type ListeningTurn, listeningCadence } from './listening/cadence.js'
export { listeningCalendar } from './listening/calendar.js'

// Interviews: whom, what to ask, what came up and what follows from it
export {
  type InterviewPlan,
  type InterviewPlanOptions,
  interviewPlan,
  type PlannedVoice,
  type ProfileQuota,
} from './listening/interviewPlan.js'
export { INTERVIEW_PROFILES, type InterviewProfile } from './listening/profiles.js'
export { type InterviewGuide, interviewGuide } from './listening/interviewGuide.js'
export type { GuideQuestion } from './listening/generalQuestions.js'
export { type HeldInterview, recordInterview } from './listening/recordInterview.js'
export { type Theme, type Themes, themes } from './listening/themes.js'
export type { Richness } from './math/richness.js'
export { conclusions, type DrawnConclusion, type PlanConclusions } from './listening/conclusions.js'
export {
  EXPECTATION_SET_LIMITS,
  type ExpectationSet,
  type ExpectationSetOptions,
  type ExpectationSets,
  expectationSets,
} from './listening/expectationSets.js'
export type { Snapshots } from './listening/several.js'

// Comments, and closing the loop
export { recordComment, recordCommentAction, recordSharedBack } from './feedback/commentChanges.js'
export { type CommentRoute, type RoutedComment, type RoutingRule, routeComment } from './feedback/routeComment.js'
export { redactComment } from './feedback/redactComment.js'
export { type CommentState, type OpenComment, openComments } from './feedback/openComments.js'
export { type RecurringIssue, recurringIssues } from './feedback/recurringIssues.js'
export { type FeedbackLoop, feedbackLoop, type OriginatorLoop } from './feedback/feedbackLoop.js'
export type { Waiting } from './math/waiting.js'

// Who may play which part, by their titles
export { type RoleSuggestion, type SuggestOptions, suggestRoles } from './listening/suggestRoles.js'
export { TITLE_RULES, type TitleRule } from './listening/titleRules.js'

// Who can stop us, how it will end, and what it is worth
export { type VetoHolder, vetoHolders } from './decision/vetoHolders.js'
export type { VetoBasis } from './decision/rule.js'
export type { AfterDeliberation } from './decision/deliberation.js'
export { blockingCoalitions, votingPower } from './decision/votingPower.js'
export type { BlockingCoalitions } from './math/blocking.js'
export type { VotingPower, VotingPowers } from './math/voting.js'
export {
  type DecisionOutlook,
  decisionOutlook,
  type RevenueAtRisk,
  revenueAtRisk,
  type StakeholderOutlook,
} from './decision/outlook.js'

// What endangers the account
export { assessRisk, RISK_RULES } from './risk/assessRisk.js'
export type { Evidence, Finding, RiskRule, Severity } from './risk/finding.js'

// How good the forecasts were
export { type Backtest, type BacktestOptions, backtest, type LeadBacktest } from './forecast/backtest.js'
export type { Forecast, SkippedForecast } from './forecast/forecast.js'
export type { BacktestScores, BrierParts, ScoreEstimate } from './forecast/scores.js'
export type { ReliabilityBin } from './forecast/bins.js'
export { type CalibrateOptions, type Calibration, calibrate, type LogLikelihood } from './forecast/calibrate.js'
export type { FittedSetting } from './forecast/fitted.js'
export { FORECAST_LIMITS } from './forecast/limits.js'

// Why won, why lost
export {
  type OutcomeReasonOptions,
  type OutcomeReasons,
  outcomeReasons,
  type Proportion,
  type ReasonShare,
} from './outcomes/outcomeReasons.js'

// All of it in one plain result
export { type AccountReport, accountReport, FORMULA_VERSION } from './report/accountReport.js'
export type { TieReport, UnitReport } from './report/mapData.js'
export type { PersonReport, PersonStanding } from './report/people.js'
export { type AccountMoment, accountHistory, type HistoryOptions, type PersonMoment } from './report/accountHistory.js'

// The influence graph
export {
  fromGraph,
  type InfluenceEdge,
  type InfluenceGraph,
  type InfluenceNode,
  nodeKey,
  type ReadableGraph,
  toGraph,
} from './village/graph.js'

// What can go wrong
export {
  ConflictingFactError,
  type ErrorCode,
  InvalidArgumentError,
  InvalidDateError,
  InvalidRuleError,
  InvalidVillageError,
  type Issue,
  LimitExceededError,
  UnknownDecisionError,
  UnknownStakeholderError,
  VillageError,
} from './errors.js'
