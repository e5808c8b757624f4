import { errorFor } from '../errors.js'
import type { AccountStanding, StandingMoney } from '../report/standingIn.js'
import { deepFreeze } from '../support/freeze.js'
import { wrong } from '../support/options.js'
import { compareText } from '../support/order.js'
import { momentOf } from '../village/moment.js'
import type { Mover, Portfolio, PortfolioOptions, RankedAccount, UnrankedAccount, VerdictCounts } from './base.js'
import { type CurrencyRates, converted, MoneySums } from './currencies.js'
import { Leading } from './leading.js'

/** A base that is put together an account at a time, and holds no more of them than are listed. */
export interface GatheredPortfolio {
  /** Whether an account was added. */
  has(account: string): boolean
  add(standing: AccountStanding): void
  portfolio(): Portfolio
}

/** The same with rows that come one at a time. */
export function gatherPortfolio(where: string, { by, rates, most = 100 }: PortfolioOptions): GatheredPortfolio {
  const seen = new Set<string>()
  const rankings = new Map<string, { readonly total: MoneySums; readonly accounts: Leading<Ranked> }>()
  const groups = new Map<string | undefined, { accounts: number; readonly money: MoneySums; readonly verdicts: Counts }>()
  const unranked = new Leading<UnrankedAccount>(most, (a, b) => compareText(a.account, b.account))
  const unknown = new Leading<AccountStanding>(most, (a, b) => compareText(a.account, b.account))
  const movers = new Leading<Mover>(most, (a, b) => Math.abs(b.total) - Math.abs(a.total) || compareText(a.account, b.account))
  const all = { people: 0, heard: 0, accountsHeard: 0, verdicts: noVerdicts() }
  return { has: account => seen.has(account), add, portfolio: put }

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
    const ranking = rankings.get(currency) ?? { total: new MoneySums(), accounts: new Leading<Ranked>(most, compareRanked) }
    rankings.set(currency, ranking)
    ranking.total.add([money])
    ranking.accounts.add({ judged: money.revenueAtRisk !== undefined, money, standing })
  }

  function group(name: string | undefined, { verdict }: AccountStanding, money: readonly StandingMoney[]): void {
    const sums = groups.get(name) ?? { accounts: 0, money: new MoneySums(), verdicts: noVerdicts() }
    sums.accounts++
    sums.money.add(money)
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
          total: total.money()[0] ?? { currency },
          count: accounts.count,
          accounts: accounts.first().map((each, i) => ({ rank: i + 1, ...each })),
        })),
      unranked: { count: unranked.count, accounts: unranked.first() },
      tooLittleKnown: { count: unknown.count, accounts: unknown.first().map(({ account, name }) => ({ account, name })) },
      movers: movers.first(),
      groups: [...groups.entries()]
        .sort(([a], [b]) => compareGroups(a, b))
        .map(([name, { accounts, money, verdicts: each }]) => ({
          ...(name !== undefined && { group: name }),
          accounts,
          money: money.money(),
          verdicts: each,
        })),
      coverage: { people, heard, accountsHeard, verdicts },
    })
  }
}

/** The rates as they are told: the caller keeps theirs. */
function copyOf(where: string, { base, at, per }: CurrencyRates): CurrencyRates {
  return { base, at: momentOf(where, 'rates.at', at).text, per: per.map(({ currency, rate }) => ({ currency, rate })) }
}

type Ranked = Omit<RankedAccount, 'rank'>
type Counts = { -readonly [Verdict in keyof VerdictCounts]: number }

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
