import type { Card, Ground, Rect } from './box.js'
import type { Metrics } from './metrics.js'
import { type Point, roundedLine } from './paths.js'
import type { MapTie } from './shown.js'

/** A tie with its way through the picture. */
export interface DrawnTie {
  readonly tie: MapTie
  readonly path: string
}

/**
 * Reporting lines: down from the manager, along a bus in the gap below, and through gaps between cards down to whoever reports. All lines of
 * a manager share their bus; buses of neighbours lie at different heights.
 */
export function reportingLines(ties: readonly MapTie[], { cards, names }: Ground, metrics: Metrics): DrawnTie[] {
  const byIndex = new Map(cards.map(card => [card.index, card]))
  const lanes = lanesOf(ties, byIndex)
  return ties.flatMap((tie): DrawnTie[] => {
    const [manager, report] = [byIndex.get(tie.to), byIndex.get(tie.from)]
    if (manager === undefined || report === undefined) return []
    const lane = metrics.rowGap * (0.34 + 0.13 * (lanes.get(tie.to) ?? 0))
    return [{ tie, path: roundedLine(way(manager, report, [...cards, ...names], lane, metrics), CORNER) }]
  })
}

const CORNER = 6

/** One of three heights for the bus of every manager, so that those of neighbours do not run into each other. */
function lanesOf(ties: readonly MapTie[], cards: ReadonlyMap<number, Card>): Map<number, number> {
  const managers = [...new Set(ties.map(({ to }) => to))].flatMap(index => cards.get(index) ?? [])
  managers.sort((a, b) => a.y - b.y || a.x - b.x)
  return new Map(managers.map(({ index }, i) => [index, i % 3]))
}

function way(
  manager: Card,
  report: Card,
  places: readonly Rect[],
  lane: number,
  { columnGap, rowGap, regionHead, regionGap }: Metrics,
): Point[] {
  const start = { x: manager.x + manager.width / 2, y: manager.y + manager.height }
  const bus = start.y + lane
  const top = { x: report.x + report.width / 2, y: report.y }
  const others = places.filter(place => place !== manager && place !== report)
  const isFree = (x: number, low: number, high: number): boolean =>
    others.every(({ x: left, y, width, height }) => x < left - 2 || x > left + width + 2 || high < y || low > y + height)
  if (top.y > bus && isFree(top.x, bus, top.y)) return [start, { x: start.x, y: bus }, { x: top.x, y: bus }, top]
  const gutter = report.x - columnGap / 2
  const side = { x: report.x, y: report.y + report.height / 2 }
  // Whoever stands in a lower row of a team is reached from the side, through the gap between two columns.
  if (top.y <= bus || isFree(gutter, bus, side.y))
    return [start, { x: start.x, y: bus }, { x: gutter, y: bus }, { x: gutter, y: side.y }, side]
  // The way to the side goes between two regions, and not through the name of one.
  const outside = top.y - regionHead - regionGap / 2
  const above = outside > bus && isFree(top.x, outside, top.y) ? outside : top.y - rowGap * 0.3
  const gaps = others.flatMap(({ x, width }) => [x - columnGap / 2, x + width + columnGap / 2]).filter(x => isFree(x, bus, above))
  const corridor = gaps.reduce((a, b) => (Math.abs(b - top.x) < Math.abs(a - top.x) ? b : a), gaps[0] ?? gutter)
  return [start, { x: start.x, y: bus }, { x: corridor, y: bus }, { x: corridor, y: above }, { x: top.x, y: above }, top]
}
