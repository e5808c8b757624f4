/** A function of one number at a point. */
export interface PointOnCurve {
  readonly value: number
  readonly slope: number
}

/**
 * Where a falling function crosses a level between `low` and `high`, by Newton's method from `start`; wherever that would leave the
 * bracket, the middle of it is taken.
 *
 * It ends when a step no longer changes the point, so that the answer does not depend on a tolerance.
 */
export function crossing(falling: (x: number) => PointOnCurve, level: number, low: number, high: number, start: number): number {
  let left = low
  let right = high
  let x = start
  for (let round = 0; round < 100; round++) {
    const { value, slope } = falling(x)
    if (value === level) return x
    if (value > level) left = x
    else right = x
    const newton = x - (value - level) / slope
    const isSettled = (next: number): boolean => Math.abs(next - x) <= 4 * Number.EPSILON * (1 + Math.abs(x))
    // At the end a step is smaller than rounding and may lead out of the bracket, whose middle is far away.
    if (Number.isFinite(slope) && isSettled(newton)) return newton
    const next = newton > left && newton < right ? newton : (left + right) / 2
    if (isSettled(next)) return next
    x = next
  }
  return x
}
