import { type MoneyAtRisk, type RevenueAtRisk, sumsOf } from '../decision/revenueAtRisk.js'
import { DEFAULT_SETTINGS } from '../model/settings.js'
import { deepFreeze } from '../support/freeze.js'
import { cut, type Interval, SENTIMENT } from '../support/interval.js'
import { itemAt } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { RollUpFigures } from './rollUpFigures.js'
import { type Branch, forestOf, partsOf, ROLL_UP_OPTIONS, type RollUpOptions, sharesIn } from './rollUpForest.js'
import { type AccountVerdict, probabilityFavourable, verdictOf } from './verdict.js'

/** An account with all that belong to it. */
export interface RollUpNode {
  /** The id of the account, also of one that is only named as a parent. */
  readonly account: string
  /** The name that its facts give it; absent where `given` is false. */
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
  /**
   * The sentiment of the account and all below it of which anything was heard, -1..1, by their weights; `undefined` when nothing was.
   */
  readonly value: number | undefined
  /** Its standard deviation; accounts are taken to be independent. */
  readonly sd: number | undefined
  /** `value` plus and minus 1.6449 standard deviations, within -1..1. */
  readonly interval: Interval | undefined
  /** Fraction of the prior variance that the evidence removed, 0..1. */
  readonly coverage: number
  /** The share of the voice of all accounts that was heard, 0..1. */
  readonly shareHeard: number
  /** Where the whole lies with a probability of at least 90 %, whatever the unheard think. */
  readonly bounds: Interval
  /** The accounts without a value among the account and all below it, in order of id. */
  readonly missing: readonly string[]
  /** The probability that the sentiment of all, the missing ones with the prior's, is above 0, 0..1; `undefined` without `value`. */
  readonly probabilityFavourable: number | undefined
  /** The word for the whole, by the same rule as for an account and with the default settings. */
  readonly state: AccountVerdict
  /** What is at risk in the open decisions, in all, one sum for each currency, in order of the currency. */
  readonly revenueAtRisk: readonly MoneyAtRisk[]
  /** What is in no sum: decisions without a value, or on which nobody who decides was heard. */
  readonly omitted: readonly OmittedDecision[]
  /** In order of id. */
  readonly children: readonly RollUpNode[]
}

/** A decision that is in no sum. */
export interface OmittedDecision {
  /** The id of the account whose decision it is. */
  readonly account: string
  /** The id of the decision within that account. */
  readonly decision?: string
  /**
   * `decisionWithoutValue`: it has no amount. `nobodyHeard`: its chance of yes would be the prior's. `stateUnknown`: it may not be open.
   */
  readonly reason: RevenueAtRisk['omitted'][number]['reason']
}

/**
 * The sentiment and the money at risk of parent accounts, from those that belong to them: one tree for each account that belongs to none,
 * in order of id.
 *
 * A parent is made of itself, where it was given, and its children, with shares `w` by revenue or by weights of your own. Of the parts that
 * have a value, `q_k = w_k / sum w`: value `sum q_k x_k`, variance `sum q_k^2 var_k`. Coverage, the share heard and the bounds are those of all
 * parts, so that what is missing widens the bounds and leaves the value alone.
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
export function rollUp(accounts: readonly (Snapshot | RollUpFigures)[], options?: RollUpOptions): readonly RollUpNode[] {
  const given = optionsOf('rollUp', options, ROLL_UP_OPTIONS)
  return deepFreeze(forestOf(accounts, given, 'rollUp').map(root => rolled(root, 1).node))
}

/** A node, with the sentiment of all of it, what is missing having the prior's. */
interface Rolled {
  readonly node: RollUpNode
  readonly mean: number
  readonly variance: number
}

/** What a parent takes from one of its parts. */
interface Part extends Pick<RollUpNode, 'value' | 'sd' | 'coverage' | 'shareHeard' | 'bounds' | 'missing' | 'revenueAtRisk' | 'omitted'> {
  readonly weight: number
  readonly mean: number
  readonly variance: number
}

function rolled(branch: Branch, weight: number): Rolled {
  const { id } = branch
  const { own, children } = partsOf(branch)
  const below = children.map(part => rolled(part.child, part.weight))
  const parts: readonly Part[] = [
    ...(own === undefined ? [] : [{ weight: own.weight, ...alone(id, own.figures) }]),
    ...below.map(({ node, mean, variance }) => ({ ...node, mean, variance })),
  ]
  const sum = (of: (part: Part) => number): number => parts.reduce((total, part) => total + part.weight * of(part), 0)
  const mean = sum(part => part.mean)
  const variance = sum(part => part.weight * part.variance)
  const coverage = sum(part => part.coverage)
  const heard = heardIn(parts)
  const spread = Math.sqrt(variance)
  const node: RollUpNode = {
    account: id,
    ...(own !== undefined && { name: own.figures.account.name }),
    given: own !== undefined,
    weight,
    ownWeight: own?.weight ?? 0,
    ...heard,
    coverage,
    shareHeard: sum(part => part.shareHeard),
    bounds: cut([sum(part => part.bounds[0]), sum(part => part.bounds[1])], SENTIMENT),
    missing: parts.flatMap(part => part.missing).sort(compareText),
    probabilityFavourable: heard.value === undefined ? undefined : probabilityFavourable(mean, spread),
    state: heard.value === undefined ? 'insufficientSignal' : verdictOf(mean, spread, coverage, DEFAULT_SETTINGS.account),
    revenueAtRisk: sumsOf(parts.flatMap(part => part.revenueAtRisk)),
    omitted: parts.flatMap(part => part.omitted),
    children: below.map(part => part.node),
  }
  return { node, mean, variance }
}

/** The account itself as a part of its parent. */
function alone(account: string, { sentiment, revenueAtRisk }: RollUpFigures): Omit<Part, 'weight'> {
  const { value, sd, coverage, shareHeard, bounds, tree } = sentiment
  return {
    value,
    sd,
    coverage,
    shareHeard,
    bounds,
    missing: value === undefined ? [account] : [],
    mean: tree.contribution,
    variance: sd ** 2,
    revenueAtRisk: revenueAtRisk.amounts,
    omitted: revenueAtRisk.omitted.map(each => ({ account, ...each })),
  }
}

/** The sentiment of the parts that have a value. */
function heardIn(parts: readonly Part[]): Pick<RollUpNode, 'value' | 'sd' | 'interval'> {
  const heard = parts.flatMap(({ weight, value, sd = 0 }) => (value === undefined ? [] : [{ weight, value, sd }]))
  if (heard.length === 0) return { value: undefined, sd: undefined, interval: undefined }
  const whole = heard.reduce((sum, { weight }) => sum + weight, 0)
  const shares = heard.map(({ weight }) => sharesIn(weight, whole, heard.length))
  const value = heard.reduce((sum, part, k) => sum + itemAt(shares, k) * part.value, 0)
  const sd = Math.sqrt(heard.reduce((sum, part, k) => sum + (itemAt(shares, k) * part.sd) ** 2, 0))
  return { value, sd, interval: cut([value - NINETY_PERCENT * sd, value + NINETY_PERCENT * sd], SENTIMENT) }
}
