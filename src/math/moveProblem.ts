import { InvalidArgumentError, type Issue, LimitExceededError, quoted } from '../errors.js'
import { checkList, checkObject, checkObjects, invalid, isWithin } from './given.js'
import type { MoveCandidate } from './moveStage.js'

/** The people who vote and what it takes for a yes. People are numbers. */
export interface MoveRule {
  /** The weight that those who say yes must reach, above 0. */
  readonly quota: number
  /** The seats of the body, at least one, in any order; each member is a person and never a body. */
  readonly members: readonly {
    /** The number of the person: their place in `means`. */
    readonly person: number
    /** A whole number of at least 1; 1 when absent. */
    readonly weight?: number | undefined
    /** Whether nothing passes without them. */
    readonly veto?: boolean | undefined
  }[]
}

/** What is known, what is looked for, and what can be done. People are numbers: places in `means`. */
export interface MoveProblem {
  /** The expected sentiment of each person, -1..1. */
  readonly means: readonly number[]
  /** Their covariance. */
  readonly covariance: readonly (readonly number[])[]
  /** How much each person's sentiment follows that of each other, 0..1: a row for whoever follows. */
  readonly influence: readonly (readonly number[])[]
  /** How a decision comes about, whose chance of yes is then looked for. */
  readonly rule?: MoveRule | undefined
  /** Each person's share of the account, 0..1, whose sentiment is then looked for; not beside `rule`. */
  readonly weights?: readonly number[] | undefined
  /** The sentiment from which a person says yes, the same for all or one for each; it is needed beside `rule`. */
  readonly threshold?: number | readonly number[] | undefined
  /** How far what is known now will have aged at the vote: the part of it that is left, 0..1, and the prior; not at all when absent. */
  readonly ageing?:
    | { readonly factor: number; readonly priorMean: number; readonly priorCovariance: readonly (readonly number[])[] }
    | undefined
  /** The probability that the decision is made at all, 0..1; 1 when absent. */
  readonly stillFalls?: number | undefined
  /** The variance of the error with which a person is heard, at least 0. */
  readonly error: number
  /** What knowledge and other indirect worth count beside gain, 0..1. */
  readonly indirectWeight: number
  /** How many hours there are, at least 0. */
  readonly hours: number
  /** How many moves at most. */
  readonly limit: number
  /** The least worth of an hour, at least 0. */
  readonly leastPerHour: number
  /** What can be done, at most 10,000, in any order. */
  readonly moves: readonly MoveCandidate[]
}

/** So many people and moves can be judged. */
const MOST_PEOPLE = 1000
const MOST_MOVES = 10_000

/** @throws InvalidArgumentError for what makes no sense, each where it is; LimitExceededError */
export function refuseFaultyProblem(problem: MoveProblem): void {
  checkObject(WHERE, 'problem', problem)
  const { means, covariance, influence, weights, threshold, ageing, moves, rule } = problem
  checkList(WHERE, 'means', means)
  checkObjects(WHERE, 'moves', moves)
  if (means.length > MOST_PEOPLE) throw new LimitExceededError(WHERE, 'people', MOST_PEOPLE, means.length, 'Leave out people of no power.')
  if (moves.length > MOST_MOVES) throw new LimitExceededError(WHERE, 'moves', MOST_MOVES, moves.length, 'Leave out moves of little worth.')
  const size = means.length
  const issues = [
    ...outside('means', means, -1, 1),
    ...covarianceIssues('covariance', covariance, size),
    ...matrixIssues('influence', influence, size),
    ...(weights === undefined ? [] : listIssues('weights', weights, size, 0, 1)),
    ...(typeof threshold === 'object' ? listIssues('threshold', threshold, size, -1, 1) : numberIssues('threshold', threshold ?? 0, -1, 1)),
    ...(ageing === undefined ? [] : ageingIssues(ageing, size)),
    ...numberIssues('stillFalls', problem.stillFalls ?? 1, 0, 1),
    ...numberIssues('error', problem.error, 0, 1e6),
    ...numberIssues('indirectWeight', problem.indirectWeight, 0, 1),
    ...numberIssues('hours', problem.hours, 0, 1e9),
    ...(Number.isSafeInteger(problem.limit) && problem.limit >= 0 ? [] : [invalid('limit', 'is not a whole number of at least 0')]),
    ...numberIssues('leastPerHour', problem.leastPerHour, 0, 1e9),
    ...(rule === undefined ? [] : ruleIssues(rule, size)),
    ...((rule === undefined) === (weights === undefined) ? [invalid('rule', 'or weights must be given, and not both')] : []),
    ...(rule !== undefined && threshold === undefined ? [invalid('threshold', 'is missing; a rule needs one')] : []),
    ...moveIssues(moves, size),
  ]
  if (issues.length > 0) throw new InvalidArgumentError(WHERE, issues)
}

const WHERE = 'selectMoves'

function numberIssues(path: string, value: unknown, low: number, high: number): Issue[] {
  return isWithin(value, low, high) ? [] : [invalid(path, `is not within ${low}..${high}`)]
}

function outside(path: string, list: readonly unknown[], low: number, high: number): Issue[] {
  return list.flatMap((each, i) => numberIssues(`${path}[${i}]`, each, low, high))
}

function listIssues(path: string, list: readonly unknown[], size: number, low: number, high: number): Issue[] {
  checkList(WHERE, path, list)
  if (list.length !== size) return [invalid(path, `has ${list.length} items, and there are ${size} people`)]
  return outside(path, list, low, high)
}

function matrixIssues(path: string, rows: readonly (readonly number[])[], size: number): Issue[] {
  checkList(WHERE, path, rows)
  if (rows.length !== size) return [invalid(path, `has ${rows.length} rows, and there are ${size} people`)]
  return rows.flatMap((row, i) => listIssues(`${path}[${i}]`, row, size, -1, 1))
}

/** Variances of sentiments are within 0..1, since these are within -1..1, and no covariance exceeds what they allow. */
function covarianceIssues(path: string, rows: readonly (readonly number[])[], size: number): Issue[] {
  const issues = matrixIssues(path, rows, size)
  if (issues.length > 0) return issues
  const variance = (i: number): number => rows[i]?.[i] ?? 0
  return rows.flatMap((row, i) =>
    row.flatMap((each, j) => {
      const isPossible = variance(i) >= 0 && Math.abs(each) <= (1 + 1e-6) * Math.sqrt(variance(i)) * Math.sqrt(variance(j))
      return isPossible ? [] : [invalid(`${path}[${i}][${j}]`, 'is no covariance, beside the variances of the two')]
    }),
  )
}

function ageingIssues(ageing: NonNullable<MoveProblem['ageing']>, size: number): Issue[] {
  checkObject(WHERE, 'ageing', ageing)
  return [
    ...numberIssues('ageing.factor', ageing.factor, 0, 1),
    ...numberIssues('ageing.priorMean', ageing.priorMean, -1, 1),
    ...covarianceIssues('ageing.priorCovariance', ageing.priorCovariance, size),
  ]
}

function ruleIssues(rule: MoveRule, size: number): Issue[] {
  checkObject(WHERE, 'rule', rule)
  checkObjects(WHERE, 'rule.members', rule.members)
  return rule.members.flatMap(({ person }, i) => personIssues(`rule.members[${i}].person`, person, size))
}

function personIssues(path: string, person: unknown, size: number): Issue[] {
  const isOne = typeof person === 'number' && Number.isInteger(person) && person >= 0 && person < size
  return isOne ? [] : [invalid(path, `is not the number of one of ${size} people`)]
}

function moveIssues(moves: readonly MoveCandidate[], size: number): Issue[] {
  const ids = new Set<string>()
  return moves.flatMap(({ id, effort, chance = 1, sway, hear, direct = 0, coverage = 0, indirect = 0, needs }, i) => {
    const path = `moves[${i}]`
    const isTwice = ids.has(id)
    ids.add(id)
    if (sway !== undefined) checkObject(WHERE, `${path}.sway`, sway)
    return [
      ...(typeof id === 'string' ? [] : [invalid(`${path}.id`, 'is not a text')]),
      ...(isTwice ? [invalid(`${path}.id`, `${quoted(id)} is there already`)] : []),
      ...(needs === undefined || typeof needs === 'string' ? [] : [invalid(`${path}.needs`, 'is not a text')]),
      ...numberIssues(`${path}.effort`, effort, 1e-6, 1e9),
      ...numberIssues(`${path}.chance`, chance, 1e-6, 1),
      ...(sway === undefined
        ? []
        : [...personIssues(`${path}.sway.person`, sway.person, size), ...numberIssues(`${path}.sway.by`, sway.by, -2, 2)]),
      ...(hear === undefined ? [] : personIssues(`${path}.hear`, hear, size)),
      ...numberIssues(`${path}.direct`, direct, -2, 2),
      ...numberIssues(`${path}.coverage`, coverage, 0, 1),
      ...numberIssues(`${path}.indirect`, indirect, 0, 1e9),
    ]
  })
}
