import { errorFor } from '../errors.js'
import type { Money } from '../model/account.js'
import { compareText } from '../support/order.js'
import { shapley } from '../support/shapley.js'
import { refuseOtherAccount } from '../village/sameAccount.js'
import type { Snapshot } from '../village/snapshot.js'
import { type RiskChange, riskBetween } from './riskBetween.js'

/** One reason why the money at risk changed. */
export interface RiskContribution extends RiskChange {
  /** What it adds to the change, in the currency of the decision. */
  readonly amount: number
  /** The standard error of the amount; 0 where it is exact. */
  readonly standardError: number
}

/** Why the money at risk changed. */
export interface RiskExplanation {
  readonly currency: string
  readonly before: number
  readonly after: number
  /** `after - before`. */
  readonly total: number
  /** Every reason, the largest first; they sum to the total. */
  readonly contributions: readonly RiskContribution[]
  /** Whether the amounts are exact, or estimated from random orders because more than `MOST_EXACT` things changed. */
  readonly exact: boolean
}

/** Up to so many changes are explained exactly. */
const MOST_EXACT = 12
/** Above, so many random orders are averaged. */
const ORDERS = 512

/**
 * Why the money at risk differs between two snapshots, by Shapley's value: what each change adds, averaged over all orders in which the
 * changes could have come.
 *
 * A change is somebody's probability of yes, coming or going, role or veto, the rule of the decision, its value, or settings. Up to 12
 * changes it is exact; above, random orders from a fixed seed are averaged, and the standard error is given. Either way the amounts sum to
 * the change.
 *
 * @throws InvalidArgumentError when one of the snapshots has no open decision with a value in view, or the currencies or accounts differ
 * @see L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953); A. F. Shorrocks, "Decomposition
 * procedures for distributional analysis", Journal of Economic Inequality 11 (2013)
 * @example
 * import { createVillage, explainRisk, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' } }],
 * })
 * const { total, contributions } = explainRisk(snapshot(village, '2026-03-01'), snapshot(village, '2026-03-02'))
 * total //=> -49467.84
 * contributions //=> [{ kind: 'stakeholder', stakeholder: 'bo', amount: -49467.84, standardError: 0 }]
 */
export function explainRisk(before: Snapshot, after: Snapshot): RiskExplanation {
  refuseOtherAccount('explainRisk', before, after)
  const [there, here] = [moneyIn(before, 'before'), moneyIn(after, 'after')]
  if (there.currency !== here.currency) {
    const message = `is in ${here.currency}, the one before in ${there.currency}`
    throw errorFor('explainRisk', [{ path: 'after', message, code: 'invalidArgument' }])
  }
  const { changes, lossWith } = riskBetween(before, after)
  const { values, errors, exact } = shapley(changes.length, lossWith, MOST_EXACT, ORDERS)
  const [start, end] = [lossWith(() => false), lossWith(() => true)]
  const contributions = changes.map((change, i) => ({ ...change, amount: values[i] ?? 0, standardError: errors[i] ?? 0 }))
  return {
    currency: here.currency,
    before: start,
    after: end,
    total: end - start,
    contributions: contributions
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(JSON.stringify(a), JSON.stringify(b))),
    exact,
  }
}

function moneyIn(s: Snapshot, path: string): Money {
  const value = s.decision?.value
  if (value !== undefined && s.decision?.outcome === undefined) return value
  throw errorFor('explainRisk', [{ path, message: 'has no open decision with a value in view', code: 'invalidArgument' }])
}
