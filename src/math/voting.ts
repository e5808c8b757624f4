import { InvalidArgumentError, quoted } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { at, itemAt, vector } from '../support/linear.js'
import { gaussLegendre } from '../support/quadrature.js'
import { type CompiledRule, compileRule, dualOf } from './compiledRule.js'
import { extensionOf } from './extension.js'
import { checkMap, invalid, isWithin } from './given.js'
import { inIdOrder } from './rows.js'
import type { DecisionRule } from './rule.js'

/** The probability of each player's yes, in the order of the rule's players; one that is missing or none is refused. */
export function chancesOf(where: string, path: string, { players }: CompiledRule, yes: ReadonlyMap<string, number>): Float64Array {
  checkMap(where, path, yes)
  const issues = players.flatMap(player =>
    isWithin(yes.get(player), 0, 1) ? [] : [invalid(path, `${quoted(player)} has no probability within 0..1`)],
  )
  if (issues.length > 0) throw new InvalidArgumentError(where, issues)
  return Float64Array.from(players, player => yes.get(player) ?? Number.NaN)
}

/** How much a decision depends on a player. */
export interface Pivotality {
  /** The id of the player, as the rule names it. */
  readonly stakeholder: string
  /** How much the probability rises from their certain no to their certain yes (Birnbaum importance), 0..1. */
  readonly pivotality: number
}

/** How likely a rule passes, and on whom that depends. */
export interface PassProbability {
  /** The probability that the rule passes, 0..1. */
  readonly probability: number
  /** Every player, in order of id. */
  readonly pivotality: readonly Pivotality[]
}

/**
 * The probability that a decision rule passes when each player says yes with a probability of their own, independently of the others.
 *
 * @param yes each player's probability of saying yes, 0..1
 * @throws InvalidRuleError for a rule that nobody could vote by; InvalidArgumentError when a player has no probability within 0..1;
 * LimitExceededError beyond the limits of a rule
 * @see Z. W. Birnbaum, "On the importance of different components in a multicomponent system" (1969)
 * @example
 * import { passProbability } from 'account-village/math'
 * const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] }
 * const { probability, pivotality } = passProbability(rule, new Map([['ann', 0.5], ['bo', 0.5], ['cy', 0.9]]))
 * probability //=> 0.675
 * pivotality[2] //=> { stakeholder: 'cy', pivotality: 0.75 }
 */
export function passProbability(rule: DecisionRule, yes: ReadonlyMap<string, number>): PassProbability {
  const compiled = compileRule(rule, 'passProbability')
  const given = chancesOf('passProbability', 'yes', compiled, yes)
  const slopes = new Float64Array(given.length)
  const probability = extensionOf(compiled).gradient(given, slopes)
  return deepFreeze({
    probability,
    pivotality: inIdOrder(compiled.players.map((stakeholder, i) => ({ stakeholder, pivotality: asShare(at(slopes, i)) }))),
  })
}

/** One player's power by the classical indices; all are 0..1. */
export interface VotingPower {
  /** The share of orders of saying yes in which this player's yes makes it pass (Shapley and Shubik 1954); sums to 1. */
  readonly shapleyShubik: number
  /** `banzhafAbsolute` divided by its sum over all players; sums to 1. */
  readonly banzhaf: number
  /** The probability that this player's vote decides when all others flip a coin (Penrose 1946, Banzhaf 1965). */
  readonly banzhafAbsolute: number
  /** The share of winning coalitions that lose without this player (Coleman 1971); exactly 1 for a veto player. */
  readonly preventive: number
  /** The share of losing coalitions that win with this player (Coleman 1971). */
  readonly initiative: number
  /** Whether nothing passes without this player. */
  readonly veto: boolean
}

/** A row of `votingPower`. */
export interface VotingPowerRow extends VotingPower {
  /** The id of the player, as the rule names it. */
  readonly stakeholder: string
}

/** The power of every player under a rule. */
export interface VotingPowers {
  /** Every player, in order of id. */
  readonly players: readonly VotingPowerRow[]
  /** How many of the `2^n` coalitions of players win; exact up to 52 players. */
  readonly winningCoalitions: number
}

/**
 * The power of every player under a decision rule, by the classical indices, which ask what a vote is worth when nothing is known about the
 * others.
 *
 * @throws InvalidRuleError for a rule that nobody could vote by; LimitExceededError beyond the limits of a rule
 * @see D. S. Felsenthal and M. Machover, "The Measurement of Voting Power" (1998)
 * @example
 * import { votingPower } from 'account-village/math'
 * const { players, winningCoalitions } = votingPower({ quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] })
 * players.map(({ stakeholder, shapleyShubik, banzhaf }) => [stakeholder, shapleyShubik, banzhaf])
 * //=> [['ann', 0.1667, 0.2], ['bo', 0.1667, 0.2], ['cy', 0.6667, 0.6]]
 * winningCoalitions //=> 3
 */
export function votingPower(rule: DecisionRule): VotingPowers {
  return deepFreeze(votingPowerOf(compileRule(rule, 'votingPower')))
}

/**
 * Power under a compiled rule: Banzhaf from the slopes at one half, Shapley-Shubik from their integral along the diagonal.
 *
 * Where nearly every coalition wins, the question is put the other way round, to the rule by which a no stops it: there the same slopes are
 * no longer lost in a difference of numbers close to 1.
 */
export function votingPowerOf(rule: CompiledRule): VotingPowers {
  const count = rule.players.length
  const half = new Float64Array(count).fill(0.5)
  const swing = new Float64Array(count)
  const dual = dualOf(rule)
  const fail = extensionOf(dual).probability(half)
  const pass = extensionOf(rule).probability(half)
  extensionOf(pass > fail ? dual : rule).gradient(half, swing)
  const total = swing.reduce((sum, value) => sum + value, 0)
  const shapley = shapleyShubik(rule)
  const vetoes = new Set(vetoPlayers(rule))
  return {
    players: inIdOrder(
      rule.players.map((stakeholder, i) => ({
        stakeholder,
        shapleyShubik: at(shapley, i),
        banzhaf: at(swing, i) / total,
        banzhafAbsolute: at(swing, i),
        preventive: vetoes.has(stakeholder) ? 1 : at(swing, i) / (2 * pass),
        initiative: at(swing, i) / (2 * fail),
        veto: vetoes.has(stakeholder),
      })),
    ),
    winningCoalitions: Math.round(pass * 2 ** count),
  }
}

/** The players without whom nothing passes, in order. */
export function vetoPlayers(rule: CompiledRule): string[] {
  // When all say yes, the slope by one is what is lost with their no: all or nothing.
  const lost = new Float64Array(rule.players.length)
  extensionOf(rule).gradient(new Float64Array(lost.length).fill(1), lost)
  return rule.players.filter((_, i) => lost[i] === 1)
}

function shapleyShubik(rule: CompiledRule): Float64Array {
  const count = rule.players.length
  return meanSlopes(rule, Math.ceil(count / 2), new Float64Array(count), new Float64Array(count).fill(1))
}

/**
 * The mean slope for each player along the straight line from some probabilities of yes to others. The slope is a polynomial of degree `n -
 * 1` in the way gone, so that `ceil(n / 2)` points integrate it exactly.
 */
export function meanSlopes(rule: CompiledRule, points: number, from: Float64Array, to: Float64Array): Float64Array {
  const { nodes, weights } = gaussLegendre(points)
  const extension = extensionOf(rule)
  const mean = new Float64Array(from.length)
  const slopes = new Float64Array(from.length)
  nodes.forEach((way, k) => {
    extension.gradient(
      vector(from.length, i => at(from, i) + way * (at(to, i) - at(from, i))),
      slopes,
    )
    slopes.forEach((slope, i) => {
      mean[i] = at(mean, i) + itemAt(weights, k) * slope
    })
  })
  return mean
}

/** A share that rounding may have carried past its ends. */
export function asShare(value: number): number {
  return Math.min(Math.max(value, 0), 1)
}
