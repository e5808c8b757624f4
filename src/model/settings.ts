import { deepFreeze } from '../support/freeze.js'
import type { DecisionKind } from './decision.js'
import type { InteractionKind } from './interaction.js'
import type { ReadingSource } from './observation.js'
import type { BuyingRole, RoleClass } from './role.js'

/**
 * Everything that the library believes and that data could teach better, each belief once.
 *
 * Give a part of it to `snapshot`; all measures of that snapshot then share it.
 */
export interface Settings {
  readonly sentiment: SentimentSettings
  readonly influence: InfluenceSettings
  readonly authority: AuthoritySettings
  readonly decision: DecisionSettings
  readonly account: AccountSettings
  readonly handover: HandoverSettings
  readonly risk: RiskSettings
  readonly expectation: ExpectationSettings
  readonly listening: ListeningSettings
}

/** How often people are heard, who is asked, and when use and answers are worth telling. All are judgements. */
export interface ListeningSettings {
  /**
   * After how many business days somebody of a class is to be heard again, 1..1000. Defaults 20 for deciders and advocates, 40 for users, 60
   * for gates and for people whose role nobody knows.
   */
  readonly cadenceDays: { readonly [Class in RoleClass]: number }
  /** How many business days somebody may be due before they are overdue, 0..1000. Default 5. */
  readonly graceDays: number
  /** Days beside Saturdays and Sundays on which nobody is to be heard, such as `2026-12-25`. Default none. */
  readonly holidays: readonly string[]
  /** Days for which somebody counts as new, 1..36,500. Default 180. */
  readonly newDays: number
  /** Days from which on somebody counts as long-standing, 1..36,500. Default 730. */
  readonly longStandingDays: number
  /** Days for which nobody who was interviewed is planned again, 0..36,500. Default 90. */
  readonly restDays: number
  /** The sentiment from which on a unit likes us well, -1..1. Default 0.2. */
  readonly likedFrom: number
  /** The share of what was bought at or below which it counts as unused, 0..1. Default 0.2. */
  readonly unusedUpTo: number
  /** The share of power from which on it matters not to know why somebody wants to do business with us, 0..1. Default 0.1. */
  readonly powerfulFrom: number
  /** Business days in which whoever said something should be told what came of it, 1..1000. Default 20. */
  readonly answerDays: number
}

/** What meeting or missing an expectation does to the sentiment of whoever has it. */
export interface ExpectationSettings {
  /** By how much the sentiment rises when an expectation of importance 1 is met, 0..1. Default 0.15, a judgement. */
  readonly met: number
  /**
   * How many times as much it falls when the expectation is missed, at least 1. Default 2.25, the loss aversion of A. Tversky and D.
   * Kahneman, "Advances in prospect theory", Journal of Risk and Uncertainty 5 (1992).
   */
  readonly lossAversion: number
}

/** How sentiments differ, fade and are read. */
export interface SentimentSettings {
  /** The sentiment expected of somebody never heard, -1..1. Default 0: neither for nor against. */
  readonly priorMean: number
  /**
   * How much sentiments differ between people, as a standard deviation, 0.000001..100. Default 0.5; Newcomb's fraternity, fitted, gives
   * 0.584.
   */
  readonly priorSd: number
  /**
   * Days after which half of what a reading said has faded, above 0; its reliability halves twice as fast. Default 180, a judgement;
   * Newcomb's fraternity, fitted, gives 80.
   */
  readonly halfLifeDays: number
  /**
   * The correlation of the sentiments of two people of one unit, 0 up to but not including 1. Default 0.3; in Newcomb's data it rose from
   * 0.17 to 0.48.
   */
  readonly sameUnitCorrelation: number
  /** The standard deviation of a reading's error by its source, at least 0.000001, on the scale of sentiment. Judgements. */
  readonly readingSd: { readonly [Source in ReadingSource]: number }
}

/** How ties become influence. */
export interface InfluenceSettings {
  /** How much people keep to their own view, above 0, in units of tie weight. Default 1 (the coupling of Friedkin's model). */
  readonly selfWeight: number
  /** What a reporting line weighs beside an influence tie of the same weight, at least 0. Default 1, a judgement. */
  readonly reportsToWeight: number
}

/** Who has how much to say. */
export interface AuthoritySettings {
  /**
   * The mass of each role, at least 0, on a scale of its own: only proportions count. It is split equally among the people who hold the
   * role, so that head-count never outvotes power. Judgements.
   */
  readonly roleMass: { readonly [Role in BuyingRole]: number }
  /** The mass of all people together whose role nobody knows, at least 0. Default 1, a judgement. */
  readonly unknownMass: number
  /** The role, one of its class, that somebody unknown is taken to hold when nobody of the class is known. */
  readonly required: { readonly user: BuyingRole; readonly decider: BuyingRole }
}

/** How people come to say yes. */
export interface DecisionSettings {
  /**
   * The sentiment from which on somebody says yes, -1..1. Defaults 0, and -0.35 for a renewal, because staying is the easy choice.
   * Judgements.
   */
  readonly yesThreshold: { readonly [Kind in DecisionKind]: number }
  /** The roles that hold a veto unless the decision has a rule of its own. */
  readonly vetoRoles: readonly BuyingRole[]
  /**
   * How much of the veto-aware score is the bar that the committee clears, which no other opinion makes up for, 0..1. Default 0.5, a
   * judgement.
   */
  readonly vetoWeight: number
}

/** When and how an account is judged. */
export interface AccountSettings {
  /** The coverage below which the account's sentiment is `undefined`, 0..1. Default 0.3, a judgement. */
  readonly leastCoverage: number
  /** How far from 0 a sentiment must be to be called favourable or unfavourable, 0..1. Default 0.1, a judgement. */
  readonly neutralBand: number
  /**
   * The reliability below which somebody who was heard counts as stale, 0..1. Default 0.25: an interview after five months. A judgement.
   */
  readonly staleReliability: number
  /** The smallest change of sentiment that is worth words, at least 0. Default 0.05, a judgement. */
  readonly smallestChange: number
}

/** How a hand-over of power from users to deciders shows. */
export interface HandoverSettings {
  /** The probability that one begins on any one day, between 0 and 1. Default 1/365, a judgement. */
  readonly hazardPerDay: number
  /** The share of flags that may be false, between 0 and 1. Default 0.05. */
  readonly falseAlarmShare: number
  /**
   * The probability at or below which a flagged hand-over counts as reversed, between 0 and 1. Default 0.05: with 0.95 upwards, ambiguous
   * evidence flips least.
   */
  readonly reversedBelow: number
  /** The probability from which on one is suspected, between 0 and 1. Default 0.5. */
  readonly suspectedFrom: number
  /** How alike the events of one day are, 0..1. Default 0.3, by simulation. */
  readonly withinDayCorrelation: number
  /** How far an event is believed of which nobody says who drove it and its participants share it, 0..1. Default 0.5, a judgement. */
  readonly sharedWeight: number
  /** The probability that a decider drives an event of a kind before a hand-over, and after it, between 0 and 1. Judgements. */
  readonly drivenByDecider: { readonly [Kind in InteractionKind]: BeforeAndAfter }
  /** The same for a formal change of roles, such as a decider who is appointed. */
  readonly roleChange: BeforeAndAfter
}

/** A probability before a hand-over and after it. */
export interface BeforeAndAfter {
  readonly before: number
  readonly after: number
}

/** From when on something is a risk worth telling. All are judgements. */
export interface RiskSettings {
  /** Rules that are not to be heard of, by id. Default none. */
  readonly disabledRules: readonly string[]
  /** The sentiment of users less that of deciders from which on they diverge, 0..2. Default 0.5. */
  readonly divergence: number
  /** What users may get of our attention above their target, 0..1. Default 0.2. */
  readonly overinvestment: number
  /** The readiness for a hand-over below which knowledge would be lost, 0..1. Default 0.6. */
  readonly readiness: number
  /** The share of contacts with one person from which on the account hangs on them, 0..1. Default 0.8. */
  readonly singleThread: number
  /** The contacts a week of ours above which somebody who decides gets more than they can take in, above 0. Default 5, a judgement. */
  readonly contactsPerWeek: number
  /** The probability of decline from which on sentiment counts as falling, 0..1. Default 0.9. */
  readonly declineProbability: number
  /** How many people must have been heard, and none of them against us, to make that suspicious; at least 1. Default 5. */
  readonly unanimousFrom: number
  /** The days up to the snapshot over which attention, silence and trend are judged, above 0. Default 90. */
  readonly days: number
}

const ORDINARY: BeforeAndAfter = { before: 0.3, after: 0.6 }
const FORMAL: BeforeAndAfter = { before: 0.05, after: 0.95 }

/** What the library believes unless told otherwise; the comments of `Settings` say why. */
export const DEFAULT_SETTINGS: Settings = deepFreeze<Settings>({
  sentiment: {
    priorMean: 0,
    priorSd: 0.5,
    halfLifeDays: 180,
    sameUnitCorrelation: 0.3,
    readingSd: { interview: 0.15, survey: 0.25, meeting: 0.3, comment: 0.3, impression: 0.35, text: 0.5 },
  },
  influence: { selfWeight: 1, reportsToWeight: 1 },
  authority: {
    roleMass: {
      user: 1,
      initiator: 0.5,
      champion: 1,
      coach: 0.5,
      influencer: 1,
      technicalBuyer: 2,
      gatekeeper: 1,
      procurement: 1.5,
      legalCompliance: 1.5,
      approver: 4,
      decisionMaker: 5,
      economicBuyer: 6,
      executiveSponsor: 3,
    },
    unknownMass: 1,
    required: { user: 'user', decider: 'economicBuyer' },
  },
  decision: {
    yesThreshold: { new: 0, renewal: -0.35, expansion: 0 },
    vetoRoles: ['economicBuyer', 'approver'],
    vetoWeight: 0.5,
  },
  account: { leastCoverage: 0.3, neutralBand: 0.1, staleReliability: 0.25, smallestChange: 0.05 },
  handover: {
    hazardPerDay: 1 / 365,
    falseAlarmShare: 0.05,
    reversedBelow: 0.05,
    suspectedFrom: 0.5,
    withinDayCorrelation: 0.3,
    sharedWeight: 0.5,
    drivenByDecider: {
      meeting: ORDINARY,
      email: ORDINARY,
      call: ORDINARY,
      demo: ORDINARY,
      webinar: ORDINARY,
      content: ORDINARY,
      approval: { before: 0.2, after: 0.8 },
      agenda: ORDINARY,
      processChange: FORMAL,
      other: ORDINARY,
    },
    roleChange: FORMAL,
  },
  risk: {
    disabledRules: [],
    divergence: 0.5,
    overinvestment: 0.2,
    readiness: 0.6,
    singleThread: 0.8,
    contactsPerWeek: 5,
    declineProbability: 0.9,
    unanimousFrom: 5,
    days: 90,
  },
  expectation: { met: 0.15, lossAversion: 2.25 },
  listening: {
    cadenceDays: { decider: 20, gate: 60, advocate: 20, user: 40, unknown: 60 },
    graceDays: 5,
    holidays: [],
    newDays: 180,
    longStandingDays: 730,
    restDays: 90,
    likedFrom: 0.2,
    unusedUpTo: 0.2,
    powerfulFrom: 0.1,
    answerDays: 20,
  },
})
