import { InvalidArgumentError, type Issue } from '../errors.js'
import { itemAt } from '../support/linear.js'
import { checkList, invalid, isModest } from './given.js'

/** A mean over forecasts, and how far chance may have moved it. */
export interface ScoreEstimate {
  /** The mean over all forecasts, in the unit of the scores. */
  readonly value: number
  /** Its standard error, with the forecasts of one account taken as dependent. */
  readonly standardError: number
}

/**
 * By how much the scores of other forecasts exceed ours on the same decisions, in the mean, and its standard error: above 0 ours are better,
 * where less is better.
 *
 * With `d` the `n` differences, those of one of the `G` accounts taken as dependent, the standard error is `sqrt(G / (G - 1) * sum over
 * accounts of (sum of d - mean d)^2) / n`.
 *
 * @param ours the score of each of our forecasts, such as `(p - o)^2`
 * @param other the score of another forecast of the same
 * @param accounts the account of each, at least two different ones
 * @throws InvalidArgumentError for lists of different lengths, numbers beyond -1e50..1e50, or fewer than two accounts
 * @see K.-Y. Liang and S. L. Zeger, "Longitudinal data analysis using generalized linear models", Biometrika 73 (1986)
 * @example
 * import { pairedDifference } from 'account-village/math'
 * pairedDifference([0.04, 0.09, 0.16], [0.25, 0.25, 0.25], ['acme', 'acme', 'bode']) //=> { value: 0.1533, standardError: 0.0422 }
 */
export function pairedDifference(ours: readonly number[], other: readonly number[], accounts: readonly string[]): ScoreEstimate {
  checkList('pairedDifference', 'ours', ours)
  checkList('pairedDifference', 'other', other)
  checkList('pairedDifference', 'accounts', accounts)
  const issues = [
    ...numberIssues('ours', ours),
    ...numberIssues('other', other),
    ...accounts.flatMap((account, i) => (typeof account === 'string' ? [] : [invalid(`accounts[${i}]`, 'is not a text')])),
    ...[other, accounts].flatMap((list, i) =>
      list.length === ours.length ? [] : [invalid(i === 0 ? 'other' : 'accounts', `has ${list.length} items, and ours ${ours.length}`)],
    ),
  ]
  if (issues.length === 0 && new Set(accounts).size < 2) issues.push(invalid('accounts', 'are fewer than two different ones'))
  if (issues.length > 0) throw new InvalidArgumentError('pairedDifference', issues)
  return Object.freeze(
    clusteredMean(
      other.map((each, i) => each - itemAt(ours, i)),
      accounts,
    ),
  )
}

/**
 * A mean and its standard error when values of one account go together; with one value an account it is the usual one. There are at least
 * two accounts.
 *
 * @see A. A. Bradley, S. S. Schwartz and T. Hashino, "Sampling uncertainty and confidence intervals for the Brier score and Brier skill
 * score", Weather and Forecasting 23 (2008)
 */
export function clusteredMean(values: readonly number[], accounts: readonly string[]): ScoreEstimate {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length
  const deviations = new Map<string, number>()
  accounts.forEach((account, i) => {
    deviations.set(account, (deviations.get(account) ?? 0) + itemAt(values, i) - value)
  })
  const squares = [...deviations.values()].reduce((sum, each) => sum + each * each, 0)
  const count = deviations.size
  return { value, standardError: Math.sqrt((count / (count - 1)) * squares) / values.length }
}

function numberIssues(path: string, values: readonly number[]): Issue[] {
  return values.flatMap((value, i) => (isModest(value) ? [] : [invalid(`${path}[${i}]`, 'is not within -1e50..1e50')]))
}
