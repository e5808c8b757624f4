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

/** How often two ways through points cross. Every third point is enough for that. */
export function crossings(one: readonly Point[], other: readonly Point[]): number {
  let count = 0
  for (let i = 0; i + STRIDE < one.length; i += STRIDE) {
    for (let j = 0; j + STRIDE < other.length; j += STRIDE) {
      if (isCrossed(one[i], one[i + STRIDE], other[j], other[j + STRIDE])) count++
    }
  }
  return count
}

const STRIDE = 3

function isCrossed(a: Point | undefined, b: Point | undefined, c: Point | undefined, d: Point | undefined): boolean {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return false
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** Above 0 when a point lies to the left of the line from one to another. */
function side(from: Point, to: Point, { x, y }: Point): number {
  return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
}
