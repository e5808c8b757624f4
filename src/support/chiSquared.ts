import { normalCdf } from './normal.js'

/**
 * The probability that a chi-squared variable with so many degrees of freedom, a whole number of at least 1, exceeds a value of at least 0:
 * by the finite sums for even and for odd numbers.
 *
 * @see M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.4.4 and 26.4.5
 */
export function chiSquaredTail(value: number, degrees: number): number {
  if (value === 0) return 1
  const half = value / 2
  const isOdd = degrees % 2 === 1
  // Terms x^j e^-x / gamma(j + 1), for whole j, or whole j and a half; as logarithms, since powers and factorials alone are too large.
  let power = isOdd ? 0.5 : 0
  let logTerm = isOdd ? 0.5 * Math.log(half) - half - LOG_GAMMA_3_2 : -half
  let sum = isOdd ? 2 * normalCdf(-Math.sqrt(value)) : 0
  for (; power < degrees / 2; power++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log(half) - Math.log(power + 1)
  }
  return Math.min(sum, 1)
}

/** The logarithm of gamma(3/2), which is half the root of pi. */
const LOG_GAMMA_3_2 = -0.12078223763524522
