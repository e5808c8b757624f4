import { type Bezier, bezier, lengthOf, pointAt, pointsOf } from './bezier.js'
import type { Card, Ground, Rect } from './box.js'
import { at, crossings, type Point } from './paths.js'
import { type End, type Port, portAt, portsOf, SIDES } from './ports.js'
import type { DrawnTie } from './reportingLines.js'
import type { MapTie } from './shown.js'

/**
 * Ties as Bezier curves from card to card, with an arrow head of a length where it is above 0. Of all sides of cards and bows that a curve
 * could take, it takes those with which it is short, passes under few cards and names, and crosses few of the curves before it.
 */
export function curves(ties: readonly MapTie[], ground: Ground, head: (tie: MapTie) => number): DrawnTie[] {
  const courses = coursesOf(ties, ground)
  const ports = portsOf(courses.flatMap(({ start, end }) => [start, end]))
  return courses.flatMap(({ tie, start, end, near }): DrawnTie[] => {
    const [from, to] = [ports.get(start), ports.get(end)]
    if (from === undefined || to === undefined) return []
    const bow = cheapest(BOWS, each => costOf(pointsOf(curveBetween([from, to], each)), near, ground) + BENT * Math.abs(each))
    return [{ tie, path: drawn(curveBetween([from, to], bow), head(tie)) }]
  })
}

/** How far to the side the handles of a curve are pushed, the straightest first. */
const BOWS = [0, 40, -40, 90, -90, 160, -160, 240, -240]

/** From which side of a card a tie goes to which, and what stands in between. */
interface Course {
  readonly tie: MapTie
  readonly start: End
  readonly end: End
  readonly near: Obstacles
}

const SIDES_OF_BOTH = SIDES.flatMap(start => SIDES.map(end => ({ start, end })))

function coursesOf(ties: readonly MapTie[], ground: Ground): Course[] {
  const byIndex = new Map(ground.cards.map(card => [card.index, card]))
  const before: Point[][] = []
  const crowd = new Map<string, number>()
  return ties.flatMap((tie): Course[] => {
    const [from, to] = [byIndex.get(tie.from), byIndex.get(tie.to)]
    if (from === undefined || to === undefined) return []
    const near = nearTo(from, to, ground)
    const ways = SIDES_OF_BOTH.flatMap(({ start, end }) =>
      [0, 60, -60].map(bow => {
        const points = pointsOf(curveBetween([portAt(from, start, 0.5), portAt(to, end, 0.5)], bow))
        return { start, end, points, base: costOf(points, near, ground) + BENT * Math.abs(bow) }
      }),
    )
    const least = Math.min(...ways.map(({ base }) => base))
    const best = cheapest(
      // What is far dearer by itself cannot become the cheapest.
      ways.filter(({ base }) => base < least + UNDER_CARD * 2),
      ({ start, end, points, base }) =>
        base +
        CROSSING * before.reduce((sum, other) => sum + crossings(points, other), 0) +
        CROWD * ((crowd.get(`${tie.from} ${start}`) ?? 0) + (crowd.get(`${tie.to} ${end}`) ?? 0)),
    )
    before.push(best.points)
    for (const key of [`${tie.from} ${best.start}`, `${tie.to} ${best.end}`]) crowd.set(key, 1 + (crowd.get(key) ?? 0))
    return [{ tie, start: { card: from, side: best.start, other: to }, end: { card: to, side: best.end, other: from }, near }]
  })
}

/** What passes under a card costs as much as so long a way round, since it looks as if it began and ended there; to leave the map as well. */
const UNDER_CARD = 280
const UNDER_NAME = 120
/** What it costs to push the handles to the side. */
const BENT = 1.5
/** What a crossing of two curves costs. */
const CROSSING = 45
/** What each curve costs that is at a side already. */
const CROWD = 30

function cheapest<Item>(items: readonly Item[], cost: (item: Item) => number): Item {
  return items.map(item => ({ item, cost: cost(item) })).reduce((best, each) => (each.cost < best.cost ? each : best)).item
}

/** What is so near to two cards that a curve between them can come there; of these two, what lies inside. */
function nearTo(one: Card, other: Card, { cards, names }: Ground): Obstacles {
  const left = Math.min(one.x, other.x) - FAR
  const right = Math.max(one.x + one.width, other.x + other.width) + FAR
  const top = Math.min(one.y, other.y) - FAR
  const bottom = Math.max(one.y + one.height, other.y + other.height) + FAR
  const isNear = ({ x, y, width, height }: Rect): boolean => x < right && x + width > left && y < bottom && y + height > top
  return {
    cards: cards.filter(isNear).map(card => (card === one || card === other ? inside(card) : card)),
    names: names.filter(isNear),
  }
}

interface Obstacles {
  readonly cards: readonly Rect[]
  readonly names: readonly Rect[]
}

const FAR = 200

function inside({ x, y, width, height }: Card): Rect {
  return { x: x + 6, y: y + 6, width: width - 12, height: height - 12 }
}

function costOf(points: readonly Point[], { cards, names }: Obstacles, { width, height }: Ground): number {
  const outside = points.filter(({ x, y }) => x < 2 || y < -OVER || x > width - 2 || y > height - 2).length
  const hits = (places: readonly Rect[]): number => places.filter(place => points.some(point => isIn(point, place))).length
  return lengthOf(points) + UNDER_CARD * (hits(cards) + outside) + UNDER_NAME * hits(names)
}

/** So far above the map a curve may go. */
const OVER = 16

function isIn(point: Point, { x, y, width, height }: Rect): boolean {
  return point.x > x - 2 && point.x < x + width + 2 && point.y > y - 2 && point.y < y + height + 2
}

function curveBetween([start, end]: readonly [Port, Port], bow: number): Bezier {
  const far = Math.hypot(end.x - start.x, end.y - start.y)
  const handle = ({ x, y, outX, outY }: Port, other: Port): Point => {
    // The less a curve goes the way that it leaves by, the shorter it goes it, or it would curl.
    const along = Math.max(0, (other.x - x) * outX + (other.y - y) * outY)
    const reach = Math.max(20, Math.min(along * 0.34 + far * 0.12, 170))
    return { x: x + outX * reach + Math.abs(outY) * bow, y: y + outY * reach + Math.abs(outX) * bow }
  }
  return bezier(start, handle(start, end), handle(end, start), { x: end.x + end.outX * CLEAR, y: end.y + end.outY * CLEAR })
}

/** Between the tip of an arrow and the card. */
const CLEAR = 2.5

/** The curve and, at its end, the two strokes of an arrow head: one path, which takes a colour as one. */
function drawn(curve: Bezier, head: number): string {
  const { start, leave, arrive, end } = curve
  const line = `M${at(start)}C${at(leave)} ${at(arrive)} ${at(end)}`
  if (head === 0) return line
  const back = pointAt(curve, 1 - Math.min(0.2, head / Math.max(1, Math.hypot(end.x - start.x, end.y - start.y))))
  const angle = Math.atan2(end.y - back.y, end.x - back.x)
  const barb = (turn: number): Point => ({ x: end.x - head * Math.cos(angle + turn), y: end.y - head * Math.sin(angle + turn) })
  return `${line}M${at(barb(HALF_ANGLE))}L${at(end)}L${at(barb(-HALF_ANGLE))}`
}

const HALF_ANGLE = 0.5
