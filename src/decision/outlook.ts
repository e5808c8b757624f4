import { voiceShares } from '../influence/voice.js'
import { extensionOf } from '../math/extension.js'
import { byStakeholder, inIdOrder } from '../math/rows.js'
import { asShare } from '../math/voting.js'
import type { Money } from '../model/account.js'
import { deepFreeze } from '../support/freeze.js'
import { at } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { clearing, committee, givenSum, yesAt } from './committee.js'
import { type AfterDeliberation, afterDeliberation } from './deliberation.js'

/** What one person's answer means for a decision. */
export interface StakeholderOutlook {
  /** The probability that they say yes, 0..1. */
  readonly probabilityOfYes: number
  /** How much the probability of yes rises from their certain no to their certain yes (Birnbaum importance), 0..1. */
  readonly pivotality: number
  /** What turning them into a certain yes would save, in the currency of the decision; absent when the decision has no value. */
  readonly worthSaving?: number
  /** What turning them into a certain no would cost, in the currency of the decision; absent when the decision has no value. */
  readonly mustKeep?: number
}

/** What the answer of somebody with a seat means for a decision. */
export interface StakeholderOutlookRow extends StakeholderOutlook {
  readonly stakeholder: string
}

/** How a decision is likely to end. */
export interface DecisionOutlook {
  /** The probability that the decision falls in our favour, 0..1. */
  readonly probabilityOfYes: number
  /** What is at risk: the value of the decision times the probability of no; absent when the decision has no value or has fallen. */
  readonly revenueAtRisk?: Money
  /** Everybody with a seat, in order of id. */
  /** Everybody with a seat, in order of id. */
  readonly byStakeholder: readonly StakeholderOutlookRow[]
  /**
   * The same if everybody first talks and opinions settle; simulated when it is first read. It weighs opinions and is no forecast of a
   * vote.
   */
  readonly afterDeliberation: AfterDeliberation
}

/**
 * How the decision in view is likely to end, and on whom it hangs.
 *
 * Each person says yes when their sentiment reaches the threshold of the decision's kind: `p_i = Phi((m_i - theta) / sd_i)`. The rule then
 * passes with the probability of `passProbability`, which takes the answers as independent given what is known.
 *
 * @example
 * import { createVillage, decisionOutlook, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' } }],
 * })
 * const outlook = decisionOutlook(snapshot(village, '2026-03-02'))
 * outlook.probabilityOfYes //=> 0.9947
 * outlook.revenueAtRisk //=> { amount: 532.16, currency: 'EUR' }
 */
export function decisionOutlook(snapshot: Snapshot): DecisionOutlook {
  return measured('decisionOutlook', snapshot, measureDecisionOutlook)
}

function measureDecisionOutlook(s: Snapshot): DecisionOutlook {
  const seats = committee(s)
  const { players } = seats.rule
  const yes = yesAt(seats, seats.threshold)
  const slopes = new Float64Array(players.length)
  const probabilityOfYes = extensionOf(seats.rule).gradient(yes, slopes)
  const value = s.decision?.value
  const { worth } = stake(s)
  const told = deepFreeze({
    probabilityOfYes,
    ...(worth !== undefined && { revenueAtRisk: { amount: worth.amount * (1 - probabilityOfYes), currency: worth.currency } }),
    byStakeholder: inIdOrder(
      players.map((stakeholder, i) => ({
        stakeholder,
        probabilityOfYes: at(yes, i),
        pivotality: asShare(at(slopes, i)),
        ...(value !== undefined && {
          worthSaving: value.amount * (1 - at(yes, i)) * at(slopes, i),
          mustKeep: value.amount * at(yes, i) * at(slopes, i),
        }),
      })),
    ),
  })
  // Frozen here, because whoever freezes it later must not simulate.
  return Object.freeze({
    ...told,
    get afterDeliberation() {
      return deepFreeze(afterDeliberation(s))
    },
  })
}

/** What the answer of everybody with a seat means for the decision in view, by id. */
export function outlookByStakeholder(s: Snapshot): ReadonlyMap<string, StakeholderOutlookRow> {
  return remembered(s, computeOutlookByStakeholder)
}

function computeOutlookByStakeholder(s: Snapshot): ReadonlyMap<string, StakeholderOutlookRow> {
  return byStakeholder(decisionOutlook(s).byStakeholder)
}

/** Money that hangs on a decision. */
export interface RevenueAtRisk {
  /** The value of the decision times the probability of no; `undefined` where `reason` says why. */
  readonly amount: number | undefined
  readonly currency?: string
  /** The amount if the account's sentiment is at the upper and at the lower end of its own 90 % interval. */
  readonly interval?: readonly [low: number, high: number]
  /** What turning each person into a certain yes would save, in the same currency. */
  readonly byStakeholder: readonly { readonly stakeholder: string; readonly worthSaving: number }[]
  /** Why there is no amount. */
  readonly reason?: 'noDecisionInView' | 'decisionWithoutValue' | 'decisionHasFallen'
}

/**
 * What is at risk in the decision in view.
 *
 * The interval asks what the amount would be if the account's sentiment, weighted by power, turned out at either end of its 90 % interval:
 * everybody moves as far as they sway with the whole.
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
  const { worth, reason } = stake(s)
  if (worth === undefined) return { amount: undefined, byStakeholder: [], reason }
  const outlook = decisionOutlook(s)
  const seats = committee(s)
  const shares = voiceShares(s)
  const lossAt = (deviations: number): number => worth.amount * (1 - clearing(givenSum(s, seats, shares, deviations), seats.threshold))
  return {
    amount: worth.amount * (1 - outlook.probabilityOfYes),
    currency: worth.currency,
    interval: [lossAt(NINETY_PERCENT), lossAt(-NINETY_PERCENT)],
    byStakeholder: outlook.byStakeholder.map(({ stakeholder, worthSaving = 0 }) => ({ stakeholder, worthSaving })),
  }
}

/** The money that still hangs on the decision in view, or why there is none. */
function stake({
  decision,
}: Snapshot):
  | { readonly worth: Money; readonly reason?: undefined }
  | { readonly worth?: undefined; readonly reason: 'noDecisionInView' | 'decisionWithoutValue' | 'decisionHasFallen' } {
  if (decision === undefined) return { reason: 'noDecisionInView' }
  if (decision.outcome !== undefined) return { reason: 'decisionHasFallen' }
  return decision.value === undefined ? { reason: 'decisionWithoutValue' } : { worth: decision.value }
}
