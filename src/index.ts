/**
 * Who decides over there, what do they think, who can stop us, and what is it worth?
 *
 * Record dated facts in a village, take a snapshot at a moment, and ask it.
 *
 * @packageDocumentation
 */

// The village: everything ever learned about one account
export { createVillage, parseVillage, record } from './village/village.js'
export { recordDeparture, recordOutcome, recordSentiment } from './village/changes.js'
export { setTie, type WantedTie } from './village/setTie.js'
export { type Learned, type Retraction, retract, revise } from './village/revise.js'
export { type JoinedVillage, type JoinOptions, joinVillages, type SamePerson, type SamePersonBy } from './village/joinVillages.js'

export {
  type ErasedVillage,
  type EraseOptions,
  type ErasureCounts,
  type ErasureReceipt,
  eraseStakeholder,
} from './village/eraseStakeholder.js'
export { exportSubject, type SubjectExport, type SubjectFact } from './village/exportSubject.js'

// A snapshot: what was true, and known, at one moment
export type { SentimentShift, Snapshot, SnapshotOptions } from './village/snapshot.js'
export { snapshot } from './village/takeSnapshot.js'
export type { RolePeriod } from './village/rolePeriod.js'
export { TIMELINE_LIMIT, type TimelineOptions, type TimelinePoint, timeline } from './village/timeline.js'

// What they think
export { byStakeholder, type StakeholderRow } from './math/rows.js'
export { type Sentiment, type SentimentRow, sentiments } from './sentiment/sentiments.js'
export type { Stance } from './sentiment/stance.js'
export type { SentimentReason } from './sentiment/reasons.js'
export { type AccountSentiment, accountSentiment, type VetoAwareSentiment } from './account/accountSentiment.js'
export type { ClassSentiment, Divergence } from './account/classSentiments.js'
export type { AccountVerdict } from './account/verdict.js'
export type { Interval } from './support/interval.js'
export type { SentimentNode } from './account/tree.js'
export { type SentimentTrend, sentimentTrend, type TrendOptions } from './account/trend.js'
export { type OpinionEquilibrium, opinionEquilibrium, type SettledOpinion, type SettledOpinionRow } from './account/opinionEquilibrium.js'

// Who has how much to say, and when that moves from users to deciders
export { type Power, type PowerRow, power } from './influence/power.js'
export { type PowerTransition, powerTransitions } from './transitions/powerTransitions.js'
export type { DrivingEvidence } from './transitions/evidence.js'
export { type PowerByClass, powerByClass } from './influence/powerByClass.js'

// Who can stop us, how it will end, and what it is worth
export { type VetoHolder, vetoHolders } from './decision/vetoHolders.js'
export type { VetoBasis } from './decision/rule.js'
export { blockingCoalitions, votingPower } from './decision/votingPower.js'
export type { BlockingCoalitions } from './math/blocking.js'
export type { VotingPower, VotingPowerRow, VotingPowers } from './math/voting.js'
export {
  type DecisionOutlook,
  decisionOutlook,
  decisionOutlooks,
  type StakeholderOutlook,
  type StakeholderOutlookRow,
} from './decision/outlook.js'
export type { OutlookBasis, Prospect } from './decision/prospect.js'
export type { SeatCause } from './decision/seatCause.js'
export type { DecisionState } from './decision/vote.js'
export {
  type DecisionAtRisk,
  type OmittedFromSums,
  type MoneyAtRisk,
  type NoAmountReason,
  type RevenueAtRisk,
  revenueAtRisk,
  type StakeholderAtRisk,
} from './decision/revenueAtRisk.js'
export type { AfterDeliberation } from './decision/deliberation.js'

// What we do not see, whom we neglect, and what endangers the account
export { type Coverage, type CoverageRow, coverage, type UnitCoverage } from './account/coverage.js'
export { type Gatekeeper, type GatekeeperOptions, gatekeepers } from './influence/gatekeepers.js'
export {
  type AttentionBalance,
  type AttentionOptions,
  type AttentionRow,
  type AttentionShare,
  attentionBalance,
} from './transitions/attention.js'
export { type HandoverReadiness, handoverReadiness, type ReadinessAspects } from './transitions/readiness.js'
export type { ReadinessItem } from './transitions/readinessItems.js'
export { type AssessRiskOptions, assessRisk, RISK_RULES } from './risk/assessRisk.js'

// What to do about it
export { type MovesOutcome, type NextMoves, type NextMovesOptions, nextMoves } from './plan/nextMoves.js'
export type { NextMove } from './plan/nextMove.js'
export type { MoveUnderway } from './plan/moveUnderway.js'
export type { OverdueRow } from './plan/overdue.js'
export type { SpareHours } from './plan/spareHours.js'
export type { MoveToCost } from './plan/plannedMoves.js'
export type { MoveAim } from './plan/setting.js'
export type { Timing } from './plan/dates.js'
export type { Evidence, Finding, Found, RiskRule, Severity } from './risk/finding.js'

// Why it changed, and what would change it
export { type Changed, type ChangesBetween, changesBetween } from './transitions/changesBetween.js'
export { type ChangeContribution, type ChangeExplanation, explainChange } from './account/explainChange.js'
export type { ChangeNode } from './account/changeTree.js'
export { explainRisk, type RiskContribution, type RiskExplanation } from './decision/explainRisk.js'
export type { AnswerReason } from './decision/answerReasons.js'
export type { Hypothesis } from './hypothesis/hypothesis.js'
export { whatIf } from './hypothesis/whatIf.js'
export { type BeliefSensitivity, type ReadOut, type Sensitivity, type SensitivityOptions, sensitivity } from './hypothesis/sensitivity.js'
export { type ExpectationImpact, expectationImpact, type ExpectationOutcome } from './hypothesis/expectationImpact.js'

// Many accounts
export { type OmittedDecision, type RollUpNode, rollUp } from './account/rollUp.js'
export type { RollUpOptions } from './account/rollUpForest.js'
export type { RollUpFigures } from './account/rollUpFigures.js'

// All of it in one plain result
export { type AccountReport, type AccountReportOptions, accountReport } from './report/accountReport.js'
export { FORMULA_VERSION } from './report/formulaVersion.js'
export type { OpenDecisionOutlook, OutlookSummary } from './report/outlookSummary.js'
export type { TieReport, UnitReport } from './report/structure.js'
export type { PersonReport, PersonSummary } from './report/people.js'
export type { MoveReport, PlanReport } from './report/planReport.js'
export { type FindingSpan, findingHistory } from './report/findingHistory.js'
export type { AccountStanding, StandingMoney, StandingOutcome, WeakestSeat } from './report/standingIn.js'
export type { StandingOptions } from './report/standingOf.js'
export { type LiveVillage, liveVillage } from './report/liveVillage.js'
export { type AccountMoment, accountHistory, type HistoryOptions, type PersonMoment } from './report/accountHistory.js'

// What can go wrong
export {
  ConflictingFactError,
  ErasedStakeholderError,
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

// The facts of a village
export {
  type FactArray,
  type StakeholderInput,
  VILLAGE_LIMITS,
  type Village,
  type VillageFacts,
  type VillageInput,
} from './model/village.js'
export type { Erasures, Tombstone } from './model/erasures.js'
export type { ImportedRecord, ImportedSource } from './model/imports.js'
export type { Basis, Fact, Recorded } from './model/fact.js'
export type { Account, Money } from './model/account.js'
export type { OrgUnit, OrgUnitKind } from './model/orgUnit.js'
export type { ExternalId, Stakeholder } from './model/stakeholder.js'
export { BUYING_ROLES, type BuyingRole, ROLE_CLASSES, type RoleClass, type RoleFact } from './model/role.js'
export type { VetoFact } from './model/veto.js'
export type { Nomination } from './model/nomination.js'
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
export { REQUEST_CHANNELS, type Request, type RequestChannel } from './model/request.js'
export { UPHEAVAL_KINDS, type Upheaval, type UpheavalKind } from './model/upheaval.js'
export type { Question, QuestionAnswer } from './model/question.js'
export type { Teammate } from './model/teammate.js'
export type { Relationship } from './model/relationship.js'
export {
  MOVE_KINDS,
  type Move,
  type MoveAnswer,
  type MoveAnswerKind,
  type MoveExpectation,
  type MoveKind,
  type MoveShared,
  type MoveStatus,
} from './model/move.js'
export type { Instant, TimeInput } from './support/instants.js'
export type { CalendarStep } from './support/calendar.js'

// The beliefs with which it is read
export {
  type AccountSettings,
  type AuthoritySettings,
  DEFAULT_SETTINGS,
  type DecisionSettings,
  type ExpectationSettings,
  type HandoverSettings,
  type InfluenceSettings,
  type ListeningSettings,
  type MoveSettings,
  type ReporterPrior,
  type RiskSettings,
  type SentimentSettings,
  type Settings,
  type SilenceSettings,
} from './model/settings.js'
export type { DeepPartial } from './model/settingsFrom.js'
