import { deepFreeze } from '../support/freeze.js'
import { optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { type ChangeNode, changeBetween } from './changeTree.js'
import type { RollUpFigures } from './rollUpFigures.js'
import { forestOf, ROLL_UP_OPTIONS, type RollUpOptions, valued } from './rollUpForest.js'

/** Why the sentiment of a top account differs between two times. */
export interface RollUpChange {
  /** The id of the top account, as in `RollUpNode.account`. */
  readonly account: string
  /** The `value` that `rollUp` gives it before, -1..1. */
  readonly before: number
  /** The `value` that `rollUp` gives it after, -1..1. */
  readonly after: number
  /** `after - before`, of the values that `rollUp` gives. */
  readonly total: number
  /** What the change of each account's own sentiment, and of its weight, adds; they sum to the total. The largest first. */
  readonly contributions: readonly {
    /** `sentiment`: its own value changed. `weight`: its share of its parent did. `account`: it had no value at one of the two times. */
    readonly kind: 'sentiment' | 'weight' | 'account'
    /** The id of the account whose change it is; the top one too, where that has a voice beside those below it. */
    readonly account: string
    /** What it adds to `total`, in units of sentiment; never 0. */
    readonly amount: number
  }[]
}

/**
 * Why the sentiment of each top account differs between two times at which it has one: what each account's own sentiment adds, its weight,
 * and its coming or going, or being heard for the first time. `explainChange` on an account's snapshots explains its own part further.
 *
 * @throws what `rollUp` throws
 */
export function explainRollUp(
  before: readonly (Snapshot | RollUpFigures)[],
  after: readonly (Snapshot | RollUpFigures)[],
  options?: RollUpOptions,
): readonly RollUpChange[] {
  const given = optionsOf('explainRollUp', options, ROLL_UP_OPTIONS)
  const there = new Map(forestOf(before, given, 'explainRollUp').map(root => [root.id, valued(root, 1)]))
  return deepFreeze(
    forestOf(after, given, 'explainRollUp').flatMap(root => {
      const [earlier, later] = [there.get(root.id), valued(root, 1)]
      return earlier === undefined || later === undefined ? [] : [changeOf(changeBetween(earlier, later))]
    }),
  )
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
