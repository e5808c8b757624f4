import { errorFor } from '../errors.js'

/** How decisions slip. */
export interface StillFallsOptions {
  /** The share of decisions that are never made, 0 up to but not including 1. */
  readonly neverDecided: number
  /** The mean slip in days of those that are, above 0. */
  readonly slipDays: number
}

/**
 * The probability that a decision is still made, given for how many days it is overdue, 0..1, relative to the day on which it was due.
 *
 * It is the posterior of a mixture: a share of decisions is never made, the others slip by an exponential time. `H(k) = (1 + w) / (1 + w
 * e^(k / slipDays))` with `w = neverDecided / (1 - neverDecided)`; 1 for decisions that are not overdue.
 *
 * @throws InvalidArgumentError for what is no number, or beyond its range
 * @example
 * import { stillFalls } from 'account-village/math'
 * stillFalls(90, { neverDecided: 0.1, slipDays: 60 }) //=> 0.7417
 */
export function stillFalls(daysOverdue: number, options: StillFallsOptions): number {
  const { neverDecided, slipDays } = options ?? {}
  const issues = [
    ...(Number.isFinite(daysOverdue) ? [] : [problem('daysOverdue', 'is not a finite number')]),
    ...(neverDecided >= 0 && neverDecided < 1 ? [] : [problem('neverDecided', 'is not from 0 up to but not including 1')]),
    ...(slipDays > 0 && Number.isFinite(slipDays) ? [] : [problem('slipDays', 'is not a number of days above 0')]),
  ]
  if (issues.length > 0) throw errorFor('stillFalls', issues)
  const odds = neverDecided / (1 - neverDecided)
  return (1 + odds) / (1 + odds * Math.exp(Math.max(daysOverdue, 0) / slipDays))
}

function problem(path: string, message: string) {
  return { path, message, code: 'invalidArgument' } as const
}
