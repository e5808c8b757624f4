import { accountSentiment } from '../account/accountSentiment.js'
import type { AccountVerdict } from '../account/verdict.js'
import { committee, committeeAtVote } from '../decision/committee.js'
import { type DecisionOutlook, decisionOutlook } from '../decision/outlook.js'
import type { OutlookBasis } from '../decision/prospect.js'
import { revenueAtRisk, sumsOf } from '../decision/revenueAtRisk.js'
import { causesOf, type SeatCause } from '../decision/seatCause.js'
import type { DecisionState } from '../decision/vote.js'
import type { Money } from '../model/account.js'
import type { Decision, Outcome } from '../model/decision.js'
import { sentiments } from '../sentiment/sentiments.js'
import type { Instant } from '../support/instants.js'
import type { Interval } from '../support/interval.js'
import { compareText } from '../support/order.js'
import { decidersHeard } from '../transitions/decidersHeard.js'
import { measured } from '../village/given.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'
import type { StandingChange } from './standingChange.js'

/**
 * Where one account stands, in a row: what a ranking of many accounts needs of each. What is not known is `undefined`, and so
 * absent from the JSON of a row.
 */
export interface AccountStanding {
  /** The id of the account. */
  readonly account: string
  /** The name of the account, as shown to people. */
  readonly name: string
  /** The id of the account that it belongs to. */
  readonly parent?: string | undefined
  /** The id of the teammate who looks after it. */
  readonly owner?: string | undefined
  /** The part of the market that it is of, as `Account.segment`; unknown when absent. */
  readonly segment?: string | undefined
  /** What it pays us in a year. */
  readonly annualRevenue?: Money | undefined
  /** The moment, a day or an instant. */
  readonly asOf: string

  /** The account's sentiment, -1..1; `undefined` when nobody was heard or nothing of it is left. */
  readonly sentiment?: number | undefined
  /** Where it lies with a probability of 90 %, within -1..1. */
  readonly sentimentInterval?: Interval | undefined
  /** What the sentiment amounts to in a word; `insufficientSignal` when too little is known of it. */
  readonly verdict: AccountVerdict
  /** Fraction of the prior variance that the evidence removed, 0..1. */
  readonly coverage: number
  /** Until when that stays at `settings.account.leastCoverage` if nobody is heard; absent where it is below, or never will be. */
  readonly goodUntil?: Instant | undefined
  /** The sentiment in which no number of content people outweighs one who can say no, -1..1. */
  readonly vetoAware?: number | undefined
  /** How much better users like us than deciders do, -2..2; absent unless both were heard. */
  readonly divergence?: number | undefined

  /** The id of the decision in view; absent when there is none, or several are open and none was named. */
  readonly decision?: string | undefined
  /** How the decision in view stands, or why none is in view. */
  readonly state: DecisionState
  /** When it is expected to fall. */
  readonly expectedAt?: Instant | undefined
  /** How many decisions are open; 1 or 0 when one was named. */
  readonly openDecisions: number
  /** The probability of yes on the day of the vote, 0..1; absent without an open decision in view. */
  readonly probabilityOfYes?: number | undefined
  /** As wide as to hold the probability if those unheard said no, or yes, and if the account's sentiment is at either end of its interval. */
  readonly probabilityInterval?: Interval | undefined
  /** On what that rests. Only with `evidence` may the probability be shown without its interval. */
  readonly basis?: OutlookBasis | undefined
  /** What is at stake in open decisions, in order of the currency. */
  readonly money: readonly StandingMoney[]
  /** The decision that fell last, and how; absent where none has. */
  readonly lastOutcome?: StandingOutcome | undefined

  /** How many people are known, without placeholders. */
  readonly people: number
  /** How many of them were ever heard. */
  readonly heard: number
  /** When the last reading of anybody was taken; absent when nobody was ever heard. */
  readonly lastHeardAt?: Instant | undefined
  /** The share of the deciders' power that was heard and is not stale, 0..1: how far the account is prepared for their taking over. */
  readonly decidersHeard: number
  /** How many people can stop the decision alone, placeholders included. */
  readonly vetoHolders: number
  /** How many of these would rather say no today, or said so themselves last. */
  readonly vetoHoldersAgainst: number
  /** How many of these were never heard, are not known or will have left by the vote. */
  readonly vetoHoldersUnheard: number
  /** The seat that endangers the decision most; absent without an open decision in view, or where all are favourable. */
  readonly weakestSeat?: WeakestSeat | undefined
  /** How its sentiment has moved since a moment before, and why; absent unless one was asked for. */
  readonly change?: StandingChange | undefined
}

/** Money of one currency that hangs on open decisions. A decision whose chance does not rest on evidence is not judged. */
export interface StandingMoney {
  /** The ISO 4217 code. */
  readonly currency: string
  /** The value of each decision that is judged times its probability of no, in sum; absent where none is. */
  readonly revenueAtRisk?: number | undefined
  /** As wide as to hold that sum for the ends of each decision's interval. */
  readonly interval?: Interval | undefined
  /** The value of each that is not judged times the probability of no if everybody unheard said no, in sum; absent where there is none. */
  readonly notJudged?: number | undefined
}

/** How a decision fell. */
export interface StandingOutcome {
  /** The id of the decision, as in `Village.decisions`. */
  readonly decision: string
  /** How it ended for us; `noDecision` when it ended without a choice. */
  readonly result: Outcome['result']
  /** When it fell, as its outcome says. */
  readonly at: Instant
}

/** Somebody with a seat who is not favourable, and how much of the probability of a no hangs on them, 0..1. */
export interface WeakestSeat {
  /** The id of the person in the seat, or of a placeholder. */
  readonly stakeholder: string
  /** Why the seat may still say no; never `favourable`. */
  readonly cause: SeatCause
  /** The part of the probability of a no that hangs on the seat, 0..1. */
  readonly share: number
}

/** Where an account stands at the moment of a snapshot. */
export function standingIn(s: Snapshot): AccountStanding {
  return measured('standingOf', s, measureStanding)
}

function measureStanding(s: Snapshot): AccountStanding {
  const { account, asOf, decision } = s
  const { value, interval, state, coverage, goodUntil, vetoAware, divergence } = accountSentiment(s)
  const outlook = decisionOutlook(s)
  const placeholders = new Set(s.placeholders)
  const known = sentiments(s)
  const heardAt = known.flatMap(({ lastHeardAt }) => lastHeardAt ?? []).sort(compareText)
  return {
    account: account.id,
    name: account.name,
    parent: account.parent,
    owner: account.owner,
    segment: account.segment,
    annualRevenue: account.annualRevenue,
    asOf,
    sentiment: value,
    sentimentInterval: interval,
    verdict: state,
    coverage,
    goodUntil,
    vetoAware: vetoAware.value,
    divergence: divergence?.value,
    decision: decision?.id,
    state: outlook.state,
    expectedAt: decision?.expectedAt,
    openDecisions: openDecisions(s).length,
    probabilityOfYes: outlook.probabilityOfYes,
    probabilityInterval: outlook.interval,
    basis: outlook.basis,
    money: moneyIn(s),
    lastOutcome: lastOutcome(s.decisions),
    people: s.stakeholders.length - placeholders.size,
    heard: heardAt.length,
    lastHeardAt: heardAt.at(-1),
    decidersHeard: decidersHeard(s),
    ...vetoesIn(s, outlook),
    weakestSeat: weakestSeat(outlook),
  }
}

/** What hangs on the open decisions, currency by currency: those judged, and those that are not. */
function moneyIn(s: Snapshot): readonly StandingMoney[] {
  const sums = new Map<string, StandingMoney>()
  for (const { amount, currency, interval } of sumsOf(revenueAtRisk(s).byDecision.filter(({ basis }) => basis === 'evidence'))) {
    sums.set(currency, { currency, revenueAtRisk: amount, interval })
  }
  for (const id of openDecisions(s)) {
    const view = inViewOf(s, id)
    const { basis, range: [low] = [0] } = decisionOutlook(view)
    const { value } = view.decision ?? {}
    if (value === undefined || basis === 'evidence') continue
    const { currency } = value
    const sum = sums.get(currency) ?? { currency }
    sums.set(currency, { ...sum, notJudged: (sum.notJudged ?? 0) + value.amount * (1 - low) })
  }
  return [...sums.values()].sort((a, b) => compareText(a.currency, b.currency))
}

function lastOutcome(decisions: readonly Decision[]): StandingOutcome | undefined {
  const fallen = decisions.flatMap(({ id, outcome }) =>
    outcome === undefined ? [] : [{ decision: id, result: outcome.result, at: outcome.at }],
  )
  return fallen.sort((a, b) => compareText(a.at, b.at) || compareText(a.decision, b.decision)).at(-1)
}

function vetoesIn(s: Snapshot, { probabilityOfYes }: DecisionOutlook) {
  const seats = probabilityOfYes === undefined ? committee(s) : committeeAtVote(s)
  const causes = causesOf(s, seats).filter((_, i) => seats.vetoes.has(seats.rule.players[i] ?? ''))
  const count = (wanted: SeatCause): number => causes.filter(cause => cause === wanted).length
  return { vetoHolders: causes.length, vetoHoldersAgainst: count('against'), vetoHoldersUnheard: count('unheard') }
}

function weakestSeat({ byStakeholder }: DecisionOutlook): WeakestSeat | undefined {
  const seats = byStakeholder.flatMap(({ stakeholder, cause, share }) =>
    cause === undefined || cause === 'favourable' || share === undefined ? [] : [{ stakeholder, cause, share }],
  )
  return seats.sort((a, b) => b.share - a.share || compareText(a.stakeholder, b.stakeholder))[0]
}
