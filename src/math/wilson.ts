import { NINETY_PERCENT } from '../support/normal.js'

/**
 * The interval of shares under which so many of so many would not be surprising: Wilson's score interval.
 *
 * With `p = hits / count` it is `(p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)`; it stays within 0..1 and is never
 * empty, also where all or none hit.
 *
 * @param z half the width in standard deviations; that of a 90 % interval when absent
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical
 * Association 22 (1927)
 */
export function wilsonInterval(hits: number, count: number, z = NINETY_PERCENT): readonly [low: number, high: number] {
  const share = hits / count
  const spread = (z * z) / count
  const middle = (share + spread / 2) / (1 + spread)
  const reach = (z * Math.sqrt((share * (1 - share) + spread / 4) / count)) / (1 + spread)
  // Rounding must not lead past the ends, where none or all hit.
  return [hits === 0 ? 0 : middle - reach, hits === count ? 1 : middle + reach]
}
