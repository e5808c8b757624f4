import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre'
import type { PlanStep } from '../../planSteps.js'
import type { Point } from '../map/paths.js'
import { BOX_WIDTH, type BoxText, boxTextOf } from './boxText.js'
import { withDirectLinks } from './directLinks.js'

/** A move with its place in the picture. */
export interface PlacedStep {
  readonly step: PlanStep
  readonly text: BoxText
  readonly x: number
  readonly y: number
}

/** That a move waits for another: the points that lead from the one to the other, between boxes. */
export interface PlacedLink {
  readonly from: PlacedStep
  readonly to: PlacedStep
  readonly isCritical: boolean
  readonly bends: readonly Point[]
}

/** Moves that wait for one another in ranks from left to right, and those that do not in rows below them. */
export interface PlacedPlan {
  readonly width: number
  readonly height: number
  readonly steps: readonly PlacedStep[]
  readonly links: readonly PlacedLink[]
  /** Where the rows begin; absent where there are none, or nothing but them. */
  readonly apart?: number
}

const GAP = { row: 22, column: 64, way: 16, apart: 46 } as const
/** So many boxes fit into a row at least. */
const LEAST_COLUMNS = 3

/** Gives every move its place: by dagre where it waits for another or another waits for it, otherwise in rows in the order given. */
export function placed(all: readonly PlanStep[]): PlacedPlan {
  const steps = withDirectLinks(all)
  const linked = new Set(steps.flatMap(({ id, after }) => (after.length === 0 ? [] : [id, ...after.map(each => each.id)])))
  const ranks = inRanks(steps.filter(({ id }) => linked.has(id)))
  const others = steps.filter(({ id }) => !linked.has(id))
  const apart = ranks.steps.length > 0 && others.length > 0 ? ranks.height + GAP.apart : undefined
  const columns = Math.max(LEAST_COLUMNS, Math.floor((ranks.width + GAP.column) / (BOX_WIDTH + GAP.column)))
  const rows = inRows(others, columns, apart ?? ranks.height)
  return {
    width: Math.max(ranks.width, ...rows.map(({ x }) => x + BOX_WIDTH)),
    height: Math.max(ranks.height, ...rows.map(({ y, text }) => y + text.height)),
    steps: [...ranks.steps, ...rows],
    links: ranks.links,
    ...(apart !== undefined && { apart }),
  }
}

function inRanks(steps: readonly PlanStep[]): Omit<PlacedPlan, 'apart'> {
  if (steps.length === 0) return { width: 0, height: 0, steps: [], links: [] }
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>()
  graph.setGraph({ rankdir: 'LR', nodesep: GAP.row, ranksep: GAP.column, edgesep: GAP.way })
  const keys = new Map(steps.map(({ id }, i) => [id, `${i}`]))
  const texts = steps.map(boxTextOf)
  for (const [i, { height }] of texts.entries()) graph.setNode(`${i}`, { width: BOX_WIDTH, height })
  const waits = steps.flatMap(({ id, after }) =>
    after.flatMap(({ id: before, isCritical }) => {
      const [from, to] = [keys.get(before), keys.get(id)]
      return from === undefined || to === undefined ? [] : [{ from, to, isCritical }]
    }),
  )
  const ranks = ranksOf(steps)
  const rankOf = (key: string): number => ranks[Number(key)] ?? 0
  // What is critical is drawn straight where that can be.
  for (const { from, to, isCritical } of waits) {
    graph.setEdge(from, to, { weight: isCritical ? 4 : 1, minlen: Math.max(1, rankOf(to) - rankOf(from)) })
  }
  layout(graph)
  const boxes = new Map(
    steps.flatMap((step, i): [string, PlacedStep][] => {
      const text = texts[i]
      const { x = 0, y = 0 } = graph.node(`${i}`)
      return text === undefined ? [] : [[`${i}`, { step, text, x: x - BOX_WIDTH / 2, y: y - text.height / 2 }]]
    }),
  )
  const links = waits.flatMap(({ from, to, isCritical }): PlacedLink[] => {
    const [start, end] = [boxes.get(from), boxes.get(to)]
    return start === undefined || end === undefined
      ? []
      : [{ from: start, to: end, isCritical, bends: bendsOf(graph.edge(from, to).points ?? []) }]
  })
  return fromCorner([...boxes.values()], links)
}

/** How many moves must be done one after another before each, at least those that are shown. */
function ranksOf(steps: readonly PlanStep[]): readonly number[] {
  const ranks = new Map(steps.map(({ id }) => [id, 0]))
  // A report that was stored and changed may have a circle, of which no end would be found.
  for (let round = 0; round < steps.length; round++) {
    for (const { id, after } of steps) {
      const rank = Math.max(0, ...after.map(each => 1 + (ranks.get(each.id) ?? 0)))
      ranks.set(id, Math.min(rank, steps.length))
    }
  }
  return steps.map(({ id }) => ranks.get(id) ?? 0)
}

/** Of the points that dagre gives those in ranks that the way crosses, each as the two ends of a straight piece as long as boxes are wide. */
function bendsOf(points: readonly Point[]): readonly Point[] {
  return points
    .filter((_, i) => i > 0 && i < points.length - 1 && i % 2 === 0)
    .flatMap(({ x, y }) => [
      { x: x - BOX_WIDTH / 2, y },
      { x: x + BOX_WIDTH / 2, y },
    ])
}

/** The same moved so that it begins at 0, with how much room it takes. */
function fromCorner(steps: readonly PlacedStep[], links: readonly PlacedLink[]): Omit<PlacedPlan, 'apart'> {
  const bends = links.flatMap(link => link.bends)
  const left = Math.min(...steps.map(({ x }) => x), ...bends.map(({ x }) => x))
  const top = Math.min(...steps.map(({ y }) => y), ...bends.map(({ y }) => y))
  const moved = new Map(steps.map(box => [box, { ...box, x: box.x - left, y: box.y - top }]))
  const boxes = [...moved.values()]
  return {
    width: Math.max(...boxes.map(({ x }) => x + BOX_WIDTH), ...bends.map(({ x }) => x - left)),
    height: Math.max(...boxes.map(({ y, text }) => y + text.height), ...bends.map(({ y }) => y - top)),
    steps: boxes,
    links: links.map(link => ({
      ...link,
      from: moved.get(link.from) ?? link.from,
      to: moved.get(link.to) ?? link.to,
      bends: link.bends.map(({ x, y }) => ({ x: x - left, y: y - top })),
    })),
  }
}

function inRows(steps: readonly PlanStep[], columns: number, top: number): PlacedStep[] {
  const boxes: PlacedStep[] = []
  let y = top
  for (let first = 0; first < steps.length; first += columns) {
    const row = steps.slice(first, first + columns).map(step => ({ step, text: boxTextOf(step) }))
    boxes.push(...row.map(({ step, text }, i) => ({ step, text, x: i * (BOX_WIDTH + GAP.column), y })))
    y += Math.max(...row.map(({ text }) => text.height)) + GAP.row
  }
  return boxes
}
