import { RISK_RULES } from '../risk/assessRisk.js'
import type { Interval } from '../support/interval.js'
import { NINETY_PERCENT } from '../support/normal.js'

/** How often a rule of `assessRisk` found something before decisions that were won, and before those that were not. */
export interface RuleRecord {
  /** The id of the rule. */
  readonly rule: string
  /** Before how many of the decisions won it found something. */
  readonly firedWon: number
  /** Before how many of the decisions lost, or ended without a decision, it found something. */
  readonly firedNotWon: number
  /** By how much a finding multiplies the odds of a no: above 1 it warns. What `settings.risk.likelihoodRatio` takes. */
  readonly likelihoodRatio: {
    /** Above 0; 1 says nothing, and below 1 it was there more often before decisions won. */
    readonly value: number
    /** 90 %; where it holds 1, the finding may say nothing. */
    readonly interval: Interval
  }
}

/** What each forecast says of rules: which found something, and what came of the decision. */
export interface Fired {
  readonly rules: ReadonlySet<string>
  /** 1 where it was won, otherwise 0. */
  readonly came: number
}

/** The record of each rule that ever found something, in the order of `RISK_RULES`. */
export function ruleRecords(fired: readonly Fired[]): RuleRecord[] {
  const won = fired.filter(({ came }) => came === 1)
  const notWon = fired.filter(({ came }) => came !== 1)
  const countIn = (some: readonly Fired[], rule: string): number => some.filter(({ rules }) => rules.has(rule)).length
  return RISK_RULES.map(({ id }) => ({ rule: id, firedWon: countIn(won, id), firedNotWon: countIn(notWon, id) }))
    .filter(({ firedWon, firedNotWon }) => firedWon + firedNotWon > 0)
    .map(each => ({ ...each, likelihoodRatio: likelihoodRatio(each.firedWon, won.length, each.firedNotWon, notWon.length) }))
}

/**
 * How much likelier something is before a no than before a yes, `((b + 1/2) / (B + 1)) / ((a + 1/2) / (A + 1))` where it was there before `a` of
 * `A` won and `b` of `B` not won, with its 90 % interval on the logarithmic scale.
 *
 * @see S. D. Walter, "The distribution of Levin's measure of attributable risk", Biometrika 62 (1975), for the halves added; D. Katz, J.
 * Baptista, S. P. Azen and M. C. Pike, "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34 (1978)
 */
export function likelihoodRatio(a: number, A: number, b: number, B: number): RuleRecord['likelihoodRatio'] {
  const value = (b + 0.5) / (B + 1) / ((a + 0.5) / (A + 1))
  const reach = Math.exp(NINETY_PERCENT * Math.sqrt(1 / (b + 0.5) - 1 / (B + 1) + 1 / (a + 0.5) - 1 / (A + 1)))
  return { value, interval: [value / reach, value * reach] }
}
