import { errorFor, type Issue, quoted } from '../errors.js'
import type { Account, Money } from '../model/account.js'
import { DEFAULT_SETTINGS } from '../model/settings.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Interval } from './accountSentiment.js'
import { type ChangeNode, changeBetween, type Valued } from './changeTree.js'
import { type AccountStanding, standingOf } from './standing.js'

/** How accounts are rolled up. */
export interface RollUpOptions {
  /**
   * How much each account weighs, above 0 for at least one: by the revenue it pays in a year (`annualRevenue`, all in one currency), which
   * is the default, or by numbers of your own, by account id.
   */
  readonly weight?: 'revenue' | ReadonlyMap<string, number>
  /** The coverage below which the sentiment of a group of accounts is `undefined`, 0..1; 0.3 when absent. */
  readonly leastCoverage?: number
}

/** An account with all that belong to it. */
export interface RollUpNode {
  readonly account: string
  readonly name?: string
  /** Whether the account was among those given, or is only named as a parent. */
  readonly given: boolean
  /**
   * Its share of its parent, 0..1; 1 at the top. Where an account and its children were given, the account itself has a share beside
   * theirs.
   */
  readonly weight: number
  /** What the account itself has of it, 0..1. */
  readonly ownWeight: number
  /** The sentiment of the account and all below it, weighted; `undefined` when too little is known. */
  readonly value: number | undefined
  /** Its standard deviation; accounts are taken to be independent. */
  readonly sd: number
  /** `value` plus and minus 1.6449 standard deviations. */
  readonly interval: Interval | undefined
  /** The share of what could be known that is known, 0..1. */
  readonly coverage: number
  /** What is at risk in the decisions in view, in all, one amount for each currency. */
  readonly revenueAtRisk: readonly Money[]
  /** In order of id. */
  readonly children: readonly RollUpNode[]
}

/**
 * The sentiment and the money at risk of parent accounts, from those that belong to them: one tree for each account that belongs to none,
 * in order of id.
 *
 * `x = sum w_c x_c`, with shares by revenue or by weights of your own, and variance `sum w_c^2 var_c`. Whoever is only named as a parent is
 * made of its children.
 *
 * @param accounts snapshots, or reports of `accountReport`, one for each account
 * @throws InvalidArgumentError for accounts that are their own ancestor, an account given twice, one without revenue or weight, or revenues
 * in several currencies
 * @example
 * import { createVillage, rollUp, snapshot } from 'account-village'
 * const of = (id: string, revenue: number, sentiment: number) =>
 *   snapshot(
 *     createVillage({
 *       account: { id, name: id, parent: 'Group', annualRevenue: { amount: revenue, currency: 'EUR' } },
 *       stakeholders: [{ id: 'bo', roles: ['economicBuyer', 'user'] }],
 *       observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment, via: 'interview' }],
 *     }),
 *     '2026-03-02',
 *   )
 * const [group] = rollUp([of('North', 300_000, 0.6), of('South', 100_000, -0.6)])
 * group?.account //=> 'Group'
 * group?.value //=> 0.2752
 * group?.children.map(({ account, weight }) => [account, weight]) //=> [['North', 0.75], ['South', 0.25]]
 */
export function rollUp(accounts: readonly (Snapshot | AccountStanding)[], options: RollUpOptions = {}): readonly RollUpNode[] {
  const { leastCoverage = DEFAULT_SETTINGS.account.leastCoverage } = options
  return forestOf(accounts, options, 'rollUp').map(root => nodeOf(root, 1, leastCoverage))
}

/** Why the sentiment of a top account differs between two times. */
export interface RollUpChange {
  readonly account: string
  readonly before: number
  readonly after: number
  /** `after - before`, of the expected sentiments, which `rollUp` withholds while too little is known. */
  readonly total: number
  /** What the change of each account's own sentiment, and of its weight, adds; they sum to the total. The largest first. */
  readonly contributions: readonly {
    readonly kind: 'sentiment' | 'weight' | 'account'
    readonly account: string
    readonly amount: number
  }[]
}

/**
 * Why the sentiment of each top account differs between two times: what each account's own sentiment adds, its weight, and its coming or
 * going. `explainChange` on an account's snapshots explains its own part further.
 *
 * @throws what `rollUp` throws
 */
export function explainRollUp(
  before: readonly (Snapshot | AccountStanding)[],
  after: readonly (Snapshot | AccountStanding)[],
  options: RollUpOptions = {},
): readonly RollUpChange[] {
  const there = new Map(forestOf(before, options, 'explainRollUp').map(root => [root.id, root]))
  return forestOf(after, options, 'explainRollUp').flatMap(root => {
    const earlier = there.get(root.id)
    return earlier === undefined ? [] : [changeOf(changeBetween(valued(earlier, 1), valued(root, 1)))]
  })
}

function changeOf(tree: ChangeNode): RollUpChange {
  const contributions = tree.children.flatMap(reasonsOf).filter(({ amount }) => amount !== 0)
  return {
    account: tree.id,
    before: tree.before,
    after: tree.after,
    total: tree.after - tree.before,
    contributions: contributions.sort(
      (a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(a.account, b.account) || compareText(a.kind, b.kind),
    ),
  }
}

function reasonsOf({ id, inBoth, byWeight, amount, children }: ChangeNode): RollUpChange['contributions'][number][] {
  const weight = { kind: inBoth ? 'weight' : 'account', account: id, amount: byWeight } as const
  if (children.length > 0) return [weight, ...children.flatMap(reasonsOf)]
  return [weight, { kind: 'sentiment', account: id, amount: amount - byWeight }]
}

/** An account, what it weighs and what belongs to it. */
interface Branch {
  readonly id: string
  readonly own: AccountStanding | undefined
  readonly ownMass: number
  /** The mass of the account and all below it. */
  readonly mass: number
  readonly children: readonly Branch[]
}

function forestOf(
  accounts: readonly (Snapshot | AccountStanding)[],
  { weight = 'revenue' }: RollUpOptions,
  where: string,
): readonly Branch[] {
  const given = new Map<string, AccountStanding>()
  const issues: Issue[] = []
  for (const each of accounts.map(standingOf)) {
    if (given.has(each.account.id)) issues.push(problem(`${quoted(each.account.id)} is given twice`))
    given.set(each.account.id, each)
  }
  const parents = new Map([...given.values()].map(({ account }) => [account.id, account.parent]))
  issues.push(...circles(parents).map(id => problem(`${quoted(id)} is its own ancestor. Give it a parent outside its own parts.`)))
  const masses = massesOf(
    [...given.values()].map(({ account }) => account),
    weight,
    issues,
  )
  if (issues.length > 0) throw errorFor(where, issues)
  const below = new Map<string, string[]>()
  for (const [id, parent] of parents) if (parent !== undefined) below.set(parent, [...(below.get(parent) ?? []), id])
  const branchOf = (id: string): Branch => {
    const children = (below.get(id) ?? []).sort(compareText).map(branchOf)
    const ownMass = masses.get(id) ?? 0
    return { id, own: given.get(id), ownMass, mass: children.reduce((sum, child) => sum + child.mass, ownMass), children }
  }
  const tops = new Set([...parents].flatMap(([id, parent]) => (parent === undefined ? [id] : given.has(parent) ? [] : [parent])))
  return [...tops].sort(compareText).map(branchOf)
}

function massesOf(
  accounts: readonly Account[],
  weight: 'revenue' | ReadonlyMap<string, number>,
  issues: Issue[],
): ReadonlyMap<string, number> {
  const currencies = new Set(accounts.flatMap(({ annualRevenue }) => (annualRevenue === undefined ? [] : [annualRevenue.currency])))
  if (weight === 'revenue' && currencies.size > 1) {
    issues.push(problem(`their revenues are in ${[...currencies].sort(compareText).join(' and ')}. Give weights of your own.`))
  }
  return new Map(
    accounts.map(({ id, annualRevenue }) => {
      const mass = weight === 'revenue' ? annualRevenue?.amount : weight.get(id)
      if (mass === undefined || !(mass >= 0 && Number.isFinite(mass))) {
        issues.push(problem(`${quoted(id)} has no ${weight === 'revenue' ? 'annualRevenue' : 'weight of at least 0'}. Give it one.`))
      }
      return [id, mass ?? 0]
    }),
  )
}

/** The accounts that are their own ancestors. */
function circles(parents: ReadonlyMap<string, string | undefined>): string[] {
  const clear = new Set<string>()
  return [...parents.keys()].filter(start => {
    const way = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !clear.has(at) && !way.has(at)) {
      way.add(at)
      at = parents.get(at)
    }
    if (at === undefined || clear.has(at)) for (const id of way) clear.add(id)
    return at === start
  })
}

function nodeOf({ id, own, ownMass, mass, children: below }: Branch, weight: number, leastCoverage: number): RollUpNode {
  const shareOf = (part: number): number => sharesIn(part, mass, below.length + (own === undefined ? 0 : 1))
  const children = below.map(child => nodeOf(child, shareOf(child.mass), leastCoverage))
  const ownWeight = own === undefined ? 0 : shareOf(ownMass)
  const mean = meanOf({ id, own, ownMass, mass, children: below })
  const coverage = children.reduce((sum, child) => sum + child.weight * child.coverage, ownWeight * (own?.sentiment.coverage ?? 0))
  const variance = children.reduce((sum, child) => sum + (child.weight * child.sd) ** 2, (ownWeight * (own?.sentiment.sd ?? 0)) ** 2)
  const sd = Math.sqrt(variance)
  const enough = coverage >= leastCoverage
  return {
    account: id,
    ...(own !== undefined && { name: own.account.name }),
    given: own !== undefined,
    weight,
    ownWeight,
    value: enough ? mean : undefined,
    sd,
    interval: enough ? [mean - NINETY_PERCENT * sd, mean + NINETY_PERCENT * sd] : undefined,
    coverage,
    revenueAtRisk: sumsOf([...children.flatMap(child => child.revenueAtRisk), ...lossesOf(own)]),
    children,
  }
}

/** A share of a whole; equal ones where the whole weighs nothing. */
function sharesIn(part: number, whole: number, parts: number): number {
  return whole > 0 ? part / whole : 1 / parts
}

function meanOf(branch: Branch): number {
  return valued(branch, 1).mean
}

/** A branch as a tree of means, the account itself standing beside its children under its own id. */
function valued({ id, own, ownMass, mass, children }: Branch, weight: number): Valued {
  const count = children.length + (own === undefined ? 0 : 1)
  const itself =
    own === undefined
      ? []
      : [{ kind: 'stakeholder', id, weight: sharesIn(ownMass, mass, count), mean: own.sentiment.tree.contribution, children: [] } as const]
  const parts: readonly Valued[] = [...itself, ...children.map(child => valued(child, sharesIn(child.mass, mass, count)))]
  return { kind: 'account', id, weight, mean: parts.reduce((sum, part) => sum + part.weight * part.mean, 0), children: parts }
}

function lossesOf(own: AccountStanding | undefined): Money[] {
  const { amount, currency } = own?.revenueAtRisk ?? {}
  return amount === undefined || currency === undefined ? [] : [{ amount, currency }]
}

function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>()
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].sort(([a], [b]) => compareText(a, b)).map(([currency, amount]) => ({ amount, currency }))
}

function problem(message: string): Issue {
  return { path: 'accounts', message, code: 'invalidArgument' }
}
