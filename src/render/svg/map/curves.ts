import type { Card, Rect } from './box.js'
import { at, type Point } from './paths.js'
import { type Port, portsOf } from './ports.js'
import type { DrawnTie } from './reportingLines.js'
import type { MapTie } from './shown.js'

/** How curves are drawn. */
export interface CurveStyle {
  /** Whether they end in an arrow head. */
  readonly arrow: boolean
  readonly headLength: (tie: MapTie) => number
}

/**
 * Ties as Bezier curves from card to card. Of several bows that a curve could take, it takes the one that passes under the fewest cards and
 * names.
 */
export function curves(ties: readonly MapTie[], cards: readonly Card[], obstacles: readonly Rect[], style: CurveStyle): DrawnTie[] {
  const ports = portsOf(ties, new Map(cards.map(card => [card.index, card])))
  return ties.flatMap((tie): DrawnTie[] => {
    const ends = ports(tie)
    if (ends === undefined) return []
    const others = [...cards.filter(({ index }) => index !== tie.from && index !== tie.to), ...obstacles]
    const curve = BOWS.map(bow => curveBetween(ends, bow)).reduce((a, b) => (hits(b, others) < hits(a, others) ? b : a))
    return [{ tie, path: drawn(curve, style.arrow ? style.headLength(tie) : 0) }]
  })
}

/** How far to the side the handles of a curve are pushed, the straightest first. */
const BOWS = [0, 50, -50, 110, -110, 190, -190]

interface Curve {
  readonly start: Point
  readonly leave: Point
  readonly arrive: Point
  readonly end: Point
}

function curveBetween([start, end]: readonly [Port, Port], bow: number): Curve {
  const far = start.outX !== 0 || start.outY === end.outY ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y)
  const reach = Math.max(22, Math.min(start.outY === end.outY && start.outX === 0 ? 20 + far * 0.16 : far * 0.5, 150))
  const tip = { x: end.x + end.outX * CLEAR, y: end.y + end.outY * CLEAR }
  return {
    start,
    leave: {
      x: start.x + start.outX * reach + (start.outX === 0 ? bow : 0),
      y: start.y + start.outY * reach + (start.outX === 0 ? 0 : bow / 3),
    },
    arrive: { x: end.x + end.outX * reach + (end.outX === 0 ? bow : 0), y: end.y + end.outY * reach + (end.outX === 0 ? 0 : bow / 3) },
    end: tip,
  }
}

/** Between the tip of an arrow and the card. */
const CLEAR = 2.5

/** Over how many of the places that stand in its way a curve passes. */
function hits(curve: Curve, others: readonly Rect[]): number {
  const points = STEPS.map(share => pointAt(curve, share))
  return others.filter(({ x, y, width, height }) =>
    points.some(p => p.x > x - 2 && p.x < x + width + 2 && p.y > y - 2 && p.y < y + height + 2),
  ).length
}

const STEPS = Array.from({ length: 23 }, (_, i) => (i + 1) / 24)

function pointAt({ start, leave, arrive, end }: Curve, t: number): Point {
  const s = 1 - t
  const mix = (a: number, b: number, c: number, d: number): number => s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
  return { x: mix(start.x, leave.x, arrive.x, end.x), y: mix(start.y, leave.y, arrive.y, end.y) }
}

/** The curve and, at its end, the two strokes of an arrow head: one path, which takes a colour as one. */
function drawn(curve: Curve, head: number): string {
  const { start, leave, arrive, end } = curve
  const line = `M${at(start)}C${at(leave)} ${at(arrive)} ${at(end)}`
  if (head === 0) return line
  const back = pointAt(curve, 1 - Math.min(0.2, head / Math.max(1, Math.hypot(end.x - start.x, end.y - start.y))))
  const angle = Math.atan2(end.y - back.y, end.x - back.x)
  const barb = (turn: number): Point => ({ x: end.x - head * Math.cos(angle + turn), y: end.y - head * Math.sin(angle + turn) })
  return `${line}M${at(barb(HALF_ANGLE))}L${at(end)}L${at(barb(-HALF_ANGLE))}`
}

const HALF_ANGLE = 0.5
