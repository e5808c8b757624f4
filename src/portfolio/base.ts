import type { AccountVerdict } from '../account/verdict.js'
import type { StandingChange } from '../report/standingChange.js'
import type { AccountStanding, StandingMoney } from '../report/standingIn.js'
import type { CurrencyRates } from './currencies.js'

/** How a base is put together. */
export interface PortfolioOptions {
  /** Sums for each owner, segment or parent as well. */
  readonly by?: PortfolioGrouping | undefined
  /** One ranking over all currencies; a ranking within each when absent, since amounts of two currencies are never added. */
  readonly rates?: CurrencyRates | undefined
  /** So many accounts are listed in each ranking, and so many movers; at least 1, `Infinity` for all, 100 when absent. All are counted. */
  readonly most?: number | undefined
}

/** By what accounts are grouped. */
export type PortfolioGrouping = 'owner' | 'segment' | 'parent'

/** A base of accounts: where to look first. */
export interface Portfolio {
  /** How many accounts there are. */
  readonly accounts: number
  /** The rates by which amounts were converted. */
  readonly rates?: CurrencyRates | undefined
  /** One for each currency, in order of the currency; one in the base of the rates where these were given. */
  readonly rankings: readonly CurrencyRanking[]
  /** Accounts that are in no ranking, and why, in order of id. */
  readonly unranked: ListedAccounts<UnrankedAccount>
  /** Accounts of which nothing is known that still counts, by id and name, in order of id: they are not neutral. */
  readonly tooLittleKnown: ListedAccounts<{ readonly account: string; readonly name: string }>
  /** The accounts that moved most, the largest change first; empty unless standings say how they moved. */
  readonly movers: readonly Mover[]
  /** The groups that were asked for, in order of their name; those of no group last. */
  readonly groups: readonly PortfolioGroup[]
  /** How much is known of all accounts together, ranked or not. */
  readonly coverage: BaseCoverage
}

/** Accounts of one kind. */
export interface ListedAccounts<Row> {
  /** How many there are. */
  readonly count: number
  /** The first of them. */
  readonly accounts: readonly Row[]
}

/**
 * Accounts by the money at risk in one currency: those that are judged, by their revenue at risk; after these, those that are not, by what
 * would be at risk if everybody unheard said no.
 */
export interface CurrencyRanking extends ListedAccounts<RankedAccount> {
  /** The ISO 4217 code of all amounts in it; the base of the rates where these were given. */
  readonly currency: string
  /** What is at risk in all of them. */
  readonly total: StandingMoney
}

/** An account in a ranking. */
export interface RankedAccount {
  /** From 1. */
  readonly rank: number
  /** Whether the chance of yes of any of its decisions rests on evidence. */
  readonly judged: boolean
  /** In the currency of the ranking. */
  readonly money: StandingMoney
  /** What `standingOf` said of it, with amounts in their own currencies. */
  readonly standing: AccountStanding
}

/** An account in no ranking. */
export interface UnrankedAccount {
  /** The id of the account, as its standing gives it. */
  readonly account: string
  /** The name of the account, as its standing gives it. */
  readonly name: string
  /** No decision is known to be open; those that are have no value; or a currency has no rate. */
  readonly reason: 'noOpenDecision' | 'decisionWithoutValue' | 'noRate'
}

/** An account whose sentiment moved. */
export interface Mover extends StandingChange {
  /** The id of the account, as its standing gives it. */
  readonly account: string
  /** The name of the account, as its standing gives it. */
  readonly name: string
}

/** The accounts of one owner, segment or parent. */
export interface PortfolioGroup {
  /** The owner, segment or parent; absent for accounts that have none. */
  readonly group?: string | undefined
  /** How many accounts are in it, those in no ranking included. */
  readonly accounts: number
  /** What is at risk in them, currency by currency; accounts without a rate are not in it. */
  readonly money: readonly StandingMoney[]
  /** How many of these accounts have each verdict; 0 stands for none. */
  readonly verdicts: VerdictCounts
}

/** How many accounts have each verdict. */
export type VerdictCounts = { readonly [Verdict in AccountVerdict]: number }

/** How much of a base is known. */
export interface BaseCoverage {
  /** How many people are known in all accounts together. */
  readonly people: number
  /** How many of them were ever heard. */
  readonly heard: number
  /** How many accounts there are in which anybody was heard. */
  readonly accountsHeard: number
  /** How many accounts have each verdict; 0 stands for none. */
  readonly verdicts: VerdictCounts
}
