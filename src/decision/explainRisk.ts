import { errorFor } from '../errors.js'
import { isOpenDecision } from '../model/openDecision.js'
import { deepFreeze } from '../support/freeze.js'
import { itemAt } from '../support/linear.js'
import { compareText } from '../support/order.js'
import { shapley } from '../support/shapley.js'
import { refuseOtherAccount } from '../village/sameAccount.js'
import type { Snapshot } from '../village/snapshot.js'
import { type AnswerReason, answerReasonsBetween, mergedReasons } from './answerReasons.js'
import { committeeAtVote } from './committee.js'
import { basisOf, type OutlookBasis } from './prospect.js'
import { riskBetween } from './riskBetween.js'
import type { RiskChange } from './riskChanges.js'
import type { Priced, Views } from './riskScenes.js'

/** One reason why the money at risk changed. */
export interface RiskContribution extends RiskChange {
  /** What it adds to the change, in the currency of the decision. */
  readonly amount: number
  /** The standard error of the amount; 0 where it is exact. */
  readonly standardError: number
  /**
   * Of what the amount is made up where somebody's probability of yes is another: readings, what is supposed, and how sure we are; the
   * largest first. They sum to the amount. Empty for all other kinds, and where that probability changed by less than a billionth.
   */
  readonly reasons: readonly AnswerReason[]
}

/** Why the money at risk changed. */
export interface RiskExplanation {
  /** The ISO 4217 code of all amounts here; the value of the decision is in it before and after. */
  readonly currency: string
  /** The money at risk before: the value of the decision times the probability of no. */
  readonly before: number
  /** The money at risk after, in the same currency. */
  readonly after: number
  /** On what the chance of yes rests before and after. Only with `evidence` at both do the amounts tell more than the prior. */
  readonly basis: { readonly before: OutlookBasis; readonly after: OutlookBasis }
  /** `after - before`. */
  readonly total: number
  /** Every reason, the largest first; they sum to the total. */
  readonly contributions: readonly RiskContribution[]
  /** Whether the amounts are exact, or estimated from random orders because too many things changed. */
  readonly exact: boolean
}

/** Some seconds of work at most for accounts of up to some hundred people. */
const LIMITS = { switches: 12, work: 1_500_000, orders: 512 }

/**
 * Why the money at risk differs between two snapshots, by Shapley's value: what each change adds, averaged over all orders in which the
 * changes could have come.
 *
 * A change is somebody's probability of yes on the day of the vote, coming or going, role or veto, the rule of the decision, its value, its
 * day, how likely it is still made, or settings. However many probabilities changed, it is exact, because the money is linear in each; with
 * more than 12 changes of the other sorts, or fewer of them in a large account, all amounts are estimated by random orders from a fixed seed, with their standard errors. Either way the amounts sum to
 * the change. What a probability adds is split further, to the reading.
 *
 * @throws InvalidArgumentError when one of the snapshots has no open decision with a value in view, or the currencies or accounts differ
 * @see L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953); A. F. Shorrocks, "Decomposition
 * procedures for distributional analysis", Journal of Economic Inequality 11 (2013); G. Owen, "Multilinear extensions of games", Management
 * Science 18 (1972), for the exact value
 * @example
 * import { createVillage, explainRisk, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ id: 'o1', stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' } }],
 * })
 * const { total, contributions } = explainRisk(snapshot(village, '2026-03-01'), snapshot(village, '2026-03-02'))
 * total //=> -49467.84
 * contributions.map(({ kind, stakeholder, amount }) => [kind, stakeholder, amount]) //=> [['stakeholder', 'bo', -49467.84]]
 * contributions[0]?.reasons.map(({ kind, reading, amount }) => [kind, reading ?? '', amount])
 * //=> [['newReading', 'o1', -38159.37], ['certainty', '', -11308.48]]
 */
export function explainRisk(before: Snapshot, after: Snapshot): RiskExplanation {
  refuseOtherAccount('explainRisk', before, after)
  const [there, here] = [priced(before, 'before'), priced(after, 'after')]
  const { currency } = here.decision.value
  if (there.decision.value.currency !== currency) {
    const message = `is in ${currency}, the one before in ${there.decision.value.currency}`
    throw errorFor('explainRisk', [{ path: 'after', message, code: 'invalidArgument' }])
  }
  const between = riskBetween(there, here)
  const { switches, slides, worth, viewsIn } = between
  const reasonsIn = reasonsByScene(viewsIn)
  const found = shapley({ ...between, switches: switches.length, slides: slides.length }, LIMITS)
  const contributions: RiskContribution[] = [
    ...switches.map((change, i) => ({ ...change, amount: itemAt(found.switches, i), standardError: itemAt(found.errors, i), reasons: [] })),
    ...slides.map((change, i) => {
      const amounts = found.slides.map(inScene => itemAt(inScene, i))
      return {
        ...change,
        amount: amounts.reduce((sum, amount) => sum + amount, 0),
        standardError: itemAt(found.errors, switches.length + i),
        reasons: mergedReasons(
          amounts.flatMap((amount, scene) =>
            amount === 0 || change.stakeholder === undefined ? [] : scaled(reasonsIn(scene)(change.stakeholder), amount),
          ),
        ),
      }
    }),
  ]
  const [none, all] = [() => false, () => true]
  const [start, end] = [worth(none, none), worth(all, all)]
  return deepFreeze({
    currency,
    before: start,
    after: end,
    basis: { before: basisOf(before, committeeAtVote(before)), after: basisOf(after, committeeAtVote(after)) },
    total: end - start,
    contributions: contributions
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(JSON.stringify(a), JSON.stringify(b))),
    exact: found.exact,
  })
}

/** A probability that changed by less has no reasons worth telling. */
const LEAST_CHANGE = 1e-9

/** The reasons under the beliefs of each scene, looked for once. */
function reasonsByScene(viewsIn: (scene: number) => Views): (scene: number) => (stakeholder: string) => readonly AnswerReason[] {
  const known = new Map<number, (stakeholder: string) => readonly AnswerReason[]>()
  return scene => {
    const { there, here } = viewsIn(scene)
    const reasons = known.get(scene) ?? answerReasonsBetween(there, here)
    known.set(scene, reasons)
    return reasons
  }
}

/** Reasons for another probability as reasons for the amount that it adds. */
function scaled(reasons: readonly AnswerReason[], amount: number): AnswerReason[] {
  const whole = reasons.reduce((sum, reason) => sum + reason.amount, 0)
  if (Math.abs(whole) < LEAST_CHANGE) return []
  return reasons.map(reason => ({ ...reason, amount: (amount * reason.amount) / whole }))
}

function priced(s: Snapshot, path: string): Priced {
  if (isPriced(s)) return s
  throw errorFor('explainRisk', [{ path, message: 'has no open decision with a value in view', code: 'invalidArgument' }])
}

function isPriced(s: Snapshot): s is Priced {
  return s.decision?.value !== undefined && isOpenDecision(s.decision)
}
