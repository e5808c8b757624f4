import { deepFreeze } from '../support/freeze.js'
import { compileRule } from './compiledRule.js'
import { extensionOf } from './extension.js'
import { type JointState, jointStateOf } from './jointState.js'
import { chooseMoves } from './moveChoice.js'
import { dot, type MoveBeliefs, type MoveObjective, type MoveVote, sentimentObjective, voteObjective } from './moveObjective.js'
import { type MoveProblem, refuseFaultyProblem } from './moveProblem.js'
import type { ChosenMove } from './moveStage.js'

/** What to do, and what it changes if all of it succeeds. */
export interface SelectedMoves {
  /** The chance of yes, 0..1, or the account's sentiment where that is looked for, before any move. */
  readonly probability: number
  /** The same if all that was chosen succeeds, what moves add `direct`ly left out. */
  readonly probabilityAfter: number
  /** The sum of what the chosen moves are worth. */
  readonly worth: number
  /** In order of worth an hour, each with what it adds to those before it. */
  readonly chosen: readonly ChosenMove[]
}

/**
 * The moves that are worth most of those that fit into some hours.
 *
 * What is looked for is the chance `F` of yes when each member of a rule says yes with the probability that their sentiment reaches a
 * threshold, or an account's sentiment. A move gains by what it adds to that, by swaying a person, and others as far as these follow, or
 * `direct`ly. Its knowledge is the fall of the expected error, `2 F (1 - F)` of the value, by hearing a person, a share of the variance along
 * the gradient of `F`, or by `coverage`. Worth is the gain, and `indirectWeight` times knowledge and `indirect` worth. A chance below 1 scales
 * all of it, and adds to the error with which a person is heard, so that a set of moves is worth the same in any order but for the ends of the
 * scale of sentiment.
 *
 * The best set is sought greedily by worth an hour, begun with each one and each two of the moves of most worth; there is no promise that
 * none is better.
 *
 * @throws InvalidArgumentError for numbers that make no sense; InvalidRuleError for a rule by which nobody could vote; LimitExceededError for
 * more than 1,000 people or 10,000 moves
 * @see M. Sviridenko, "A note on maximizing a submodular set function subject to a knapsack constraint", Operations Research Letters 32 (2004)
 * @example
 * import { selectMoves } from 'account-village/math'
 * const { probability, probabilityAfter, chosen } = selectMoves({
 *   means: [0.3, -0.1],
 *   covariance: [[0.04, 0], [0, 0.09]],
 *   influence: [[1, 0], [0.5, 0.5]],
 *   rule: { quota: 1, members: [{ person: 1 }] },
 *   threshold: 0,
 *   error: 0.0225,
 *   indirectWeight: 0.25,
 *   hours: 10,
 *   limit: 2,
 *   leastPerHour: 0,
 *   moves: [
 *     { id: 'win over the first', effort: 6, sway: { person: 0, by: 0.2 } },
 *     { id: 'win over the second', effort: 6, sway: { person: 1, by: 0.2 } },
 *     { id: 'hear the second', effort: 2, hear: 1 },
 *   ],
 * })
 * probability.toFixed(3) //=> '0.369'
 * probabilityAfter.toFixed(3) //=> '0.631'
 * chosen.map(({ id, gain }) => [id, gain.toFixed(3)]) //=> [['hear the second', '0.000'], ['win over the second', '0.261']]
 */
export function selectMoves(problem: MoveProblem): SelectedMoves {
  refuseFaultyProblem(problem)
  const { means, covariance, influence, moves, error, indirectWeight, hours, limit, leastPerHour } = problem
  const beliefs = { means: Float64Array.from(means), joint: jointStateOf(flat(covariance), means.length) }
  const objective = objectiveOf(problem, beliefs)
  const followers = (person: number): [number, number][] => influence.flatMap((row, i) => (i === person ? [] : [[i, row[person] ?? 0]]))
  const choice = { objective, beliefs, followers, error, indirectWeight, hours, limit, leastPerHour }
  const { value, worth, chosen } = chooseMoves(moves, choice)
  return deepFreeze({ probability: objective.value(beliefs.means), probabilityAfter: value, worth, chosen })
}

function objectiveOf({ rule, weights = [], threshold = 0, ageing, stillFalls = 1 }: MoveProblem, beliefs: MoveBeliefs): MoveObjective {
  if (rule === undefined) {
    const shares = Float64Array.from(weights)
    return sentimentObjective(shares, dot(beliefs.joint.withSum(shares), shares))
  }
  const members = rule.members.map(({ person, weight, veto }) => ({ of: String(person), weight, veto }))
  const compiled = compileRule({ quota: rule.quota, members }, 'selectMoves')
  const voters = compiled.players.map(Number)
  return voteObjective(beliefs.means, {
    ...extensionOf(compiled),
    voters,
    thresholds: voters.map(person => (typeof threshold === 'number' ? threshold : (threshold[person] ?? 0))),
    stillFalls,
    aged: ageing === undefined ? { factor: 1, priorMean: 0, joint: beliefs.joint } : agedBy(ageing, beliefs.joint),
  })
}

/** What is known at the vote: part of what is known now, and for the rest the prior. */
function agedBy(
  { factor: given, priorMean, priorCovariance }: NonNullable<MoveProblem['ageing']>,
  { size, covariance }: JointState,
): MoveVote['aged'] {
  const factor = given < LEAST_LEFT ? 0 : given
  const prior = flat(priorCovariance)
  const aged = prior.map((each, place) => factor ** 2 * covariance(Math.floor(place / size), place % size) + (1 - factor ** 2) * each)
  return { factor, priorMean, joint: jointStateOf(aged, size) }
}

/** Of less, nothing is left. */
const LEAST_LEFT = 1e-9

function flat(rows: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(rows.flat())
}
