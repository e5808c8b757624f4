import type { AccountVerdict } from '../account/verdict.js'
import { errorFor } from '../errors.js'
import type { StandingChange } from '../report/standingChange.js'
import type { AccountStanding, StandingMoney } from '../report/standingOf.js'
import { checkLength, checkNumbers } from '../support/finite.js'
import { deepFreeze } from '../support/freeze.js'
import { anyText, idText, type OptionCheck, type OptionShape, oneOf, optionsOf, whole, wholeOrAll, wrong } from '../support/options.js'
import { compareText } from '../support/order.js'
import { reading } from '../support/reading.js'
import { checkGiven } from '../village/given.js'
import { momentOf } from '../village/moment.js'
import { type CurrencyRates, converted, moneyCheck, ratesCheck, sumOfMoney } from './currencies.js'
import { Leading } from './leading.js'

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

const PORTFOLIO_OPTIONS: OptionShape<PortfolioOptions> = {
  by: oneOf('owner', 'segment', 'parent'),
  rates: ratesCheck,
  most: wholeOrAll(1),
}

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
  /** Accounts of which nothing is known that still counts, in order of id: they are not neutral. */
  readonly tooLittleKnown: ListedAccounts<{ readonly account: string; readonly name: string }>
  /** The accounts that moved most, the largest change first; empty unless standings say how they moved. */
  readonly movers: readonly Mover[]
  /** The groups that were asked for, in order of their name; those of no group last. */
  readonly groups: readonly PortfolioGroup[]
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
  readonly standing: AccountStanding
}

/** An account in no ranking. */
export interface UnrankedAccount {
  readonly account: string
  readonly name: string
  /** No decision is known to be open; those that are have no value; or a currency has no rate. */
  readonly reason: 'noOpenDecision' | 'decisionWithoutValue' | 'noRate'
}

/** An account whose sentiment moved. */
export interface Mover extends StandingChange {
  readonly account: string
  readonly name: string
}

/** The accounts of one owner, segment or parent. */
export interface PortfolioGroup {
  /** The owner, segment or parent; absent for accounts that have none. */
  readonly group?: string | undefined
  readonly accounts: number
  /** What is at risk in them, currency by currency; accounts without a rate are not in it. */
  readonly money: readonly StandingMoney[]
  readonly verdicts: VerdictCounts
}

/** How many accounts have each verdict. */
export type VerdictCounts = { readonly [Verdict in AccountVerdict]: number }

/** How much of a base is known. */
export interface BaseCoverage {
  /** How many people are known, and how many of them were ever heard. */
  readonly people: number
  readonly heard: number
  /** How many accounts there are in which anybody was heard. */
  readonly accountsHeard: number
  readonly verdicts: VerdictCounts
}

/**
 * A base of accounts, ranked by money at risk: where to look first, what moved, and what is not known.
 *
 * Accounts whose chance of yes rests on evidence come first, by their revenue at risk; the others follow, marked as not judged, by what would
 * be at risk if everybody unheard said no. Amounts of two currencies are never added unless rates are given.
 *
 * @param standings rows of `standingOf`, one for each account
 * @throws InvalidArgumentError for what is no row of `standingOf`, an account given twice, or options that make no sense;
 * LimitExceededError for more than a million rows
 * @example
 * import { createVillage } from 'account-village'
 * import { portfolio, standingOf } from 'account-village/portfolio'
 * const of = (account: string, amount: number, sentiment: number) =>
 *   standingOf(
 *     createVillage({
 *       account,
 *       stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *       observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment, via: 'interview' }],
 *       decisions: [{ id: 'deal', name: 'Renewal', kind: 'renewal', value: { amount, currency: 'EUR' }, expectedAt: '2026-05-31' }],
 *     }),
 *     { asOf: '2026-03-02' },
 *   )
 * const { rankings } = portfolio([of('North', 300_000, 0.6), of('South', 200_000, -0.6)])
 * rankings[0]?.accounts.map(({ standing }) => standing.account) //=> ['South', 'North']
 */
export function portfolio(standings: readonly AccountStanding[], options?: PortfolioOptions): Portfolio {
  const given = optionsOf('portfolio', options, PORTFOLIO_OPTIONS)
  if (!Array.isArray(standings))
    throw errorFor('portfolio', [wrong('standings', 'are no list of rows; standingOf(village, { asOf }) gives one')])
  checkLength('portfolio', 'standings', standings)
  checkNumbers('portfolio', { standings })
  return reading(
    'portfolio',
    'standings',
    () => {
      const gathered = gatherPortfolio('portfolio', given)
      for (const [i, standing] of Array.from(standings).entries()) {
        checkStanding(standing, `standings[${i}]`)
        gathered.add(standing)
      }
      return gathered.portfolio()
    },
    'lack a field, or have one of another kind. Make them anew with standingOf.',
  )
}

/** Refuses what is no row of `standingOf`, or one that was changed so that it cannot be counted. */
function checkStanding(standing: AccountStanding, path: string): void {
  checkGiven('portfolio', standing, ['standing'], path)
  const issues = Object.entries(COUNTED).flatMap(([field, check]) => check(Reflect.get(standing, field), `${path}.${field}`))
  if (issues.length > 0) throw errorFor('portfolio', issues)
}

const COUNTED = {
  account: idText,
  name: anyText,
  verdict: oneOf('favourable', 'neutral', 'unfavourable', 'undecided', 'insufficientSignal'),
  people: whole(0),
  heard: whole(0),
  money: moneyCheck,
} satisfies { readonly [Field in keyof AccountStanding]?: OptionCheck }

/** A base that is put together an account at a time, and holds no more of them than are listed. */
export interface GatheredPortfolio {
  add(standing: AccountStanding): void
  portfolio(): Portfolio
}

/** The same with rows that come one at a time. */
export function gatherPortfolio(where: string, { by, rates, most = 100 }: PortfolioOptions): GatheredPortfolio {
  const seen = new Set<string>()
  const rankings = new Map<string, { total: StandingMoney; readonly accounts: Leading<Ranked> }>()
  const groups = new Map<string | undefined, { accounts: number; money: readonly StandingMoney[]; readonly verdicts: Counts }>()
  const unranked = new Leading<UnrankedAccount>(most, (a, b) => compareText(a.account, b.account))
  const unknown = new Leading<AccountStanding>(most, (a, b) => compareText(a.account, b.account))
  const movers = new Leading<Mover>(most, (a, b) => Math.abs(b.total) - Math.abs(a.total) || compareText(a.account, b.account))
  const all = { people: 0, heard: 0, accountsHeard: 0, verdicts: noVerdicts() }
  return { add, portfolio: put }

  function add(standing: AccountStanding): void {
    const { account, name, verdict, people, heard, change } = standing
    if (seen.has(account)) throw errorFor(where, [wrong('standings', `${JSON.stringify(account)} is given twice`)])
    seen.add(account)
    all.people += people
    all.heard += heard
    if (heard > 0) all.accountsHeard++
    all.verdicts[verdict]++
    if (verdict === 'insufficientSignal') unknown.add(standing)
    if (change !== undefined && change.total !== 0) movers.add({ account, name, ...change })
    const money = rates === undefined ? standing.money : converted(standing.money, rates)
    if (money === undefined || money.length === 0) unranked.add({ account, name, reason: reasonOf(standing, money) })
    for (const part of money ?? []) rank(part, standing)
    if (by !== undefined) group(standing[by], standing, money ?? [])
  }

  function rank(money: StandingMoney, standing: AccountStanding): void {
    const { currency } = money
    const ranking = rankings.get(currency)
    const ranked = { judged: money.revenueAtRisk !== undefined, money, standing }
    if (ranking === undefined) {
      const accounts = new Leading<Ranked>(most, compareRanked)
      accounts.add(ranked)
      rankings.set(currency, { total: money, accounts })
      return
    }
    ranking.total = sumOfMoney([ranking.total, money])[0] ?? money
    ranking.accounts.add(ranked)
  }

  function group(name: string | undefined, { verdict }: AccountStanding, money: readonly StandingMoney[]): void {
    const sums = groups.get(name) ?? { accounts: 0, money: [], verdicts: noVerdicts() }
    sums.accounts++
    sums.money = sumOfMoney([...sums.money, ...money])
    sums.verdicts[verdict]++
    groups.set(name, sums)
  }

  function put(): Portfolio {
    const { people, heard, accountsHeard, verdicts } = all
    return deepFreeze({
      accounts: seen.size,
      ...(rates !== undefined && { rates: copyOf(where, rates) }),
      rankings: [...rankings.entries()]
        .sort(([a], [b]) => compareText(a, b))
        .map(([currency, { total, accounts }]) => ({
          currency,
          total,
          count: accounts.count,
          accounts: accounts.first().map((each, i) => ({ rank: i + 1, ...each })),
        })),
      unranked: { count: unranked.count, accounts: unranked.first() },
      tooLittleKnown: { count: unknown.count, accounts: unknown.first().map(({ account, name }) => ({ account, name })) },
      movers: movers.first(),
      groups: [...groups.entries()]
        .sort(([a], [b]) => compareGroups(a, b))
        .map(([name, sums]) => ({ ...(name !== undefined && { group: name }), ...sums })),
      coverage: { people, heard, accountsHeard, verdicts },
    })
  }
}

/** The rates as they are told: the caller keeps theirs. */
function copyOf(where: string, { base, at, per }: CurrencyRates): CurrencyRates {
  return { base, at: momentOf(where, 'rates.at', at).text, per: per.map(({ currency, rate }) => ({ currency, rate })) }
}

type Ranked = Omit<RankedAccount, 'rank'>
type Counts = { [Verdict in AccountVerdict]: number }

function noVerdicts(): Counts {
  return { favourable: 0, neutral: 0, undecided: 0, unfavourable: 0, insufficientSignal: 0 }
}

/** Those that are judged first, by their revenue at risk; then the others, by what is not judged. */
function compareRanked(a: Ranked, b: Ranked): number {
  const [most, other] = [b, a].map(({ money }) => money.revenueAtRisk ?? -1)
  const byNotJudged = (b.money.notJudged ?? 0) - (a.money.notJudged ?? 0)
  return (most ?? 0) - (other ?? 0) || byNotJudged || compareText(a.standing.account, b.standing.account)
}

function compareGroups(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return compareText(a, b)
}

function reasonOf({ openDecisions }: AccountStanding, money: readonly StandingMoney[] | undefined): UnrankedAccount['reason'] {
  if (money === undefined) return 'noRate'
  return openDecisions === 0 ? 'noOpenDecision' : 'decisionWithoutValue'
}
