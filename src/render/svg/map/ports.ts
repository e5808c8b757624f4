import type { Card } from './box.js'
import type { Point } from './paths.js'

/** Where a curve leaves or meets a card, and which way is out of it. */
export interface Port extends Point {
  readonly outX: number
  readonly outY: number
}

/** A side of a card. */
export type Side = 'top' | 'bottom' | 'left' | 'right'

export const SIDES: readonly Side[] = ['top', 'bottom', 'left', 'right']

/** The end of a tie at a side of a card. */
export interface End {
  readonly card: Card
  readonly side: Side
  /** Where the other end is. */
  readonly other: Card
}

/** The ports of ends: those of one side are spread over it in the order of where they go, so that they do not cross at once. */
export function portsOf(ends: readonly End[]): ReadonlyMap<End, Port> {
  const sides = new Map<string, End[]>()
  for (const end of ends) sides.set(`${end.card.index} ${end.side}`, [...(sides.get(`${end.card.index} ${end.side}`) ?? []), end])
  return new Map(
    [...sides.values()].flatMap(side => {
      const ordered = [...side].sort((a, b) => alongOf(a) - alongOf(b))
      return ordered.map((end, i): [End, Port] => [end, portAt(end.card, end.side, (i + 1) / (ordered.length + 1))])
    }),
  )
}

function alongOf({ side, other: { x, y, width, height } }: End): number {
  return side === 'top' || side === 'bottom' ? x + width / 2 : y + height / 2
}

/** At a share of a side: a little off its middle, where reporting lines are, and off its corners. */
export function portAt({ x, y, width, height }: Card, side: Side, share: number): Port {
  if (side === 'left' || side === 'right') {
    return { x: side === 'left' ? x : x + width, y: y + height * (0.2 + 0.6 * share), outX: side === 'left' ? -1 : 1, outY: 0 }
  }
  const wanted = width * (0.1 + 0.8 * share)
  const off = wanted - width / 2
  const along = Math.abs(off) < FROM_MIDDLE ? width / 2 + (off < 0 ? -FROM_MIDDLE : FROM_MIDDLE) : wanted
  return { x: x + along, y: side === 'top' ? y : y + height, outX: 0, outY: side === 'top' ? -1 : 1 }
}

const FROM_MIDDLE = 14
