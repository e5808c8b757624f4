import { revenueAtRisk } from '../decision/revenueAtRisk.js'
import type { Money } from '../model/account.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'

/** How grave a finding is. */
export type Severity = 'info' | 'warning' | 'critical'

/** What a finding rests on: what a measure said, of whom, and when it was heard. */
export interface Evidence {
  /** The measure, such as `sentiments`. */
  readonly measure: string
  readonly value: number | string
  readonly stakeholder?: string
  readonly at?: Instant
}

/** Something that endangers the account, or what we know of it. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string
  readonly severity: Severity
  /** Whom it is about, in order of importance; empty when it is about the account. */
  readonly stakeholders: readonly string[]
  /** What is wrong, in one sentence that anybody who sells understands, without names. */
  readonly message: string
  /** What it rests on; never empty. */
  readonly evidence: readonly Evidence[]
  /** What hangs on it, of the money at risk in the decision in view; absent when that has no value or is no longer open, or nothing hangs on it. */
  readonly revenueAtRisk?: Money
}

/** A rule that looks for one kind of risk. */
export interface RiskRule {
  /** By what it is disabled, and what its findings carry. */
  readonly id: string
  /** What it looks for, in a few words. */
  readonly title: string
  readonly find: (s: Snapshot) => readonly Omit<Finding, 'rule'>[]
}

/** All the money at risk in the decision in view, as a field of a finding. */
export function allMoney(s: Snapshot): { readonly revenueAtRisk?: Money } {
  const { amount, currency } = revenueAtRisk(s)
  return amount === undefined || currency === undefined ? {} : { revenueAtRisk: { amount, currency } }
}

/** What turning these people into a certain yes would save, as a field of a finding. */
export function moneyOn(s: Snapshot, people: readonly string[]): { readonly revenueAtRisk?: Money } {
  const { amount, currency, byStakeholder } = revenueAtRisk(s)
  if (amount === undefined || currency === undefined) return {}
  return {
    revenueAtRisk: {
      amount: Math.max(0, ...byStakeholder.flatMap(row => (people.includes(row.stakeholder) ? [row.amount] : []))),
      currency,
    },
  }
}

/** The same for a finding that is about anybody, whether or not they have a say: absent where next to nothing hangs on them. */
export function moneyThrough(s: Snapshot, people: readonly string[]): { readonly revenueAtRisk?: Money } {
  const found = moneyOn(s, people)
  return (found.revenueAtRisk?.amount ?? 0) < 1 ? {} : found
}
