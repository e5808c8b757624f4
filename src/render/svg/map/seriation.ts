import type { Box } from './box.js'
import type { Plan } from './plan.js'

/** The boxes in an order in which those with many ties between them stand near to each other; the one that stands highest comes first. */
export function sideBySide(shapes: readonly (readonly Box[])[], { reporting, influence }: Plan): (readonly Box[])[] {
  const boxes = shapes.flatMap(([any]) => any ?? [])
  const home = new Map(boxes.flatMap((box, i) => box.members().map((person): [number, number] => [person, i])))
  const bonds = boxes.map(() => boxes.map(() => 0))
  for (const { from, to } of [...reporting, ...influence]) {
    const [a, b] = [home.get(from), home.get(to)]
    if (a === undefined || b === undefined || a === b) continue
    add(bonds, a, b)
    add(bonds, b, a)
  }
  const order: number[] = []
  const rest = new Set(boxes.map((_, i) => i))
  while (rest.size > 0) {
    const pull = (i: number): number => order.reduce((sum, placed, at) => sum + (bonds[i]?.[placed] ?? 0) / (order.length - at), 0)
    const level = (i: number): number => boxes[i]?.level ?? 0
    const next = [...rest].reduce((a, b) => (pull(b) > pull(a) || (pull(b) === pull(a) && level(b) < level(a)) ? b : a))
    order.push(next)
    rest.delete(next)
  }
  return order.flatMap(i => (shapes[i] === undefined ? [] : [shapes[i]]))
}

function add(bonds: readonly number[][], a: number, b: number): void {
  const row = bonds[a]
  if (row !== undefined) row[b] = (row[b] ?? 0) + 1
}
