import { type WeightedReading, weightedReadings } from '../sentiment/state.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { refuseOtherAccount } from '../village/sameAccount.js'
import type { Snapshot } from '../village/snapshot.js'
import { type ChangeNode, changeTree, leavesOfChange } from './changeTree.js'
import { meanOfSum, partsOfAll } from './view.js'

/** One reason why the account's sentiment changed. */
export interface ChangeContribution {
  /**
   * `newReading`: it was not known before. `withdrawnReading`: it is no longer believed, or said otherwise. `ageing`: it was known before
   * and counts otherwise now, because time has passed and other readings have come. `weight`: the voice of a person or unit has grown or
   * shrunk, by roles, ties, units or vetoes. `person`: somebody joined or left. `settings`: other beliefs. `hypothesis`: what `whatIf`
   * supposes.
   */
  readonly kind: 'newReading' | 'withdrawnReading' | 'ageing' | 'weight' | 'person' | 'settings' | 'hypothesis'
  /** Who said it, or whose weight it is; absent for units and settings. */
  readonly stakeholder?: string
  /** Whose weight it is. */
  readonly unit?: string
  /** The id of the observation or the interview. */
  readonly reading?: string
  /** When it was heard. */
  readonly at?: Instant
  /** What it adds to the change. */
  readonly amount: number
}

/** Why the account's sentiment changed. */
export interface ChangeExplanation {
  /**
   * The expected sentiment before and after. `accountSentiment` withholds it while too little is known; the change is exact all the same.
   */
  readonly before: number
  readonly after: number
  /** `after - before`. */
  readonly total: number
  /** Every reason, the largest first; they sum to the total. */
  readonly contributions: readonly ChangeContribution[]
  /**
   * What each person adds by their own sentiment and weight, in order of id; the weights of units and the settings are what is left to the
   * total.
   */
  readonly byStakeholder: ReadonlyMap<string, number>
  /** The same, level by level: the account, its units, its people. */
  readonly tree: ChangeNode
}

/**
 * Why the account's sentiment differs between two snapshots: every reading, weight and person, summing exactly to the change.
 *
 * At each level of the tree `x = sum w_c x_c`, so that `dx = sum wbar_c dx_c + sum (xbar_c - c) dw_c`, with means over both snapshots and
 * `c` the mean of the parent's two values. The change of people's own sentiments is split further, to the reading: the expected sentiment
 * is linear in what was heard. Settings that differ are changed first, on the facts of before.
 *
 * @throws InvalidArgumentError for snapshots of two accounts
 * @see T. L. Bennet, "The theory of measurement of changes in cost of living", Journal of the Royal Statistical Society 83 (1920)
 * @example
 * import { createVillage, explainChange, record, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }] })
 * const heard = record(village, { observations: [{ id: 'o1', stakeholder: 'bo', at: '2026-03-02', sentiment: 0.5, via: 'interview' }] })
 * const { total, contributions } = explainChange(snapshot(heard, '2026-03-01'), snapshot(heard, '2026-03-02'))
 * total //=> 0.3932
 * contributions //=> [{ kind: 'newReading', stakeholder: 'bo', reading: 'o1', at: '2026-03-02T00:00:00.000Z', amount: 0.3932 }]
 */
export function explainChange(before: Snapshot, after: Snapshot): ChangeExplanation {
  refuseOtherAccount('explainChange', before, after)
  const aligned = withSettingsOf(before, after)
  const tree = changeTree(aligned, after)
  const [start, end] = [expectedSentiment(before), expectedSentiment(after)]
  const weights = ownWeights(tree)
  const contributions: ChangeContribution[] = [
    ...readingContributions(aligned, after, weights),
    ...hypotheses(aligned, after, weights),
    ...weightContributions(tree, aligned, after),
    ...(aligned === before ? [] : [{ kind: 'settings', amount: expectedSentiment(aligned) - start } as const]),
  ]
  return {
    before: start,
    after: end,
    total: end - start,
    contributions: contributions.filter(({ amount }) => Math.abs(amount) > ROUNDING).sort(compareContributions),
    byStakeholder: sumsByPerson(tree),
    tree,
  }
}

/** What is smaller is left of sums that are equal. */
const ROUNDING = 1e-15

function compareContributions(a: ChangeContribution, b: ChangeContribution): number {
  const key = ({ kind, stakeholder = '', unit = '', reading = '' }: ChangeContribution): string =>
    JSON.stringify([kind, stakeholder, unit, reading])
  return Math.abs(b.amount) - Math.abs(a.amount) || compareText(key(a), key(b))
}

/** The facts of before under the settings of after; the same snapshot when those are the same. */
function withSettingsOf(before: Snapshot, after: Snapshot): Snapshot {
  const same = before.settings === after.settings || JSON.stringify(before.settings) === JSON.stringify(after.settings)
  return same ? before : { ...before, settings: after.settings }
}

/** The expected sentiment of the account, whether or not enough is known to show it. */
export function expectedSentiment(s: Snapshot): number {
  return meanOfSum(s, partsOfAll(s))
}

/** The weight with which each person's own change counts; nobody's who was not in the same place both times. */
function ownWeights(tree: ChangeNode): ReadonlyMap<string, number> {
  return new Map(leavesOfChange(tree).flatMap(({ kind, id, inBoth, path }) => (kind === 'stakeholder' && inBoth ? [[id, path]] : [])))
}

function weightsIn(s: Snapshot, weights: ReadonlyMap<string, number>): Float64Array {
  return Float64Array.from(s.stakeholders, ({ id }) => weights.get(id) ?? 0)
}

function readingContributions(before: Snapshot, after: Snapshot, weights: ReadonlyMap<string, number>): ChangeContribution[] {
  const known = new Map(weightedReadings(before, weightsIn(before, weights)).map(each => [keyOf(each), each]))
  const mean = after.settings.sentiment.priorMean
  const amountOf = ({ reading, weight }: WeightedReading): number => weight * (reading.value - mean)
  const about = ({ reading }: WeightedReading) => ({ stakeholder: reading.stakeholder, reading: reading.id, at: reading.at })
  const found = weightedReadings(after, weightsIn(after, weights)).map((each): ChangeContribution => {
    const earlier = known.get(keyOf(each))
    known.delete(keyOf(each))
    if (earlier === undefined) return { kind: 'newReading', ...about(each), amount: amountOf(each) }
    return { kind: 'ageing', ...about(each), amount: amountOf(each) - amountOf(earlier) }
  })
  const gone = [...known.values()].map(
    (each): ChangeContribution => ({ kind: 'withdrawnReading', ...about(each), amount: -amountOf(each) }),
  )
  return [...found, ...gone]
}

/** What makes a reading the same before and after: all that it says. */
function keyOf({ reading }: WeightedReading): string {
  const { kind, id, stakeholder, at: instant, value, variance } = reading
  return JSON.stringify([kind, id, stakeholder, instant, value, variance])
}

function hypotheses(before: Snapshot, after: Snapshot, weights: ReadonlyMap<string, number>): ChangeContribution[] {
  const moved = new Map<string, number>()
  for (const { stakeholder, amount } of after.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) + amount)
  for (const { stakeholder, amount } of before.shifts ?? []) moved.set(stakeholder, (moved.get(stakeholder) ?? 0) - amount)
  return [...moved].map(([stakeholder, amount]) => ({ kind: 'hypothesis', stakeholder, amount: (weights.get(stakeholder) ?? 0) * amount }))
}

function weightContributions(tree: ChangeNode, before: Snapshot, after: Snapshot): ChangeContribution[] {
  const there = new Set(before.stakeholders.map(({ id }) => id))
  const here = new Set(after.stakeholders.map(({ id }) => id))
  const own = (node: ChangeNode): ChangeContribution[] => {
    const stayed = node.kind !== 'stakeholder' || (there.has(node.id) && here.has(node.id))
    const about = node.kind === 'stakeholder' ? { stakeholder: node.id } : { unit: node.id }
    return [{ kind: stayed ? 'weight' : 'person', ...about, amount: node.byWeight }, ...node.children.flatMap(own)]
  }
  return tree.children.flatMap(own)
}

function sumsByPerson(tree: ChangeNode): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { kind, id, amount } of leavesOfChange(tree)) if (kind === 'stakeholder') sums.set(id, (sums.get(id) ?? 0) + amount)
  return new Map([...sums].sort(([a], [b]) => compareText(a, b)))
}
