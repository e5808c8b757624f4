import { type Box, together } from './box.js'

/** How boxes are put together. */
export interface PackingStyle {
  /** Between boxes side by side, and between one and the one below it. */
  readonly gap: { readonly x: number; readonly y: number }
  /** What a level takes from top to bottom: side by side, boxes are dropped by it as far as there is room. */
  readonly levelHeight: number
  /** Whether room that is left over goes to the boxes, so that their edges are flush; otherwise they stay together in the middle. */
  readonly flush: boolean
}

/**
 * The ways worth having to put boxes together, each given in several shapes, in their order: any nesting of rows and columns, where what
 * stands above begins at no lower level. Of two ways, none is both wider and higher than the other.
 *
 * @see L. Stockmeyer, "Optimal orientations of cells in slicing floorplan designs", Information and Control 57 (1983), for the shapes of a
 * whole from those of its parts
 */
export function packed(boxes: readonly (readonly Box[])[], style: PackingStyle): readonly Box[] {
  if (boxes.length <= MOST_AT_ONCE) return packedAtOnce(boxes, style)
  const size = Math.ceil(boxes.length / Math.ceil(boxes.length / MOST_AT_ONCE))
  const groups = Array.from({ length: Math.ceil(boxes.length / size) }, (_, i) => boxes.slice(i * size, (i + 1) * size))
  return packed(
    groups.map(group => packedAtOnce(group, style)),
    style,
  )
}

/** The work grows with the third power. */
const MOST_AT_ONCE = 11

function packedAtOnce(boxes: readonly (readonly Box[])[], style: PackingStyle): readonly Box[] {
  const known = new Map<number, readonly Box[]>()
  const range = (from: number, to: number): readonly Box[] => known.get(from * boxes.length + to) ?? []
  for (const [i, shapes] of boxes.entries()) known.set(i * boxes.length + i, shapes)
  for (let length = 2; length <= boxes.length; length++) {
    for (let from = 0; from + length <= boxes.length; from++) {
      const to = from + length - 1
      const ways: Box[] = []
      for (let cut = from; cut < to; cut++) {
        for (const one of range(from, cut)) {
          for (const other of range(cut + 1, to)) {
            ways.push(beside(one, other, style))
            if (one.level <= other.level) ways.push(above(one, other, style))
          }
        }
      }
      known.set(from * boxes.length + to, worthHaving(ways))
    }
  }
  return range(0, boxes.length - 1)
}

/** Those of which no other is narrower and lower; a few of them, if they are many. */
export function worthHaving(ways: readonly Box[]): readonly Box[] {
  const kept: Box[] = []
  for (const way of [...ways].sort((a, b) => a.width - b.width || a.height - b.height)) {
    if (way.height < (kept[kept.length - 1]?.height ?? Number.POSITIVE_INFINITY)) kept.push(way)
  }
  const step = Math.max(1, (kept.length - 1) / (MOST_SHAPES - 1))
  return kept.length <= MOST_SHAPES ? kept : Array.from({ length: MOST_SHAPES }, (_, i) => kept[Math.round(i * step)] ?? []).flat()
}

const MOST_SHAPES = 12

/** One box beside the other. */
function beside(left: Box, right: Box, { gap: { x: gap }, levelHeight, flush }: PackingStyle): Box {
  const level = Math.min(left.level, right.level)
  const width = left.width + gap + right.width
  return {
    width,
    height: Math.max(left.height, right.height),
    level,
    members: () => [...left.members(), ...right.members()],
    place: (room, drop) => {
      const more = room.width - width
      const first = left.width + (flush ? (more * left.width) / (left.width + right.width) : 0)
      const second = flush ? room.width - first - gap : right.width
      const x = room.x + (flush ? 0 : more / 2)
      const dropOf = (box: Box): number => drop + (box.level - level) * levelHeight
      return together([
        left.place({ ...room, x, width: first }, dropOf(left)),
        right.place({ ...room, x: x + first + gap, width: second }, dropOf(right)),
      ])
    },
  }
}

/** One box above the other. */
function above(upper: Box, lower: Box, { gap: { y: gap }, flush }: PackingStyle): Box {
  const height = upper.height + gap + lower.height
  return {
    width: Math.max(upper.width, lower.width),
    height,
    level: upper.level,
    members: () => [...upper.members(), ...lower.members()],
    place: (room, drop) => {
      const more = room.height - height
      const y = room.y + (flush ? 0 : Math.max(0, Math.min(drop, more)))
      const first = upper.height + (flush ? (more * upper.height) / (upper.height + lower.height) : 0)
      const second = flush ? room.height - first - gap : lower.height
      return together([upper.place({ ...room, y, height: first }, 0), lower.place({ ...room, y: y + first + gap, height: second }, 0)])
    },
  }
}
