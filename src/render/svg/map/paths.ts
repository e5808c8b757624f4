import { round } from '../picture.js'

/** A place in the picture. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A line through points with its corners rounded. */
export function roundedLine(points: readonly Point[], radius: number): string {
  const turns = points.filter((point, i) => i === 0 || point.x !== points[i - 1]?.x || point.y !== points[i - 1]?.y)
  return turns
    .map((point, i) => {
      const [before, after] = [turns[i - 1], turns[i + 1]]
      if (before === undefined) return `M${at(point)}`
      if (after === undefined) return `L${at(point)}`
      return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`
    })
    .join('')
}

/** The point so far from one towards another, at most half of the way. */
export function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(distance / length, 0.5)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

/** A point as a path has it. */
export function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`
}
