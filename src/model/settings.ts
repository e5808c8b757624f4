import { deepFreeze } from '../support/freeze.js'
import type { DecisionKind } from './decision.js'
import type { InteractionKind } from './interaction.js'
import type { MoveKind } from './move.js'
import type { ReadingSource } from './observation.js'
import type { RequestChannel } from './request.js'
import type { BuyingRole, RoleClass } from './role.js'
import type { TieKind } from './tie.js'
import type { UpheavalKind } from './upheaval.js'

/**
 * Everything that the library believes and that data could teach better, each belief once.
 *
 * Give a part of it to `snapshot`; all measures of that snapshot then share it.
 */
export interface Settings {
  /** How sentiments differ, fade and are read, from one reading to silence and upheavals. */
  readonly sentiment: SentimentSettings
  /** How far people move each other. */
  readonly influence: InfluenceSettings
  /** How much say each role brings. */
  readonly authority: AuthoritySettings
  /** When a person says yes, and which roles may stop a decision. */
  readonly decision: DecisionSettings
  /** How the sentiment of an account is made of those of its people, and when too little is known of it. */
  readonly account: AccountSettings
  /** When power is taken to have passed from users to deciders. */
  readonly handover: HandoverSettings
  /** From when on something is a finding. */
  readonly risk: RiskSettings
  /** What an expectation that is met or missed does to the sentiment of the person who has it. */
  readonly expectation: ExpectationSettings
  /** How often people are heard, who is asked, and when use and answers are worth telling. */
  readonly listening: ListeningSettings
  /** What moves are worth, cost and take, and how contacts make people know each other. */
  readonly moves: MoveSettings
}

/** The kinds of moves that sway people as if an expectation of some importance were met. */
export type SwayingKind = 'winOver' | 'answer' | 'share'

/** What moves are worth and cost, how well people of ours and of theirs know each other, and how long moves take. All but the first are judgements. */
export interface MoveSettings {
  /**
   * How much knowledge counts beside gain, 0..1. Default 0.25: with hours to win over one of three people who each hold a veto and were never
   * heard, hearing them first raises the gain by 0.15 to 0.35 of what the expected error falls; by simulation.
   */
  readonly indirectWeight: number
  /** The least that an hour must be worth, as a share of the decision's value or in points of the account's sentiment, 0..1. Default 0.0005. */
  readonly leastPerHour: number
  /** The probability that something succeeds with somebody whom nobody of ours knows or gets to, above 0 and at most 1. Default 0.3. */
  readonly coldChance: number
  /** How strong a way to somebody must be to count, 0..1. Default 0.1. */
  readonly leastPath: number
  /** How many business days before a decision falls all must be done that is to bear on it, 0..10,000. Default 10. */
  readonly settleDays: number
  /**
   * How much winning somebody over, answering a comment, and showing what came of one move sentiment, beside meeting an expectation of
   * importance 1; 0..1. Defaults 0.5, 0.2 and 0.2.
   */
  readonly importance: { readonly [Kind in SwayingKind]: number }
  /**
   * Hours that a move of each kind costs us which does not say so itself, 0.01..1,000,000. Defaults 8 to meet an expectation and to lift a
   * barrier, 6 to win somebody over, 1 to share what came of something, and 2 for the others.
   */
  readonly effortHours: { readonly [Kind in MoveKind]: number }
  /** Hours that each person costs who introduces us, 0..1,000,000. Default 0.5. */
  readonly introductionHours: number
  /** Business days that each person costs who introduces us, 0..10,000. Default 5. */
  readonly introductionDays: number
  /**
   * How much a contact of each kind says of how well those who took part know each other, 0..1. Defaults 1 for meetings, 0.7 for demos, 0.5 for
   * calls, agendas and approvals, 0.3 for others, 0.2 for mails, 0.1 for webinars, 0.05 for content, and 0 for changes of process.
   */
  readonly contactWeight: { readonly [Kind in InteractionKind]: number }
  /** Days after which half of what a contact says is left, above 0. Default 90. */
  readonly contactHalfLifeDays: number
  /** The contacts of full weight that make a strength of one half, above 0. Default 3. */
  readonly contactsForHalf: number
  /** Days after which half of a level that was stated is left, above 0. Default 365. */
  readonly statedHalfLifeDays: number
  /**
   * Business days that a move of each kind takes which does not say so itself, 0..10,000. Defaults 20 to meet an expectation and to lift a
   * barrier, 15 to win somebody over, 10 to identify, to hear and to prepare a hand-over, and 5 for the others.
   */
  readonly durationDays: { readonly [Kind in MoveKind]: number }
  /** The standard deviation of how long a move takes, as a share of it, 0..10. Default 0.3. */
  readonly durationSpread: number
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
  /**
   * How much rosier each source is than the person, -1..1 on the scale of sentiment; it is subtracted from every reading of the source.
   * Default 0 for every source; own history teaches it.
   */
  readonly offset: { readonly [Source in ReadingSource]: number }
  /**
   * The standard deviation of the error that all readings of one reporter, or of one source without reporter, share in one account, 0..100 on
   * the scale of sentiment. With 0 a source is a person's own word. Defaults 0.2 for meetings and impressions, 0.3 for texts, otherwise 0.
   * Judgements.
   */
  readonly sharedSd: { readonly [Source in ReadingSource]: number }
  /** What is known of reporters, each once. It takes the place of `offset` and `sharedSd` for the sources with shared error. Default none. */
  readonly reporters: readonly ReporterPrior[]
  /** What it means that a person who was asked did not answer. */
  readonly silence: SilenceSettings
  /**
   * The share of what was known of a person that no longer holds after an upheaval of a kind, 0..1. Defaults 0.5 for a reorganisation, a
   * merger, layoffs and a change of leadership, otherwise 0.3. Judgements.
   */
  readonly upheaval: { readonly [Kind in UpheavalKind]: number }
  /**
   * How far the errors of readings of one person, source, day and reporter are one error, 0..1. Defaults 0.8 for surveys, impressions and
   * texts, otherwise 0.5. Judgements: one scorer, one thread, one mood.
   */
  readonly sameDayCorrelation: { readonly [Source in ReadingSource]: number }
}

/** What is known of a reporter from elsewhere. */
export interface ReporterPrior {
  /** Their id, as in `by` of readings. */
  readonly by: string
  /** How much rosier their reports are than the people, -1..1. */
  readonly offset: number
  /** The standard deviation of that, 0..100. */
  readonly sd: number
}

/** What it says that a person did not answer. */
export interface SilenceSettings {
  /**
   * How much more likely an answer is the better a person thinks of us: the slope of a probit curve, 0..10. Default 0.5, a judgement; with 0
   * silence says nothing.
   */
  readonly slope: number
  /** The share of requests that are answered, above 0 and below 1. Defaults 0.6 for interviews and meetings, 0.3 for surveys. Judgements. */
  readonly rate: { readonly [Channel in RequestChannel]: number }
  /** After how many days without answer a request counts as unanswered, 0..36,500. Default 30, a judgement. */
  readonly waitDays: number
}

/** How ties become influence. */
export interface InfluenceSettings {
  /**
   * How far others move somebody who has ties to them, 0..0.99. Default 0.3: in experiments people give advice a weight of 0.2 to 0.3
   * (Harvey and Fischer 1997; Yaniv and Kleinberger 2000), people with power less (See et al. 2011; Tost et al. 2012).
   */
  readonly openness: number
  /**
   * How far a listener heeds each kind of tie, 0..1; the kinds share what a listener is open to in proportion to it. Defaults 1 for
   * `influence`, 0.5 for `reportsTo` and 0.25 for `informs`: judgements.
   */
  readonly kindWeight: { readonly [Kind in Exclude<TieKind, 'conflict'>]: number }
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
  /** For users and for deciders the role that an unknown person is taken to hold when nobody of the class is known, itself of the class. */
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
  /** The share of decisions that are never made at all, 0 up to but not including 1. Default 0.1, a judgement. */
  readonly neverDecided: number
  /** By how many days a decision that is overdue slips on average, above 0. Default 60, a judgement. */
  readonly slipDays: number
  /**
   * How much the threshold of yes moves from somebody with a risk appetite of 0 to somebody with one of 1, 0..1: people who shun risk say no
   * to something new and yes to what they have. Default 0.2, a judgement.
   */
  readonly riskTolerance: number
}

/** When and how an account is judged. */
export interface AccountSettings {
  /** With what probability a word about the account's sentiment must be right to be said, above 0.5 and below 1. Default 0.8, a judgement. */
  readonly verdictProbability: number
  /** How far from 0 a sentiment may be to be called neutral, 0..1. Default 0.15, a judgement. */
  readonly neutralBand: number
  /**
   * The coverage below which an account without a clear sentiment has `insufficientSignal` and is not `undecided`, 0..1. Default 0.3, a
   * judgement.
   */
  readonly leastCoverage: number
  /**
   * The reliability below which somebody who was heard counts as stale, 0..1. Default 0.25: an interview after five months. A judgement.
   */
  readonly staleReliability: number
  /** The smallest change of sentiment that is worth words, at least 0. Default 0.05, a judgement. */
  readonly smallestChange: number
}

/** How a hand-over of power from users to deciders shows. */
export interface HandoverSettings {
  /**
   * The rate at which power passes from users to deciders, per day, above 0. Default 1/365: at 1/180 up to 36 % of accounts in which nothing
   * changes are flagged within three years instead of 8 %, at 1/730 a change takes a third longer to find; by simulation.
   */
  readonly hazardPerDay: number
  /** The rate at which it passes back, per day, at least 0. Default 1/730, by simulation. */
  readonly reversalPerDay: number
  /** The share of flags that may be false, between 0 and 1: a flag is raised at a probability of 1 less this. Default 0.05. */
  readonly falseAlarmShare: number
  /**
   * The probability at or below which a flag is taken back, between 0 and 1. Default 0.05: with 0.95 upwards, ambiguous evidence flips
   * least.
   */
  readonly reversedBelow: number
  /** The probability from which on a hand-over is suspected, between 0 and 1. Default 0.5. */
  readonly suspectedFrom: number
  /** How alike the events of one day are, 0..1. Default 0.3, by simulation. */
  readonly withinDayCorrelation: number
  /** What an event weighs of which nobody is named as driver and only one side takes part, 0..1. Default 0.5, a judgement. */
  readonly sharedWeight: number
  /** Days after which a flag is settled, and one that was taken back is no longer told; above 0. Default 180, a judgement. */
  readonly settledAfterDays: number
  /**
   * What an interaction of each kind weighs as evidence of who drives, 0..1. Defaults 1 for a meeting, call, demo, approval and agenda, 0.5
   * for mail and whatever else, 0.25 for a webinar and content. Judgements.
   */
  readonly kindWeight: { readonly [Kind in Exclude<InteractionKind, 'processChange'>]: number }
  /**
   * The probability that power passes with an event that changes who decides, 0..1. Defaults 0.3 when a decider begins or the last one
   * ends, 0.6 when the buying process is changed. Judgements.
   */
  readonly structural: { readonly roleChange: number; readonly processChange: number }
}

/** From when on something is a risk worth telling. Judgements, where nothing else is said. */
export interface RiskSettings {
  /** Rules that are not to be heard of, by id. Default none. */
  readonly disabledRules: readonly string[]
  /** The drop of the chance of yes from which on a finding is critical, 0..1. Default 0.1, by simulation. */
  readonly critical: number
  /** The same for a warning. Default 0.03, by simulation. */
  readonly warning: number
  /** The same for a finding at all. Default 0.01, by simulation. */
  readonly info: number
  /** How much the chance of yes must rise with somebody's answer for their seat to be a key one, 0..1. Default 0.1, by simulation. */
  readonly keySeat: number
  /**
   * How many times as often each rule fires before a decision that is not won as before one that is, above 0, by rule; 1 when absent. Default
   * none: `backtest` finds them in your own history.
   */
  readonly likelihoodRatio: { readonly [rule: string]: number }
  /** By how much somebody's sentiment must have fallen, 0..2. Default 0.1. */
  readonly leastFall: number
  /** Within how many days a decision is near, at least 0. Default 30. */
  readonly nearDays: number
  /** How many days before a decision it matters that somebody has gone cold, at least 0. Default 180. */
  readonly ahead: number
  /** From how many standard deviations on a report contradicts the person's own words, above 0. Default 2, by simulation. */
  readonly contradiction: number
  /** Above which bias a reporter is too rosy, -2..2, and how probable that must be, 0..1. Default 0.1 and 0.9, by simulation. */
  readonly tooRosy: { readonly bias: number; readonly probability: number }
  /** The share of their target of our attention below which deciders are neglected, 0..1. Default 0.25, by simulation. */
  readonly deciderAttention: number
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
  /** The probability of decline from which on somebody's sentiment counts as falling, 0..1. Default 0.9. */
  readonly declineProbability: number
  /** The days over which attention, silence, trend, comings and goings are judged, above 0. Default 90. */
  readonly days: number
}

/** What the library believes unless told otherwise; the comments of `Settings` say why. */
export const DEFAULT_SETTINGS: Settings = deepFreeze<Settings>({
  sentiment: {
    priorMean: 0,
    priorSd: 0.5,
    halfLifeDays: 180,
    sameUnitCorrelation: 0.3,
    readingSd: { interview: 0.15, survey: 0.25, meeting: 0.3, comment: 0.3, impression: 0.35, text: 0.5 },
    offset: { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 },
    sharedSd: { interview: 0, survey: 0, meeting: 0.2, comment: 0, impression: 0.2, text: 0.3 },
    reporters: [],
    silence: { slope: 0.5, rate: { interview: 0.6, survey: 0.3, meeting: 0.6 }, waitDays: 30 },
    upheaval: { reorganisation: 0.5, merger: 0.5, layoffs: 0.5, leadership: 0.5, priorities: 0.3, personMove: 0.3, other: 0.3 },
    sameDayCorrelation: { interview: 0.5, survey: 0.8, meeting: 0.5, comment: 0.5, impression: 0.8, text: 0.8 },
  },
  influence: { openness: 0.3, kindWeight: { influence: 1, reportsTo: 0.5, informs: 0.25 } },
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
    neverDecided: 0.1,
    slipDays: 60,
    riskTolerance: 0.2,
  },
  account: { verdictProbability: 0.8, neutralBand: 0.15, leastCoverage: 0.3, staleReliability: 0.25, smallestChange: 0.05 },
  handover: {
    hazardPerDay: 1 / 365,
    reversalPerDay: 1 / 730,
    falseAlarmShare: 0.05,
    reversedBelow: 0.05,
    suspectedFrom: 0.5,
    withinDayCorrelation: 0.3,
    sharedWeight: 0.5,
    settledAfterDays: 180,
    kindWeight: { meeting: 1, email: 0.5, call: 1, demo: 1, webinar: 0.25, content: 0.25, approval: 1, agenda: 1, other: 0.5 },
    structural: { roleChange: 0.3, processChange: 0.6 },
  },
  risk: {
    disabledRules: [],
    critical: 0.1,
    warning: 0.03,
    info: 0.01,
    keySeat: 0.1,
    likelihoodRatio: {},
    leastFall: 0.1,
    nearDays: 30,
    ahead: 180,
    contradiction: 2,
    tooRosy: { bias: 0.1, probability: 0.9 },
    deciderAttention: 0.25,
    divergence: 0.5,
    overinvestment: 0.2,
    readiness: 0.6,
    singleThread: 0.8,
    contactsPerWeek: 5,
    declineProbability: 0.9,
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
  moves: {
    indirectWeight: 0.25,
    leastPerHour: 0.0005,
    coldChance: 0.3,
    leastPath: 0.1,
    settleDays: 10,
    importance: { winOver: 0.5, answer: 0.2, share: 0.2 },
    effortHours: {
      identify: 2,
      hear: 2,
      meet: 8,
      winOver: 6,
      liftBarrier: 8,
      prepareHandover: 2,
      answer: 2,
      share: 1,
      other: 2,
    },
    introductionHours: 0.5,
    introductionDays: 5,
    contactWeight: {
      meeting: 1,
      email: 0.2,
      call: 0.5,
      demo: 0.7,
      webinar: 0.1,
      content: 0.05,
      approval: 0.5,
      agenda: 0.5,
      processChange: 0,
      other: 0.3,
    },
    contactHalfLifeDays: 90,
    contactsForHalf: 3,
    statedHalfLifeDays: 365,
    durationDays: {
      identify: 10,
      hear: 10,
      meet: 20,
      winOver: 15,
      liftBarrier: 20,
      prepareHandover: 10,
      answer: 5,
      share: 5,
      other: 5,
    },
    durationSpread: 0.3,
  },
})
