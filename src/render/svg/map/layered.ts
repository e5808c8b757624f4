import type { Box, Card } from './box.js'
import type { Plan } from './plan.js'
import type { Team } from './teams.js'
import { teamPlaces } from './teamTree.js'

/**
 * Teams that reporting lines hold together, in layers. The layout goes by reporting lines alone; curves of influence would pull people out of
 * their layers.
 */
export function layered(teams: readonly Team[], plan: Plan): Box {
  const { cardWidth, cardHeight } = plan.metrics
  const sizes = teams.map(team => sizeOf(team, plan))
  const corners = teamPlaces(teams, sizes, plan)
  const width = Math.max(...corners.map(({ x }, i) => x + (sizes[i]?.width ?? 0)))
  const height = Math.max(...corners.map(({ y }, i) => y + (sizes[i]?.height ?? 0)))
  const cards = teams.flatMap((team, i) => cardsOf(team, corners[i]?.x ?? 0, corners[i]?.y ?? 0, plan))
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
