import { at, factorise, itemAt, solve, vector } from '../support/linear.js'

/** A direction in which to search, and at how many evenly spaced points to begin. */
export interface Axis {
  readonly low: number
  readonly high: number
  readonly points: number
}

/** A point and the value of a function there. */
export interface Found {
  readonly point: readonly number[]
  readonly value: number
}

/**
 * The highest point of a function within a box: the best of a grid, and from there compass search, which looks one step up and down each
 * axis, goes to the best of what it finds, and halves the step where nothing is higher.
 *
 * It needs no derivatives and no random numbers, and never leaves the box. The grid keeps it from a lesser peak; the last step is at most
 * `tolerance`.
 *
 * @see T. G. Kolda, R. M. Lewis and V. Torczon, "Optimization by direct search: new perspectives on some classical and modern methods",
 * SIAM Review 45 (2003)
 */
export function highest(f: (point: readonly number[]) => number, axes: readonly Axis[], tolerance: number): Found {
  const look = (point: readonly number[]): Found => ({ point, value: f(point) })
  let best = bestOf(gridOver(axes).map(look))
  const widest = Math.max(...axes.map(spacing))
  for (let scale = 0.5; scale * widest > tolerance; ) {
    const around = bestOf([best, ...neighbours(best.point, axes, scale).map(look)])
    if (around === best) scale /= 2
    best = around
  }
  return best
}

/**
 * How far each coordinate of a highest point may be off, as standard deviations: from the curvature of a log-likelihood there, by second
 * differences `step` wide. `undefined` for a coordinate at the edge of the box, which the others take as certain, and for all where the
 * function is flat.
 */
export function deviations(
  f: (point: readonly number[]) => number,
  point: readonly number[],
  axes: readonly Axis[],
  step: number,
): readonly (number | undefined)[] {
  const isFree = ({ low, high }: Axis, at: number): boolean => at - 2 * step >= low && at + 2 * step <= high
  const free = axes.flatMap((axis, i) => (isFree(axis, itemAt(point, i)) ? [i] : []))
  const size = free.length
  const along = (i: number, j: number, signI: number, signJ: number): number =>
    f(point.map((each, k) => each + (k === free[i] ? signI * step : 0) + (k === free[j] ? signJ * step : 0)))
  const information = vector(size * size, place => {
    const [i, j] = [Math.floor(place / size), place % size]
    // On the diagonal this is a difference over twice the step, whose middle is the point itself.
    return -(along(i, j, 1, 1) - along(i, j, 1, -1) - along(i, j, -1, 1) + along(i, j, -1, -1)) / (4 * step * step)
  })
  const factorised = factorise(information, size)
  const unit = (i: number): Float64Array => vector(size, k => (k === i ? 1 : 0))
  return axes.map((_, k) => {
    const i = free.indexOf(k)
    return factorised === undefined || i < 0 ? undefined : Math.sqrt(at(solve(factorised, unit(i)), i))
  })
}

/** The highest of what was found, the first of equals. */
function bestOf(found: readonly Found[]): Found {
  return found.reduce((best, each) => (each.value > best.value ? each : best))
}

function gridOver(axes: readonly Axis[]): number[][] {
  return axes.reduce<number[][]>((points, axis) => points.flatMap(point => placesOn(axis).map(place => [...point, place])), [[]])
}

function placesOn(axis: Axis): number[] {
  return Array.from({ length: axis.points }, (_, i) => (i === axis.points - 1 ? axis.high : axis.low + i * spacing(axis)))
}

function spacing({ low, high, points }: Axis): number {
  return (high - low) / (points - 1)
}

/** The points one step up and down each axis, within the box. */
function neighbours(point: readonly number[], axes: readonly Axis[], scale: number): number[][] {
  return axes.flatMap((axis, i) =>
    [-1, 1].map(sign =>
      point.map((each, k) => (k === i ? Math.min(axis.high, Math.max(axis.low, each + sign * scale * spacing(axis))) : each)),
    ),
  )
}
