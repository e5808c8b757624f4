import { shortened, textWidth } from '../picture.js'
import { STRONG } from '../widths.js'
import { type Box, together } from './box.js'
import type { Group } from './groups.js'
import { packed, worthHaving } from './packing.js'
import { peopleShapes } from './peopleShapes.js'
import { levelOf, type Plan } from './plan.js'
import { sideBySide } from './seriation.js'

/** A whole map: those who lead the others at the top, regions below them. It is as small as can be for the shape that is wanted. */
export function arranged(group: Group, plan: Plan, aim: { readonly ratio: number; readonly width?: number }): Box {
  const shapes = groupShapes(group, plan, 0)
  const cost = ({ width, height }: Box): number =>
    Math.log(width * height) +
    1.2 * Math.abs(aim.width === undefined ? Math.log(width / height / aim.ratio) : 3 * Math.log(width / aim.width))
  return shapes.reduce((a, b) => (cost(b) < cost(a) ? b : a))
}

function groupShapes(group: Group, plan: Plan, depth: number): readonly Box[] {
  const { metrics } = plan
  const { name } = group
  const parts = group.parts.map(part => groupShapes(part, plan, name === undefined ? depth : depth + 1))
  const own = group.people.map(({ index }) => index)
  // Of those outside all units only the ones who lead stand above the regions; a unit's own people stand above its parts.
  const heads = parts.length === 0 ? [] : name === undefined ? headsOf(own, parts, plan) : own
  const others = own.filter(person => !heads.includes(person))
  const boxes = [...(others.length > 0 ? [peopleShapes(others, plan)] : []), ...parts]
  const style = { gap: { x: metrics.regionGap, y: metrics.regionGap }, levelHeight: metrics.cardHeight + metrics.rowGap, flush: true }
  const inner = boxes.length === 0 ? [] : packed(sideBySide(boxes, plan), style)
  const whole = heads.length === 0 ? inner : under(peopleShapes(heads, plan), inner, metrics.rowGap)
  return name === undefined ? whole : worthHaving(whole.map(box => framed(box, name, plan, depth)))
}

/** Those who lead somebody in a part, or stand above everybody in all of them. */
function headsOf(own: readonly number[], parts: readonly (readonly Box[])[], plan: Plan): number[] {
  const boxes = parts.flatMap(([any]) => any ?? [])
  const inParts = new Set(boxes.flatMap(({ members }) => members()))
  const leading = new Set(plan.reporting.flatMap(({ from, to }) => (inParts.has(from) ? [to] : [])))
  const top = Math.min(...boxes.map(({ level }) => level))
  return own.filter(person => leading.has(person) || levelOf(plan, person) < top)
}

/** The heads in the middle above each of the shapes. */
function under(heads: readonly Box[], shapes: readonly Box[], gap: number): readonly Box[] {
  return shapes.length === 0 ? heads : worthHaving(heads.flatMap(upper => shapes.map(lower => below(upper, lower, gap))))
}

function below(heads: Box, box: Box, gap: number): Box {
  const height = heads.height + gap + box.height
  return {
    width: Math.max(heads.width, box.width),
    height,
    level: Math.min(heads.level, box.level),
    members: () => [...heads.members(), ...box.members()],
    place: (room, drop) => {
      const dropped = Math.max(0, Math.min(drop, room.height - height))
      const top = dropped + heads.height + gap
      return together([
        heads.place({ ...room, y: room.y + dropped, height: heads.height }, 0),
        box.place({ ...room, y: room.y + top, height: room.height - top }, 0),
      ])
    },
  }
}

/** A box in a region with a name. */
function framed(box: Box, name: string, { metrics }: Plan, depth: number): Box {
  const { padding, regionHead, regionSize } = metrics
  const label = textWidth(shortened(name, LONGEST_NAME, regionSize * STRONG), regionSize * STRONG)
  return {
    ...box,
    width: Math.max(box.width, label) + padding * 2,
    height: box.height + regionHead + padding,
    place: (room, drop) => {
      const inside = box.place(
        {
          x: room.x + padding,
          y: room.y + regionHead,
          width: room.width - padding * 2,
          height: room.height - regionHead - padding,
        },
        drop,
      )
      return { cards: inside.cards, regions: [{ ...room, name, depth }, ...inside.regions] }
    },
  }
}

/** A region is made wide enough for its name up to here. */
const LONGEST_NAME = 240
