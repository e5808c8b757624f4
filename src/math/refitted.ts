import { InvalidArgumentError, type Issue } from '../errors.js'
import { sortedByText } from '../support/order.js'
import { checkObjects, invalid, isModest } from './given.js'
import { chanceOn, fittedCurve } from './logistic.js'

/** A score of something that has come true or not. */
export interface ScoredOutcome {
  /** Whose it is: what is known of an account never judges the same account. */
  readonly account: string
  /** 1 if it came true, otherwise 0. */
  readonly came: number
  /** Any number that may tell, within -1e50..1e50; absent where there was none. */
  readonly score?: number | undefined
}

/** At most so many folds. */
const FOLDS = 10
/** From so many scored rows on a curve is fitted. */
const LEAST_SCORED = 10

/**
 * What a score says as a probability, learned from other accounts: out of fold, so that no row is judged by itself or by its account.
 *
 * Accounts in order of their ids' code units are dealt in turn to ten folds, or to as many as there are accounts. From the rows of all other
 * folds the score is standardised (population sd; 1 if it is 0) and fitted by logistic regression, slope normal around 0 with an sd of 2.5,
 * intercept free. A row without a score, and each whose other folds hold fewer than ten scored rows, or only such as came or only such as did
 * not, gets their share that came true, `(came + 1/2) / (rows + 1)`.
 *
 * @returns the probability of each row, 0..1, in the order given
 * @throws InvalidArgumentError for rows that are none; LimitExceededError for more than a million
 * @see A. Gelman, A. Jakulin, M. G. Pittau and Y.-S. Su, "A weakly informative default prior distribution for logistic and other regression
 * models", Annals of Applied Statistics 2 (2008)
 * @example
 * import { refitted } from 'account-village/math'
 * const rows = Array.from({ length: 30 }, (_, i) => ({ account: `account ${i}`, came: i % 3 === 0 ? 0 : 1, score: (7 * i) % 10 }))
 * refitted(rows).slice(0, 2) //=> [0.7169, 0.6198]
 * refitted([{ account: 'acme', came: 1, score: 5 }, { account: 'bode', came: 0 }]) //=> [0.25, 0.75]
 */
export function refitted(rows: readonly ScoredOutcome[]): readonly number[] {
  checkObjects('refitted', 'rows', rows)
  const issues = rows.flatMap(issuesIn)
  if (issues.length > 0) throw new InvalidArgumentError('refitted', issues)
  return Object.freeze(outOfFold(rows, foldsOf(rows)))
}

/** The fold of each row. */
export function foldsOf(rows: readonly Pick<ScoredOutcome, 'account'>[]): readonly number[] {
  const accounts = sortedByText(new Set(rows.map(({ account }) => account)), account => account)
  const folds = Math.min(FOLDS, accounts.length)
  const foldOf = new Map(accounts.map((account, rank) => [account, rank % folds]))
  return rows.map(({ account }) => foldOf.get(account) ?? Number.NaN)
}

/** The probability of each row by what the rows of all other folds tell. */
export function outOfFold(rows: readonly ScoredOutcome[], folds: readonly number[]): number[] {
  const chances = new Map([...new Set(folds)].map(fold => [fold, learnedFrom(rows.filter((_, i) => folds[i] !== fold))] as const))
  return rows.map(({ score }, i) => chances.get(folds[i] ?? Number.NaN)?.(score) ?? Number.NaN)
}

/** What rows teach: the probability for a score, or for none. */
function learnedFrom(rows: readonly ScoredOutcome[]): (score: number | undefined) => number {
  const share = (countCame(rows) + 1 / 2) / (rows.length + 1)
  const scored = rows.flatMap(({ score, came }) => (score === undefined ? [] : [{ score, came }]))
  const hits = countCame(scored)
  if (scored.length < LEAST_SCORED || hits === 0 || hits === scored.length) return () => share
  const mean = meanOf(scored.map(({ score }) => score))
  const sd = Math.sqrt(meanOf(scored.map(({ score }) => (score - mean) ** 2))) || 1
  const standardised = (score: number): number => (score - mean) / sd
  const curve = fittedCurve(
    scored.map(({ score }) => standardised(score)),
    scored.map(({ came }) => came),
  )
  return score => (score === undefined ? share : chanceOn(curve, standardised(score)))
}

function countCame(rows: readonly Pick<ScoredOutcome, 'came'>[]): number {
  return rows.reduce((sum, { came }) => sum + came, 0)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

function issuesIn({ account, came, score }: ScoredOutcome, i: number): Issue[] {
  return [
    ...(typeof account === 'string' ? [] : [invalid(`rows[${i}].account`, 'is not a text')]),
    ...(came === 0 || came === 1 ? [] : [invalid(`rows[${i}].came`, 'is neither 0 nor 1')]),
    ...(score === undefined || isModest(score)
      ? []
      : [invalid(`rows[${i}].score`, 'is not within -1e50..1e50; leave out what is not known')]),
  ]
}
