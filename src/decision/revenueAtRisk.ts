import { inIdOrder } from '../math/rows.js'
import type { Money } from '../model/account.js'
import type { Interval } from '../support/interval.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import { decisionsOfUnknownState, inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'
import { type DecisionOutlook, decisionOutlook } from './outlook.js'
import type { OutlookBasis } from './prospect.js'

/** Money that hangs on decisions. */
export interface MoneyAtRisk extends Money {
  /** The amount if everybody unheard said yes, and if they said no. */
  readonly range: Interval
  /** As wide as to hold `range`, and the amount if the account's sentiment is at either end of its 90 % interval. */
  readonly interval: Interval
}

/** What is at risk in one decision. */
export interface DecisionAtRisk extends MoneyAtRisk {
  /** The id of the open decision. */
  readonly decision: string
  /** On what its chance of yes rests: `evidence` or `mostlyPrior`; a decision of `priorOnly` is in `omitted` instead. */
  readonly basis: OutlookBasis
}

/** Why there is no amount. */
export type NoAmountReason = 'noDecisionInView' | 'decisionHasFallen' | 'decisionWithoutValue' | 'nobodyHeard' | 'stateUnknown'

/** A decision that is in no sum, and why. */
export interface OmittedFromSums {
  /** The id of the decision that is open, or may be. */
  readonly decision: string
  /**
   * `decisionWithoutValue`: it has no amount. `nobodyHeard`: its chance of yes would be the prior's. `stateUnknown`: it may not be open.
   */
  readonly reason: 'decisionWithoutValue' | 'nobodyHeard' | 'stateUnknown'
}

/** What is at risk in the open decisions of an account. */
export interface RevenueAtRisk {
  /** A sum for each currency, in order of the currency. */
  readonly amounts: readonly MoneyAtRisk[]
  /** The sum where there is just one currency; absent where there are several or none. */
  readonly amount?: number
  /** The ISO 4217 code of `amount`; absent like it. */
  readonly currency?: string
  /** The `range` of that one sum; absent like `amount`. */
  readonly range?: Interval
  /** The `interval` of that one sum; absent like `amount`. */
  readonly interval?: Interval
  /** In order of the decision's id. */
  readonly byDecision: readonly DecisionAtRisk[]
  /** Decisions that are in no sum: without a value, on which nobody who decides was heard, or of which nobody knows whether they are open. */
  readonly omitted: readonly OmittedFromSums[]
  /** What turning each person into a certain yes would save, by id and currency. */
  readonly byStakeholder: readonly StakeholderAtRisk[]
  /** Why there is no amount at all. */
  readonly reason?: NoAmountReason
}

/** What turning a person into a certain yes would save. */
export interface StakeholderAtRisk extends Money {
  /** The id of the person, or of the placeholder, with a seat in one of the decisions. */
  readonly stakeholder: string
}

/**
 * What is at risk in the open decisions, or in the one that was named: the value of each times the probability of no on the day of its vote.
 *
 * A decision on which nobody who decides was heard is in no sum: its number would be the prior's alone.
 *
 * @example
 * import { createVillage, revenueAtRisk, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
 * revenueAtRisk(snapshot(village, '2026-03-02')).reason //=> 'noDecisionInView'
 */
export function revenueAtRisk(snapshot: Snapshot): RevenueAtRisk {
  return measured('revenueAtRisk', snapshot, measureRevenueAtRisk)
}

function measureRevenueAtRisk(s: Snapshot): RevenueAtRisk {
  const judged = openDecisions(s).map(decision => {
    const view = inViewOf(s, decision)
    return { decision, value: view.decision?.value, outlook: decisionOutlook(view) }
  })
  const omitted: OmittedFromSums[] = decisionsOfUnknownState(s).map(decision => ({ decision, reason: 'stateUnknown' }))
  const byDecision: DecisionAtRisk[] = []
  const savings: StakeholderAtRisk[] = []
  for (const { decision, value, outlook } of judged) {
    if (value === undefined) omitted.push({ decision, reason: 'decisionWithoutValue' })
    else if (outlook.basis === 'priorOnly') omitted.push({ decision, reason: 'nobodyHeard' })
    else {
      byDecision.push(lossIn(decision, value, outlook))
      for (const { stakeholder, worthSaving = 0 } of outlook.byStakeholder)
        savings.push({ stakeholder, amount: worthSaving, currency: value.currency })
    }
  }
  const amounts = sumsOf(byDecision)
  const [only, ...others] = amounts
  return {
    amounts,
    ...(others.length === 0 && only),
    byDecision,
    omitted: omitted.sort((a, b) => compareText(a.decision, b.decision)),
    byStakeholder: inIdOrder(mergedSavings(savings)),
    ...(only === undefined && { reason: reasonOf(s, omitted) }),
  }
}

function lossIn(decision: string, { amount, currency }: Money, outlook: DecisionOutlook): DecisionAtRisk {
  const { probabilityOfYes = 0, range = [0, 1], interval = [0, 1], basis = 'priorOnly' } = outlook
  const lossOf = ([low, high]: Interval): Interval => [amount * (1 - high), amount * (1 - low)]
  return { decision, amount: amount * (1 - probabilityOfYes), currency, range: lossOf(range), interval: lossOf(interval), basis }
}

/** Sums for each currency, in order of the currency. */
export function sumsOf(amounts: readonly MoneyAtRisk[]): readonly MoneyAtRisk[] {
  const sums = new Map<string, MoneyAtRisk>()
  for (const { amount, currency, range, interval } of amounts) {
    const sum = sums.get(currency) ?? { amount: 0, currency, range: [0, 0], interval: [0, 0] }
    sums.set(currency, { amount: sum.amount + amount, currency, range: added(sum.range, range), interval: added(sum.interval, interval) })
  }
  return [...sums.values()].sort((a, b) => compareText(a.currency, b.currency))
}

function added([low, high]: Interval, [more, most]: Interval): Interval {
  return [low + more, high + most]
}

function mergedSavings(savings: readonly StakeholderAtRisk[]): StakeholderAtRisk[] {
  const sums = new Map<string, StakeholderAtRisk>()
  for (const each of savings) {
    const key = JSON.stringify([each.stakeholder, each.currency])
    sums.set(key, { ...each, amount: (sums.get(key)?.amount ?? 0) + each.amount })
  }
  return [...sums.values()].sort((a, b) => compareText(a.currency, b.currency))
}

function reasonOf({ decision }: Snapshot, omitted: RevenueAtRisk['omitted']): NoAmountReason {
  if (decision?.outcome !== undefined) return 'decisionHasFallen'
  const has = (reason: NoAmountReason): boolean => omitted.some(each => each.reason === reason)
  const reasons = ['decisionWithoutValue', 'nobodyHeard', 'stateUnknown'] as const
  return reasons.find(has) ?? 'noDecisionInView'
}
