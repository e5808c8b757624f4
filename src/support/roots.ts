/**
 * Where a falling function of one number crosses a level, between `low` and `high`, by bisection hastened with secants (Illinois).
 *
 * `falling(low)` must be at least `level` and `falling(high)` at most; otherwise the nearer end is the answer. The tolerance is in the argument.
 */
export function crossing(falling: (x: number) => number, level: number, low: number, high: number, tolerance: number): number {
  let left = low
  let right = high
  let above = falling(left) - level
  let below = falling(right) - level
  if (above <= 0) return left
  if (below >= 0) return right
  let side = 0
  while (right - left > tolerance) {
    const secant = left + ((right - left) * above) / (above - below)
    // A secant that hugs one end is replaced by the middle, so that the bracket always shrinks.
    const x = secant > left && secant < right ? secant : (left + right) / 2
    const value = falling(x) - level
    if (value > 0) {
      left = x
      above = value
      if (side === 1) below /= 2
      side = 1
    } else {
      right = x
      below = value
      if (side === -1) above /= 2
      side = -1
    }
    if (value === 0) return x
  }
  return (left + right) / 2
}
