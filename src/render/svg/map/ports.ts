import type { Card } from './box.js'
import type { Point } from './paths.js'
import type { MapTie } from './shown.js'

/** Where a curve leaves or meets a card, and which way is out of it. */
export interface Port extends Point {
  readonly outX: number
  readonly outY: number
}

type Side = 'top' | 'bottom' | 'left' | 'right'

interface End {
  readonly card: Card
  readonly side: Side
  /** Where the other end is: curves beside each other do not cross when they are in its order. */
  readonly other: Card
  readonly key: string
}

/** The ports of ties, by `from` and by `to`: spread over the sides of cards, in the order in which they go. */
export function portsOf(ties: readonly MapTie[], cards: ReadonlyMap<number, Card>): (tie: MapTie) => readonly [Port, Port] | undefined {
  const ends = ties.flatMap((tie): End[] => {
    const [from, to] = [cards.get(tie.from), cards.get(tie.to)]
    if (from === undefined || to === undefined) return []
    const [start, end] = sidesOf(from, to, cards)
    return [
      { card: from, side: start, other: to, key: `${tie.from} ${tie.to} from` },
      { card: to, side: end, other: from, key: `${tie.from} ${tie.to} to` },
    ]
  })
  const sides = new Map<string, End[]>()
  for (const end of ends) sides.set(`${end.card.index} ${end.side}`, [...(sides.get(`${end.card.index} ${end.side}`) ?? []), end])
  const ports = new Map<string, Port>()
  for (const side of sides.values()) {
    const along = ({ side: which, other }: End): number => (which === 'top' || which === 'bottom' ? middle(other).x : middle(other).y)
    const ordered = [...side].sort((a, b) => along(a) - along(b))
    ordered.forEach((end, i) => {
      ports.set(end.key, portAt(end, (i + 1) / (ordered.length + 1)))
    })
  }
  return ({ from, to }) => {
    const [start, end] = [ports.get(`${from} ${to} from`), ports.get(`${from} ${to} to`)]
    return start === undefined || end === undefined ? undefined : [start, end]
  }
}

/** Up to who stands above, down to who stands below, and across or over the top to who stands beside. */
function sidesOf(from: Card, to: Card, cards: ReadonlyMap<number, Card>): readonly [Side, Side] {
  const down = to.y - from.y
  if (down > from.height / 2) return ['bottom', 'top']
  if (down < -from.height / 2) return ['top', 'bottom']
  const [left, right] = from.x < to.x ? [from, to] : [to, from]
  const isBetween = ({ x, y, height }: Card): boolean => x > left.x && x < right.x && y < left.y + height && y + height > left.y
  if ([...cards.values()].some(isBetween)) return ['top', 'top']
  return from.x < to.x ? ['right', 'left'] : ['left', 'right']
}

/** At a share of a side, a little off its middle, where reporting lines are, and off its corners. */
function portAt({ card: { x, y, width, height }, side }: End, share: number): Port {
  if (side === 'left' || side === 'right') {
    return { x: side === 'left' ? x : x + width, y: y + height * (0.2 + 0.6 * share), outX: side === 'left' ? -1 : 1, outY: 0 }
  }
  const wanted = width * (0.1 + 0.8 * share)
  const off = wanted - width / 2
  const along = Math.abs(off) < FROM_MIDDLE ? width / 2 + (off < 0 ? -FROM_MIDDLE : FROM_MIDDLE) : wanted
  return { x: x + along, y: side === 'top' ? y : y + height, outX: 0, outY: side === 'top' ? -1 : 1 }
}

const FROM_MIDDLE = 9

function middle({ x, y, width, height }: Card): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
