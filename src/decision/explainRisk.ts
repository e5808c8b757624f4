import { errorFor } from '../errors.js'
import { extensionOf } from '../math/extension.js'
import type { CompiledRule } from '../math/rule.js'
import type { Money } from '../model/account.js'
import { vector } from '../support/linear.js'
import { compareText } from '../support/order.js'
import { shapley } from '../support/shapley.js'
import type { Snapshot } from '../village/snapshot.js'
import { committee, yesAt } from './committee.js'

/** One reason why the money at risk changed. */
export interface RiskContribution {
  /**
   * `stakeholder`: the probability of their yes. `rule`: how the decision comes about, and who has a seat in it. `value`: what the decision
   * is worth.
   */
  readonly kind: 'stakeholder' | 'rule' | 'value'
  readonly stakeholder?: string
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
 * A change is a person whose probability of yes is another, the rule with its seats, or the value of the decision. Up to 12 changes it is
 * exact; above, random orders from a fixed seed are averaged, and the standard error is given. Either way the amounts sum to the change.
 *
 * @throws InvalidArgumentError when one of the snapshots has no open decision with a value in view, or the currencies differ
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
  const [there, here] = [stakeIn(before, 'before'), stakeIn(after, 'after')]
  if (there.value.currency !== here.value.currency) {
    const message = `is in ${here.value.currency}, the one before in ${there.value.currency}`
    throw errorFor('explainRisk', [{ path: 'after', message, code: 'invalidArgument' }])
  }
  const changes = changesBetween(there, here)
  const lossWith = (isDone: (change: number) => boolean): number => lossOf(changes, there, here, isDone)
  const { values, errors, exact } = shapley(changes.length, lossWith, MOST_EXACT, ORDERS)
  const [start, end] = [lossWith(() => false), lossWith(() => true)]
  const contributions = changes.map(({ kind, stakeholder }, i) => ({
    kind,
    ...(stakeholder !== undefined && { stakeholder }),
    amount: values[i] ?? 0,
    standardError: errors[i] ?? 0,
  }))
  return {
    currency: here.value.currency,
    before: start,
    after: end,
    total: end - start,
    contributions: contributions.sort(
      (a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(JSON.stringify(a), JSON.stringify(b)),
    ),
    exact,
  }
}

/** What the money at risk is made of. */
interface Stake {
  readonly value: Money
  readonly rule: CompiledRule
  readonly yes: ReadonlyMap<string, number>
}

function stakeIn(s: Snapshot, path: string): Stake {
  const value = s.decision?.value
  if (value === undefined || s.decision?.outcome !== undefined) {
    throw errorFor('explainRisk', [{ path, message: 'has no open decision with a value in view', code: 'invalidArgument' }])
  }
  const seats = committee(s)
  const yes = yesAt(seats, seats.threshold)
  return { value, rule: seats.rule, yes: new Map(seats.rule.players.map((player, i) => [player, yes[i] ?? 0])) }
}

type Change = Pick<RiskContribution, 'kind' | 'stakeholder'>

function changesBetween(there: Stake, here: Stake): readonly Change[] {
  const people = [...here.yes]
    .filter(([id, yes]) => (there.yes.get(id) ?? yes) !== yes)
    .map(([stakeholder]) => ({ kind: 'stakeholder', stakeholder }) as const)
  return [
    ...people,
    ...(sameRule(there.rule, here.rule) ? [] : [{ kind: 'rule' } as const]),
    ...(there.value.amount === here.value.amount ? [] : [{ kind: 'value' } as const]),
  ]
}

function sameRule(a: CompiledRule, b: CompiledRule): boolean {
  return JSON.stringify([a.players, [...a.seats], a.bodies]) === JSON.stringify([b.players, [...b.seats], b.bodies])
}

/** The money at risk when some of the changes have come. Whoever has a seat only once answers then as they do once. */
function lossOf(changes: readonly Change[], there: Stake, here: Stake, isDone: (change: number) => boolean): number {
  const come = changes.filter((_, i) => isDone(i))
  const done = new Set(come.map(({ stakeholder }) => stakeholder))
  const kinds = new Set(come.map(({ kind }) => kind))
  const { rule } = kinds.has('rule') ? here : there
  const { amount } = (kinds.has('value') ? here : there).value
  const yesOf = (id: string): number =>
    (done.has(id) ? (here.yes.get(id) ?? there.yes.get(id)) : (there.yes.get(id) ?? here.yes.get(id))) ?? 0
  const yes = vector(rule.players.length, i => yesOf(rule.players[i] ?? ''))
  return amount * (1 - extensionOf(rule).probability(yes))
}
