import type { Money } from '../model/account.js'
import { DEFAULT_SETTINGS } from '../model/settings.js'
import { deepFreeze } from '../support/freeze.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Interval } from './accountSentiment.js'
import type { RollUpFigures } from './rollUpFigures.js'
import { type Branch, forestOf, ROLL_UP_OPTIONS, type RollUpOptions, sharesIn, valued } from './rollUpForest.js'

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
 * in several currencies, or a `leastCoverage` that is no share
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
export function rollUp(accounts: readonly (Snapshot | RollUpFigures)[], options?: RollUpOptions): readonly RollUpNode[] {
  const given = optionsOf('rollUp', options, ROLL_UP_OPTIONS)
  const { leastCoverage = DEFAULT_SETTINGS.account.leastCoverage } = given
  return deepFreeze(forestOf(accounts, given, 'rollUp').map(root => nodeOf(root, 1, leastCoverage)))
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

function meanOf(branch: Branch): number {
  return valued(branch, 1).mean
}

function lossesOf(own: RollUpFigures | undefined): Money[] {
  const { amount, currency } = own?.revenueAtRisk ?? {}
  return amount === undefined || currency === undefined ? [] : [{ amount, currency }]
}

function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>()
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].sort(([a], [b]) => compareText(a, b)).map(([currency, amount]) => ({ amount, currency }))
}
