import { inIdOrder } from '../math/rows.js'
import { type SentimentReason, sentimentReasonsBetween, withSettingsOf } from '../sentiment/reasons.js'
import { deepFreeze } from '../support/freeze.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { refuseOtherAccount } from '../village/sameAccount.js'
import type { Snapshot } from '../village/snapshot.js'
import { type ChangeNode, changeTree, leavesOfChange } from './changeTree.js'
import { meanOfSum, partsOfAll } from './view.js'

/** One reason why the account's sentiment changed. */
export interface ChangeContribution {
  /**
   * A reading, a silence, an upheaval or a hypothesis, as `SentimentReason` tells them apart; `weight`: the voice of a person or unit has grown or shrunk, by roles,
   * ties, units or vetoes. `person`: somebody joined or left. `settings`: other beliefs.
   */
  readonly kind: SentimentReason['kind'] | 'weight' | 'person' | 'settings'
  /** Who said it or did not answer, or whose weight it is; absent for units, upheavals and settings. */
  readonly stakeholder?: string
  /** Whose weight it is. */
  readonly unit?: string
  /** The id of the observation or the interview. */
  readonly reading?: string
  /** The id of the request that was not answered. */
  readonly request?: string
  /** The id of the upheaval. */
  readonly upheaval?: string
  /** When it was heard, when the wait for an answer was over, or when it happened. */
  readonly at?: Instant
  /** What it adds to the change. */
  readonly amount: number
}

/** Why the account's sentiment changed. */
export interface ChangeExplanation {
  /** The expected sentiment before, -1..1. `accountSentiment` withholds it while too little is known; the change is exact all the same. */
  readonly before: number
  /** The expected sentiment after, -1..1, also where `accountSentiment` withholds it. */
  readonly after: number
  /** `after - before`. */
  readonly total: number
  /** Every reason, the largest first; they sum to the total. */
  readonly contributions: readonly ChangeContribution[]
  /**
   * What each person adds by their own sentiment and weight, in order of id; the weights of units and the settings are what is left to the
   * total.
   */
  readonly byStakeholder: readonly { readonly stakeholder: string; readonly amount: number }[]
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
    ...sentimentReasonsBetween(aligned, after)(weights),
    ...tree.children.flatMap(weightContributions),
    { kind: 'settings', amount: expectedSentiment(aligned) - start },
  ]
  return deepFreeze({
    before: start,
    after: end,
    total: end - start,
    contributions: contributions.filter(({ amount }) => Math.abs(amount) > ROUNDING).sort(compareContributions),
    byStakeholder: sumsByPerson(tree),
    tree,
  })
}

/** What is smaller is left of sums that are equal. */
const ROUNDING = 1e-15

function compareContributions(a: ChangeContribution, b: ChangeContribution): number {
  const key = ({ kind, stakeholder, unit, reading, request, upheaval }: ChangeContribution): string =>
    JSON.stringify([kind, stakeholder, unit, reading, request, upheaval])
  return Math.abs(b.amount) - Math.abs(a.amount) || compareText(key(a), key(b))
}

/** The expected sentiment of the account, whether or not enough is known to show it. */
export function expectedSentiment(s: Snapshot): number {
  return meanOfSum(s, partsOfAll(s))
}

/** The weight with which each person's own change counts; 0 of those who came or went. */
function ownWeights(tree: ChangeNode): ReadonlyMap<string, number> {
  return new Map(leavesOfChange(tree).flatMap(({ kind, id, path }) => (kind === 'stakeholder' ? [[id, path]] : [])))
}

/** What the weights of a part, and of those in it, add; whoever is in one snapshot only came or left. */
function weightContributions({ kind, id, inBoth, byWeight, children }: ChangeNode): ChangeContribution[] {
  const own: ChangeContribution =
    kind === 'stakeholder'
      ? { kind: inBoth ? 'weight' : 'person', stakeholder: id, amount: byWeight }
      : { kind: 'weight', unit: id, amount: byWeight }
  return [own, ...children.flatMap(weightContributions)]
}

function sumsByPerson(tree: ChangeNode): ChangeExplanation['byStakeholder'] {
  const sums = new Map<string, number>()
  for (const { kind, id, amount } of leavesOfChange(tree)) if (kind === 'stakeholder') sums.set(id, (sums.get(id) ?? 0) + amount)
  return inIdOrder([...sums].map(([stakeholder, amount]) => ({ stakeholder, amount })))
}
