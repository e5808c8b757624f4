import { type AccountSentiment, accountSentiment } from '../account/accountSentiment.js'
import type { Coverage } from '../account/coverage.js'
import { coverage } from '../account/coverage.js'
import type { OpinionEquilibrium } from '../account/opinionEquilibrium.js'
import { opinionEquilibrium } from '../account/opinionEquilibrium.js'
import { type RevenueAtRisk, revenueAtRisk } from '../decision/revenueAtRisk.js'
import { type VetoHolder, vetoHolders } from '../decision/vetoHolders.js'
import { type FeedbackLoop, feedbackLoop } from '../feedback/feedbackLoop.js'
import { type OpenComment, openComments } from '../feedback/openComments.js'
import { type RecurringIssue, recurringIssues } from '../feedback/recurringIssues.js'
import { type OfferingFlow, offeringFlow } from '../flow/offeringFlow.js'
import { type ExpectationImpact, expectationImpact } from '../hypothesis/expectationImpact.js'
import { type Sensitivity, sensitivity } from '../hypothesis/sensitivity.js'
import { type Gatekeeper, gatekeepers } from '../influence/gatekeepers.js'
import { type PowerByClass, powerByClass } from '../influence/powerByClass.js'
import { type ListeningCadence, listeningCadence } from '../listening/cadence.js'
import { conclusions, type PlanConclusions } from '../listening/conclusions.js'
import { type ExpectationSets, expectationSets } from '../listening/expectationSets.js'
import { type NextInterview, nextInterviews } from '../listening/nextInterviews.js'
import { type PlannedQuestion, questionsOf } from '../listening/questions.js'
import { type ListeningSample, listeningSample } from '../listening/sample.js'
import { type Themes, themes } from '../listening/themes.js'
import type { BlockingCoalitions } from '../math/blocking.js'
import type { Account } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import { isOfUnknownState, isOpenDecision } from '../model/openDecision.js'
import { type Motives, motives } from '../motives/motives.js'
import { type MoveEffects, moveEffects } from '../moves/moveEffects.js'
import { relationships } from '../moves/relationships.js'
import type { RelationshipStrength } from '../moves/strengths.js'
import { type NextMoves, nextMoves } from '../plan/nextMoves.js'
import { assessRisk } from '../risk/assessRisk.js'
import type { Finding } from '../risk/finding.js'
import { flag, type OptionShape, optionsOf } from '../support/options.js'
import { type AttentionBalance, attentionBalance } from '../transitions/attention.js'
import { type PowerTransition, powerTransitions } from '../transitions/powerTransitions.js'
import { type HandoverReadiness, handoverReadiness } from '../transitions/readiness.js'
import { checkGiven, measured, ownResult } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { smallestCoalitions } from './coalitions.js'
import { FORMULA_VERSION } from './formulaVersion.js'
import { type OpenDecisionOutlook, openOutlooks, outlookSummary } from './outlookSummary.js'
import { type PersonReport, peopleIn } from './people.js'
import { type PlanReport, planIn } from './planReport.js'
import { type TieReport, tiesIn, type UnitReport, unitsIn } from './structure.js'

/** A whole account at one moment, as plain JSON. */
export interface AccountReport {
  /** The version of the formulas; results of another version may differ for the same facts. */
  readonly formulaVersion: typeof FORMULA_VERSION
  /** The account as it was known on `knownOn`, with its name, owner and segment. */
  readonly account: Account
  /** The moment: a day `YYYY-MM-DD` if the snapshot was asked for as one, otherwise an instant. */
  readonly asOf: string
  /** By when we knew what the report tells, in the form of `asOf`. */
  readonly knownOn: string
  /** The decision in view; absent when there is none, or several and none was named. */
  readonly decision?: Decision
  /** The decisions that have not fallen, the one in view among them: one of several must be named to be in view. */
  readonly openDecisions: readonly { readonly decision: string; readonly name: string }[]
  /** The decisions of which nobody knows whether they have fallen, because their stage is not understood. They are in no sum. */
  readonly decisionsOfUnknownState: readonly { readonly decision: string; readonly name: string }[]
  /** The sentiment of the account as a whole, rolled up from its people and units. */
  readonly sentiment: AccountSentiment
  /** Everybody, the most powerful first. */
  readonly people: readonly PersonReport[]
  /** Those who have left: their ids, and their names where these are known. */
  readonly former: readonly { readonly stakeholder: string; readonly name?: string }[]
  /** The units of the account, in order of id; nested ones name their `parent`. */
  readonly units: readonly UnitReport[]
  /** Who moves whom, who reports to whom, and who is at odds with whom. */
  readonly ties: readonly TieReport[]
  /** Everybody who can stop the decision in view alone, the likeliest no first; placeholders are among them. */
  readonly vetoHolders: readonly VetoHolder[]
  /** The smallest of the groups that can stop the decision, at most 50 of them. */
  readonly blockingCoalitions: BlockingCoalitions
  /** How each open decision is likely to end, or the one that was named; in order of id. */
  readonly outlooks: readonly OpenDecisionOutlook[]
  /** The chance of yes of the open decision in view on the day of its vote, 0..1; absent without one. Its outlook says how much of it was heard. */
  readonly probabilityOfYes?: number
  /** The value of open decisions times their probability of no, by decision and currency. */
  readonly revenueAtRisk: RevenueAtRisk
  /** How much of what would tell the sentiment of the account is known. */
  readonly coverage: Coverage
  /** What endangers the account, worst first. */
  readonly risks: readonly Finding[]
  /** Whether power has passed from users to deciders: one answer for each decision that interactions name, or one for the account. */
  readonly powerTransitions: readonly PowerTransition[]
  /** The share of power of each class, 0..1; they sum to 1. */
  readonly powerByClass: PowerByClass
  /** Who carries the users' say onward; only those without whom anything is lost. */
  readonly gatekeepers: readonly Gatekeeper[]
  /** How well we are prepared for deciders to take over. */
  readonly handoverReadiness: HandoverReadiness
  /** Over the last `settings.risk.days`, against power. */
  readonly attention: AttentionBalance
  /** What hangs on each expectation that is open or missed. */
  readonly expectations: readonly ExpectationImpact[]
  /** Where opinions come to rest when everybody has talked. */
  readonly opinionEquilibrium: OpinionEquilibrium
  /**
   * Whom to hear next: for the decision in view when it has a date, otherwise for the account.
   */
  readonly interviews: readonly NextInterview[]
  /** Why they want to do business with us. */
  readonly motives: Motives
  /** How far what we sell is used, what holds it back, and what lifting that is worth. */
  readonly offeringFlow: OfferingFlow
  /** What came up, the rare ones kept. */
  readonly themes: Themes
  /** What was concluded from interviews, plan by plan. */
  readonly conclusions: readonly PlanConclusions[]
  /** What interviews are to find out. */
  readonly questions: readonly PlannedQuestion[]
  /** Whom we heard in the last year, against the people who decide. */
  readonly listeningSample: ListeningSample
  /** Who expects much the same; absent where more than 100 people are there to be grouped. */
  readonly expectationSets?: ExpectationSets
  /** Who is to be heard, and when. */
  readonly listening: ListeningCadence
  /** What is still to be done about what people said, what came up again, and how long all takes. */
  readonly comments: {
    /** Comments of which something is still to be done, the oldest first. */
    readonly open: readonly OpenComment[]
    /** Themes that came up again after something was done about them, those that came up most often since, first. */
    readonly recurring: readonly RecurringIssue[]
    /** How long it takes to pass comments on, to act on them and to tell what came of them. */
    readonly loop: FeedbackLoop
  }
  /** What is worth our hours, of sixteen hours and five moves at most. */
  readonly moves: NextMoves
  /** How people think of us after moves with them, beyond the drift that was to come anyway. */
  readonly effects: MoveEffects
  /** Who of us knows whom of theirs, and how well. */
  readonly relationships: readonly RelationshipStrength[]
  /** What is to be done: every move, when it can be done, and whom and what no move answers. */
  readonly plan: PlanReport
  /** On which beliefs the answer hangs, the widest first; absent where it was left out. */
  readonly sensitivity?: Sensitivity
}

/** What a report has. */
export interface AccountReportOptions {
  /** Whether to tell on which beliefs the answer hangs, for which much is computed some thirty times over; true when absent. */
  readonly sensitivity?: boolean | undefined
}

const REPORT_OPTIONS: OptionShape<AccountReportOptions> = { sensitivity: flag }

/**
 * The whole account in one plain result, ready for `JSON.stringify`.
 *
 * @throws InvalidArgumentError for options that make no sense
 * @example
 * import { accountReport, createVillage, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
 * const report = accountReport(snapshot(village, '2026-03-02'))
 * report.people.map(({ stakeholder }) => stakeholder) //=> ['?decider', 'ann']
 * report.sentiment.state //=> 'insufficientSignal'
 */
export function accountReport(snapshot: Snapshot, options?: AccountReportOptions): AccountReport {
  checkGiven('accountReport', snapshot)
  const asked = optionsOf('accountReport', options, REPORT_OPTIONS)
  return ownResult(measured('accountReport', snapshot, asked.sensitivity === false ? measureAccountReport : measureWithSensitivity))
}

function measureWithSensitivity(s: Snapshot): AccountReport {
  return { ...remembered(s, measureAccountReport), sensitivity: sensitivity(s) }
}

function namesOf(decisions: readonly Decision[]): readonly { readonly decision: string; readonly name: string }[] {
  return decisions.map(({ id: decision, name }) => ({ decision, name }))
}

function measureAccountReport(s: Snapshot): AccountReport {
  const { probabilityOfYes } = outlookSummary(s)
  return {
    formulaVersion: FORMULA_VERSION,
    account: s.account,
    asOf: s.asOf,
    knownOn: s.knownOn,
    ...(s.decision !== undefined && { decision: s.decision }),
    openDecisions: namesOf(s.decisions.filter(isOpenDecision)),
    decisionsOfUnknownState: namesOf(s.decisions.filter(isOfUnknownState)),
    sentiment: accountSentiment(s),
    people: peopleIn(s),
    former: s.former.map(({ id: stakeholder, name }) => ({ stakeholder, ...(name !== undefined && { name }) })),
    units: unitsIn(s),
    ties: tiesIn(s),
    vetoHolders: vetoHolders(s),
    blockingCoalitions: smallestCoalitions(s),
    outlooks: openOutlooks(s),
    ...(probabilityOfYes !== undefined && { probabilityOfYes }),
    revenueAtRisk: revenueAtRisk(s),
    coverage: coverage(s),
    risks: assessRisk(s),
    powerTransitions: powerTransitions(s),
    powerByClass: powerByClass(s),
    gatekeepers: gatekeepers(s).filter(({ lost }) => lost > 0),
    handoverReadiness: handoverReadiness(s),
    expectations: expectationImpact(s),
    opinionEquilibrium: opinionEquilibrium(s),
    interviews: nextInterviews(s),
    attention: attentionBalance(s, { days: s.settings.risk.days }),
    motives: motives(s),
    offeringFlow: offeringFlow(s),
    themes: themes(s),
    conclusions: conclusions(s),
    questions: questionsOf([s]),
    listeningSample: listeningSample(s),
    ...(s.stakeholders.length <= MOST_GROUPED && { expectationSets: expectationSets(s) }),
    listening: listeningCadence(s),
    comments: { open: openComments(s), recurring: recurringIssues(s), loop: feedbackLoop(s) },
    moves: nextMoves(s),
    effects: moveEffects(s),
    relationships: relationships(s),
    plan: planIn(s),
  }
}

/** With more people groups by expectation take longer than a report should. */
const MOST_GROUPED = 100
