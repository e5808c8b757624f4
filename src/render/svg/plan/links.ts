import { curveBumpX, line } from 'd3-shape'
import { element, type Markup } from '../../../support/markup.js'
import { at, type Point } from '../map/paths.js'
import { round } from '../picture.js'
import { POINT } from './box.js'
import { BOX_WIDTH } from './boxText.js'
import type { PlacedLink, PlacedPlan, PlacedStep } from './placed.js'

/** The arrows from moves to what waits for them, those that are critical last, so that they lie on top. */
export function planLinks({ links }: PlacedPlan): Markup[] {
  const [starts, ends] = [portsOf(links, 'from', 'to'), portsOf(links, 'to', 'from')]
  return [...links]
    .sort((a, b) => Number(a.isCritical) - Number(b.isCritical))
    .map(link => arrow(link, starts.get(link) ?? 0, ends.get(link) ?? 0))
}

/** How far apart arrows leave a box, or come to it. */
const APART = 14

/** At which height each arrow leaves its box, or comes to it, in the order of where they lead, so that none crosses another there. */
function portsOf(links: readonly PlacedLink[], at: 'from' | 'to', other: 'from' | 'to'): ReadonlyMap<PlacedLink, number> {
  const byBox = new Map<PlacedStep, PlacedLink[]>()
  for (const link of links) byBox.set(link[at], [...(byBox.get(link[at]) ?? []), link])
  return new Map(
    [...byBox].flatMap(([{ y, text }, own]) => {
      const next = (link: PlacedLink): number => (at === 'from' ? link.bends.at(0) : link.bends.at(-1))?.y ?? middleOf(link[other])
      const inOrder = [...own].sort((a, b) => next(a) - next(b))
      const apart = Math.min(APART, (text.height - 24) / inOrder.length)
      return inOrder.map((link, i): [PlacedLink, number] => [link, y + text.height / 2 + (i - (inOrder.length - 1) / 2) * apart])
    }),
  )
}

function middleOf({ y, text }: PlacedStep): number {
  return y + text.height / 2
}

/** Between the tip of an arrow and the box. */
const CLEAR = 2.5
const HEAD = 8

function arrow({ from, to, isCritical, bends }: PlacedLink, startY: number, endY: number): Markup {
  const out = from.step.isMilestone ? POINT : 0
  const into = to.step.isMilestone ? POINT : 0
  const start = { x: from.x + BOX_WIDTH + out, y: startY }
  const end = { x: to.x - into - CLEAR, y: endY }
  const back = { x: end.x - (isCritical ? HEAD + 3 : HEAD), y: end.y }
  const kind = isCritical ? ' an-hot' : from.step.state === 'dropped' ? ' an-lost' : ''
  return element(
    'g',
    {},
    element('path', { class: `an-link${kind}`, d: way([start, ...bends, back]) }),
    element('path', {
      class: `an-head${kind}`,
      d: `M${at(end)}L${at({ x: back.x, y: end.y - half(isCritical) })}V${round(end.y + half(isCritical))}Z`,
    }),
  )
}

function half(isCritical: boolean): number {
  return isCritical ? 6 : 4
}

const WAY = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
)
  .curve(curveBumpX)
  .digits(2)

/** A curve through points that leaves and reaches each of them level. */
function way(points: readonly Point[]): string {
  return WAY(points) ?? ''
}
