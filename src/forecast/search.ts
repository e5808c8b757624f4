import { itemAt } from '../support/linear.js'

/** Between what bounds to search in a direction. */
export interface Axis {
  readonly low: number
  readonly high: number
}

/** A point and the value of a function there. */
export interface Found {
  /** Internal. One coordinate for each axis, in the order of the axes. */
  readonly point: readonly number[]
  /** Internal. What the function gives at that point. */
  readonly value: number
}

/**
 * A highest point of a function within a box: from a start it looks one step up and down each axis in turn, goes wherever it is higher, and
 * halves the step where nothing is, until the step is below `tolerance`.
 *
 * It needs no derivatives and no random numbers, and never leaves the box.
 *
 * @see T. G. Kolda, R. M. Lewis and V. Torczon, "Optimization by direct search: new perspectives on some classical and modern methods",
 * SIAM Review 45 (2003)
 */
export function climbed(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  axes: readonly Axis[],
  { step, tolerance }: { readonly step: number; readonly tolerance: number },
): Found {
  const look = (point: readonly number[]): Found => ({ point, value: f(point) })
  let best = look(start.map((value, i) => within(value, axes[i])))
  for (let reach = step; reach >= tolerance; ) {
    const before = best
    axes.forEach((axis, i) => {
      for (const way of [reach, -reach]) {
        const next = near(itemAt(best.point, i) + way, axis, tolerance)
        const found = next === best.point[i] ? best : look(best.point.map((each, k) => (k === i ? next : each)))
        if (!(found.value > best.value)) continue
        best = found
        return
      }
    })
    if (best === before) reach /= 2
  }
  return best
}

/** The highest point of a function of one number: the best of a grid `step` wide keeps it from a lesser peak, and from there it climbs. */
export function highest(
  f: (at: number) => number,
  axis: Axis,
  { step, tolerance }: { readonly step: number; readonly tolerance: number },
): number {
  const of = ([at = Number.NaN]: readonly number[]): number => f(at)
  const places = Array.from({ length: Math.round((axis.high - axis.low) / step) + 1 }, (_, i) => within(axis.low + i * step, axis))
  const best = places.map(at => ({ at, value: f(at) })).reduce((a, b) => (b.value > a.value ? b : a))
  return climbed(of, [best.at], [axis], { step: step / 2, tolerance }).point[0] ?? Number.NaN
}

/** Whether a place is at a bound, where the data ask for more than the search believes. */
export function isAtBound(place: number, { low, high }: Axis): boolean {
  return place <= low || place >= high
}

/** How far a highest point may be off, as a standard deviation: from the curvature of a log-likelihood, by a second difference `step` wide. */
export function deviation(f: (at: number) => number, place: number, step: number): number | undefined {
  const curvature = (f(place + step) - 2 * f(place) + f(place - step)) / (step * step)
  return curvature < 0 ? 1 / Math.sqrt(-curvature) : undefined
}

/** The nearest value between bounds, a bound itself where it is hardly away. */
function near(value: number, axis: Axis, tolerance: number): number {
  if (value - axis.low < tolerance) return axis.low
  return axis.high - value < tolerance ? axis.high : value
}

/** The nearest value between bounds. */
export function within(value: number, axis: Axis | undefined): number {
  return axis === undefined ? value : Math.min(axis.high, Math.max(axis.low, value))
}
