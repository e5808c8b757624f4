/** A probability by the logarithm of its odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/**
 * Log odds after some days without evidence in which power may pass: the odds become `(odds + h) / (1 - h)`, with `h` the chance that it
 * passes in them.
 */
export function aged(logOdds: number, days: number, hazardPerDay: number): number {
  const stay = days * Math.log1p(-hazardPerDay)
  return logSum(logOdds, Math.log(-Math.expm1(stay))) - stay
}

/** Log odds after some days without evidence in which power may pass either way. */
export function swaying(logOdds: number, days: number, hazardPerDay: number): number {
  // In no time nothing turns, however likely it is in a day; 0 times the logarithm of 0 is no number.
  if (days === 0) return logOdds
  const turn = -Math.expm1(days * Math.log1p(-Math.min(2 * hazardPerDay, 1))) / 2
  const [move, stay] = [Math.log(turn), Math.log1p(-turn)]
  return logSum(logOdds + stay, move) - logSum(logOdds + move, stay)
}

/** The logarithm of the sum of two numbers by their logarithms. */
function logSum(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a]
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high))
}
