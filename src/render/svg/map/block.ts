import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre'
import type { Box, Card } from './box.js'
import type { Metrics } from './metrics.js'
import type { MapTie } from './shown.js'

/** What a layout of people goes by. */
export interface Plan {
  readonly metrics: Metrics
  readonly levels: ReadonlyMap<number, number>
  readonly reporting: readonly MapTie[]
  readonly influence: readonly MapTie[]
}

/**
 * People in layers by their reporting lines, laid out by dagre. Those of one manager who lead nobody stand together in rows as one node of
 * the graph, so that no layer becomes wider than can be read.
 */
export function peopleBox(people: readonly number[], plan: Plan): Box {
  const { metrics } = plan
  const nodes = nodesOf(people, plan)
  const level = Math.min(...people.map(person => levelOf(plan, person)))
  const { cards, width, height } = laidOut(nodes, plan)
  return {
    width,
    height,
    level,
    members: () => people,
    place: (room, drop) => {
      const dx = room.x + (room.width - width) / 2
      const dy = room.y + Math.max(0, Math.min(drop, room.height - height))
      return {
        cards: cards.map(({ index, x, y }) => ({
          index,
          x: x + dx,
          y: y + dy,
          width: metrics.cardWidth,
          height: metrics.cardHeight,
        })),
        regions: [],
      }
    },
  }
}

/** People who stand together in rows: one who leads others, or several of one manager who lead nobody. */
interface Node {
  readonly people: readonly number[]
  readonly columns: number
  readonly level: number
}

function nodesOf(people: readonly number[], plan: Plan): Node[] {
  const within = new Set(people)
  const inside = plan.reporting.filter(({ from, to }) => within.has(from) && within.has(to))
  const leading = new Set(inside.map(({ to }) => to))
  const managers = new Map([...inside].reverse().map(({ from, to }) => [from, to]))
  const teams = new Map<string, number[]>()
  for (const person of people) {
    const key = leading.has(person) ? `leads ${person}` : `${levelOf(plan, person)} below ${managers.get(person) ?? 'nobody'}`
    teams.set(key, [...(teams.get(key) ?? []), person])
  }
  return [...teams.values()].map(team => {
    return { people: team, columns: columnsFor(team.length, plan.metrics), level: levelOf(plan, team[0] ?? 0) }
  })
}

/** One row for a few; for more, about as wide as high, and the last row filled as far as can be. */
function columnsFor(count: number, { rowOf, cardWidth, cardHeight, columnGap, teamGap }: Metrics): number {
  if (count <= rowOf) return count
  const square = Math.sqrt((count * (cardHeight + teamGap)) / (cardWidth + columnGap))
  const rows = Math.ceil(count / Math.max(2, Math.round(square * WIDER)))
  return Math.ceil(count / rows)
}

/** Rather wide than high: pages and screens are. */
const WIDER = 1.2

function laidOut(nodes: readonly Node[], plan: Plan): { cards: Pick<Card, 'index' | 'x' | 'y'>[]; width: number; height: number } {
  const { metrics } = plan
  const across = metrics.cardWidth + metrics.columnGap
  const down = metrics.cardHeight + metrics.teamGap
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>()
  graph.setGraph({ nodesep: metrics.columnGap, ranksep: metrics.rowGap, edgesep: 0, rankalign: 'top' })
  graph.setNode('top', { width: 0, height: 0 })
  const nodeOf = new Map<number, string>()
  const ranks = [...new Set(nodes.map(({ level }) => level))].sort((a, b) => a - b)
  nodes.forEach(({ people: team, columns, level }, i) => {
    const rows = Math.ceil(team.length / columns)
    graph.setNode(`${i}`, { width: columns * across - metrics.columnGap, height: rows * down - metrics.teamGap })
    for (const person of team) nodeOf.set(person, `${i}`)
    // Whoever reports to nobody here hangs from a top that is not drawn, as far below it as their level says.
    graph.setEdge('top', `${i}`, { minlen: ranks.indexOf(level) + 1, weight: 0 })
  })
  for (const { from, to } of plan.reporting) {
    const [upper, lower] = [nodeOf.get(to), nodeOf.get(from)]
    const length = ranks.indexOf(levelOf(plan, from)) - ranks.indexOf(levelOf(plan, to))
    if (upper === undefined || lower === undefined || length < 1) continue
    graph.setEdge(upper, lower, { minlen: length, weight: 1 })
    if (graph.hasEdge('top', lower)) graph.removeEdge('top', lower)
  }
  layout(graph)
  const corners = nodes.map(({ people: team, columns }, i) => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(`${i}`)
    return { team, columns, left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
  })
  const left = Math.min(...corners.map(corner => corner.left))
  const top = Math.min(...corners.map(corner => corner.top))
  return {
    cards: corners.flatMap(corner =>
      corner.team.map((index, i) => ({
        index,
        x: corner.left - left + (i % corner.columns) * across,
        y: corner.top - top + Math.floor(i / corner.columns) * down,
      })),
    ),
    width: Math.max(...corners.map(corner => corner.right)) - left,
    height: Math.max(...corners.map(corner => corner.bottom)) - top,
  }
}

export function levelOf({ levels }: Pick<Plan, 'levels'>, person: number): number {
  return levels.get(person) ?? 0
}
