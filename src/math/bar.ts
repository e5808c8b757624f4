import { InvalidArgumentError, quoted } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { at, itemAt } from '../support/linear.js'
import { type CompiledBody, type CompiledRule, compileRule } from './compiledRule.js'
import { checkMap } from './given.js'
import type { DecisionRule } from './rule.js'

/** The highest bar that a committee still clears, and who sets it. */
export interface ClearedBar {
  /** The highest value such that those whose value is at least as high can pass the rule. */
  readonly bar: number
  /** The player whose own value it is: raise it, and the bar may rise. */
  readonly cappedBy: string
}

/**
 * The highest bar at which a committee still says yes when everybody says yes whose value reaches the bar.
 *
 * On a body it is the lowest bar of its veto members or the weighted quantile of the others at which the quota is reached, whichever is
 * lower. It does not let many content people outweigh one who can say no, as a mean does.
 *
 * @param values each player's value, on any scale
 * @throws InvalidRuleError for a rule that nobody could vote by; InvalidArgumentError when a player has no finite value
 * @see The bar is the discrete Choquet or Sugeno integral whose capacity is the rule itself: M. Grabisch, "Set Functions, Games and
 * Capacities in Decision Making" (2016)
 * @example
 * import { clearedBar } from 'account-village/math'
 * const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] }
 * clearedBar(rule, new Map([['ann', 0.9], ['bo', 0.8], ['cy', -0.2]])) //=> { bar: -0.2, cappedBy: 'cy' }
 */
export function clearedBar(rule: DecisionRule, values: ReadonlyMap<string, number>): ClearedBar {
  const compiled = compileRule(rule, 'clearedBar')
  checkMap('clearedBar', 'values', values)
  const missing = compiled.players.filter(player => !Number.isFinite(values.get(player)))
  if (missing.length > 0) {
    throw new InvalidArgumentError(
      'clearedBar',
      missing.map(player => ({ path: 'values', code: 'invalidArgument', message: `${quoted(player)} has no finite value` })),
    )
  }
  return deepFreeze(
    barOf(
      compiled,
      Float64Array.from(compiled.players, player => values.get(player) ?? Number.NaN),
    ),
  )
}

/** The bar of a compiled rule for values by player. Of equal values the player first in order counts as the lower. */
export function barOf({ players, seats, bodies }: CompiledRule, values: Float64Array): ClearedBar {
  const setters = [...seats]
  const lower = (a: number, b: number): number => at(values, a) - at(values, b) || a - b
  for (const body of bodies) setters.push(setterOf(body, setters, lower))
  const setter = itemAt(setters, setters.length - 1)
  return { bar: at(values, setter), cappedBy: String(players[setter]) }
}

/** The player who sets the bar of a body, given who sets the bar of each member. */
function setterOf({ vetoes, others, rest }: CompiledBody, setters: readonly number[], lower: (a: number, b: number) => number): number {
  const candidates = vetoes.map(veto => itemAt(setters, veto))
  const best = others.map(({ member, weight }) => ({ setter: itemAt(setters, member), weight })).sort((a, b) => lower(b.setter, a.setter))
  let reached = 0
  for (const { setter, weight } of best) {
    if (reached >= rest) break
    reached += weight
    candidates.push(setter)
  }
  return itemAt(candidates.sort(lower), 0)
}
