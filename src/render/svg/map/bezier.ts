import type { Point } from './paths.js'

/** A cubic Bezier curve: where it starts and ends, and the handles that it leaves and arrives by. */
export interface Bezier {
  readonly start: Point
  readonly leave: Point
  readonly arrive: Point
  readonly end: Point
}

export function bezier(start: Point, leave: Point, arrive: Point, end: Point): Bezier {
  return { start, leave, arrive, end }
}

/** The point of a curve at a parameter in 0..1. */
export function pointAt({ start, leave, arrive, end }: Bezier, t: number): Point {
  const s = 1 - t
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
  return {
    x: a * start.x + b * leave.x + c * arrive.x + d * end.x,
    y: a * start.y + b * leave.y + c * arrive.y + d * end.y,
  }
}

/** Points along a curve, close enough to each other that none of them passes by a card. */
export function pointsOf(curve: Bezier): Point[] {
  return STEPS.map(t => pointAt(curve, t))
}

const STEPS = Array.from({ length: 25 }, (_, i) => (i + 0.5) / 25)

/** The length of a way through points. */
export function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, { x, y }, i) => {
    const before = points[i - 1]
    return before === undefined ? sum : sum + Math.hypot(x - before.x, y - before.y)
  }, 0)
}
