import { InvalidArgumentError } from '../errors.js'
import { checkObject, invalid, isModest, isWithin } from './given.js'

/**
 * After how many days what is known has fallen to a limit when nothing more is heard; 0 when it already has, `undefined` when it never does.
 *
 * Reliability, coverage and what is known of any weighted sum of sentiments fall as `4^(-days / halfLife)`, so that the answer is
 * `halfLife / 2 * log2(known / least)`. For the standard deviation of a sum to reach `w`, `known` is its variance before anything was heard
 * less that of today, and `least` the former less `w^2`.
 *
 * @throws InvalidArgumentError for what is no number, a negative `known`, or a half-life that is not above 0
 * @example
 * import { shelfLife } from 'account-village/math'
 * shelfLife({ known: 0.6, least: 0.3, halfLifeDays: 180 }) //=> 90
 * shelfLife({ known: 0.2, least: 0.3, halfLifeDays: 180 }) //=> 0
 */
export function shelfLife(input: { readonly known: number; readonly least: number; readonly halfLifeDays: number }): number | undefined {
  checkObject('shelfLife', 'input', input)
  const { known, least, halfLifeDays } = input
  const issues = [
    ...(isModest(known) && known >= 0 ? [] : [invalid('known', 'is not within 0..1e50')]),
    ...(isModest(least) ? [] : [invalid('least', 'is not within -1e50..1e50')]),
    ...(isWithin(halfLifeDays, Number.MIN_VALUE, Number.POSITIVE_INFINITY) ? [] : [invalid('halfLifeDays', 'is not above 0')]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('shelfLife', issues)
  if (known <= least) return 0
  // Nothing falls to 0 or less: the logarithm of 0 has no end, and that of less is no number.
  const days = (halfLifeDays / 2) * (Math.log2(known) - Math.log2(least))
  return days < Number.POSITIVE_INFINITY ? days : undefined
}
