import { type ChangeContribution, explainChange } from '../account/explainChange.js'
import type { Snapshot } from '../village/snapshot.js'

/** Why the sentiment of an account has changed, in short. */
export interface StandingChange {
  /** The moment before. */
  readonly from: string
  /** The expected sentiment at the moment before, -1..1. */
  readonly before: number
  /** The expected sentiment now, -1..1. */
  readonly after: number
  /** `after - before`. */
  readonly total: number
  /** What each kind of reason adds, the largest first; they sum to the total. */
  readonly byKind: readonly { readonly kind: ChangeContribution['kind']; readonly amount: number }[]
  /** The one reason that adds most; absent where nothing has changed. */
  readonly main?: ChangeContribution | undefined
}

/** The change between two snapshots of an account, as `explainChange` explains it, kind by kind. */
export function standingChange(before: Snapshot, after: Snapshot): StandingChange {
  const { before: start, after: end, total, contributions } = explainChange(before, after)
  const sums = new Map<ChangeContribution['kind'], number>()
  for (const { kind, amount } of contributions) sums.set(kind, (sums.get(kind) ?? 0) + amount)
  const byKind = [...sums].map(([kind, amount]) => ({ kind, amount })).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  return { from: before.asOf, before: start, after: end, total, byKind, main: contributions[0] }
}
