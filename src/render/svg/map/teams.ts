import type { Metrics } from './metrics.js'
import { levelOf, type Plan } from './plan.js'

/** People who stand together in rows: somebody who leads others, or several of one manager who lead nobody. */
export interface Team {
  readonly people: readonly number[]
  readonly columns: number
  readonly level: number
}

/** How teams are tried to stand: up to so many in one row, or so much wider than high. */
export const TEAM_SHAPES = [
  { row: 3, wider: 0.9 },
  { row: 4, wider: 1.7 },
] as const

/** People as teams: who leads somebody alone, and those of one manager, or of none, who lead nobody together. */
export function teamsOf(people: readonly number[], plan: Plan, shape: (typeof TEAM_SHAPES)[number]): Team[] {
  const within = new Set(people)
  const inside = plan.reporting.filter(({ from, to }) => within.has(from) && within.has(to))
  const leading = new Set(inside.map(({ to }) => to))
  const managers = new Map([...inside].reverse().map(({ from, to }) => [from, to]))
  const teams = new Map<string, number[]>()
  for (const person of people) {
    const key = leading.has(person) ? `leads ${person}` : `${levelOf(plan, person)} below ${managers.get(person) ?? 'nobody'}`
    teams.set(key, [...(teams.get(key) ?? []), person])
  }
  return [...teams.values()].map(team => ({
    people: team,
    columns: columnsFor(team.length, plan.metrics, shape),
    level: levelOf(plan, team[0] ?? 0),
  }))
}

/** One row for a few; for more, so much wider than high, and the last row filled as far as can be. */
function columnsFor(
  count: number,
  { cardWidth, cardHeight, columnGap, teamGap }: Metrics,
  { row, wider }: (typeof TEAM_SHAPES)[number],
): number {
  if (count <= row) return count
  const square = Math.sqrt((count * (cardHeight + teamGap)) / (cardWidth + columnGap))
  const rows = Math.ceil(count / Math.max(2, Math.round(square * wider)))
  return Math.ceil(count / rows)
}
