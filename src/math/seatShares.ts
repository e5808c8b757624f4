import { deepFreeze } from '../support/freeze.js'
import { at, vector } from '../support/linear.js'
import { type CompiledRule, compileRule } from './compiledRule.js'
import { inIdOrder } from './rows.js'
import type { DecisionRule } from './rule.js'
import { chancesOf, meanSlopes } from './voting.js'

/** What one seat takes from a decision's chance of yes. */
export interface SeatShare {
  /** The id of the person in the seat, as the rule names it. */
  readonly stakeholder: string
  /** 0..1; the shares of all seats sum to the probability that the rule does not pass. */
  readonly share: number
}

/**
 * How much of the chance of a no hangs on each seat: Shapley's value of the game in which each seat goes from a sure yes to its own
 * probability.
 *
 * `(1 - p_i)` times the mean slope of the rule's multilinear extension by `p_i` along the line from all sure to `p`; exact up to 64 players.
 *
 * @param yes each player's probability of saying yes, 0..1
 * @returns a row for each player, in order of id
 * @throws what `passProbability` throws
 * @see G. Owen, "Multilinear extensions of games", Management Science 18 (1972)
 * @example
 * import { seatShares } from 'account-village/math'
 * const rule = { quota: 1, members: [{ of: 'ann' }, { of: 'cy', veto: true }] }
 * seatShares(rule, new Map([['ann', 0.5], ['cy', 0.8]])) //=> [{ stakeholder: 'ann', share: 0 }, { stakeholder: 'cy', share: 0.2 }]
 */
export function seatShares(rule: DecisionRule, yes: ReadonlyMap<string, number>): readonly SeatShare[] {
  const compiled = compileRule(rule, 'seatShares')
  const shares = seatSharesOf(compiled, chancesOf('seatShares', 'yes', compiled, yes))
  return deepFreeze(inIdOrder(compiled.players.map((stakeholder, i) => ({ stakeholder, share: at(shares, i) }))))
}

/** More points would tell apart what no double can. */
const MOST_POINTS = 32

/** The share of each player, in the order of a compiled rule. */
export function seatSharesOf(rule: CompiledRule, yes: Float64Array): Float64Array {
  const sure = new Float64Array(yes.length).fill(1)
  const slopes = meanSlopes(rule, Math.min(Math.ceil(yes.length / 2), MOST_POINTS), sure, yes)
  return vector(yes.length, i => Math.max(0, (1 - at(yes, i)) * at(slopes, i)))
}
