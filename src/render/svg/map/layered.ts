import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre'
import type { Box, Card } from './box.js'
import { levelOf, type Plan } from './plan.js'
import type { Team } from './teams.js'

/**
 * Teams that reporting lines hold together, in layers, laid out by dagre. It is fed with reporting lines alone; curves of influence would
 * pull people out of their layers.
 */
export function layered(teams: readonly Team[], plan: Plan): Box {
  const { cardWidth, cardHeight } = plan.metrics
  const corners = cornersOf(teams, plan)
  const left = Math.min(...corners.map(corner => corner.x))
  const top = Math.min(...corners.map(corner => corner.y))
  const width = Math.max(...corners.map(corner => corner.x + corner.width)) - left
  const height = Math.max(...corners.map(corner => corner.y + corner.height)) - top
  const cards = teams.flatMap((team, i) => cardsOf(team, (corners[i]?.x ?? 0) - left, (corners[i]?.y ?? 0) - top, plan))
  return {
    width,
    height,
    level: Math.min(...teams.map(({ level }) => level)),
    members: () => teams.flatMap(({ people }) => people),
    place: (room, drop) => {
      const dx = room.x + (room.width - width) / 2
      const dy = room.y + Math.max(0, Math.min(drop, room.height - height))
      return { cards: cards.map(({ index, x, y }) => ({ index, x: x + dx, y: y + dy, width: cardWidth, height: cardHeight })), regions: [] }
    },
  }
}

function cornersOf(teams: readonly Team[], plan: Plan): { x: number; y: number; width: number; height: number }[] {
  const { columnGap, rowGap } = plan.metrics
  const sizes = teams.map(team => sizeOf(team, plan))
  if (teams.length === 1) return sizes.map(size => ({ x: 0, y: 0, ...size }))
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>()
  graph.setGraph({ nodesep: columnGap, ranksep: rowGap, rankalign: 'top' })
  const home = new Map(teams.flatMap(({ people }, i) => people.map((person): [number, string] => [person, `${i}`])))
  for (const [i, size] of sizes.entries()) graph.setNode(`${i}`, { ...size })
  const layers = [...new Set(teams.map(({ level }) => level))].sort((a, b) => a - b)
  for (const { from, to } of plan.reporting) {
    const [upper, lower] = [home.get(to), home.get(from)]
    const minlen = layers.indexOf(levelOf(plan, from)) - layers.indexOf(levelOf(plan, to))
    if (upper !== undefined && lower !== undefined && minlen > 0) graph.setEdge(upper, lower, { minlen })
  }
  layout(graph)
  return sizes.map(({ width, height }, i) => {
    const { x = 0, y = 0 } = graph.node(`${i}`)
    return { x: x - width / 2, y: y - height / 2, width, height }
  })
}

function sizeOf(
  { people, columns }: Team,
  { metrics: { cardWidth, cardHeight, columnGap, teamGap } }: Plan,
): { width: number; height: number } {
  const rows = Math.ceil(people.length / columns)
  return { width: columns * (cardWidth + columnGap) - columnGap, height: rows * (cardHeight + teamGap) - teamGap }
}

function cardsOf({ people, columns }: Team, x: number, y: number, { metrics }: Plan): Pick<Card, 'index' | 'x' | 'y'>[] {
  const across = metrics.cardWidth + metrics.columnGap
  const down = metrics.cardHeight + metrics.teamGap
  return people.map((index, i) => ({ index, x: x + (i % columns) * across, y: y + Math.floor(i / columns) * down }))
}
