import { InvalidArgumentError } from '../errors.js'
import { above0, is, type OptionShape, optionsOf } from '../support/options.js'

/** How decisions slip. */
export interface StillFallsOptions {
  /** The share of decisions that are never made, 0 up to but not including 1. */
  readonly neverDecided: number
  /** The mean slip in days of those that are, above 0. */
  readonly slipDays: number
}

/** What each of the options may be. */
const STILL_FALLS_OPTIONS: OptionShape<StillFallsOptions> = {
  neverDecided: is('a number from 0 up to but not including 1', value => typeof value === 'number' && value >= 0 && value < 1),
  slipDays: above0,
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
  const { neverDecided, slipDays } = optionsOf('stillFalls', options, STILL_FALLS_OPTIONS, ['neverDecided', 'slipDays'])
  if (!Number.isFinite(daysOverdue)) {
    throw new InvalidArgumentError('stillFalls', [{ path: 'daysOverdue', message: 'is not a finite number', code: 'invalidArgument' }])
  }
  const odds = neverDecided / (1 - neverDecided)
  // Where all are made sometime, none is given up, however late; zero times an endless number would be none.
  return odds > 0 ? (1 + odds) / (1 + odds * Math.exp(Math.max(daysOverdue, 0) / slipDays)) : 1
}
