import type { Box } from './box.js'
import { layered } from './layered.js'
import { packed, worthHaving } from './packing.js'
import { levelOf, type Plan } from './plan.js'
import { sideBySide } from './seriation.js'
import { TEAM_SHAPES, type Team, teamsOf } from './teams.js'

/** The shapes that people can stand in: in layers where reporting lines hold them together, and these next to each other. */
export function peopleShapes(people: readonly number[], plan: Plan): readonly Box[] {
  const { metrics } = plan
  const [narrow, wide] = TEAM_SHAPES.map(shape => heldTogether(teamsOf(people, plan, shape), plan))
  const boxes = (narrow ?? []).map((teams, i) => {
    const others = wide?.[i] ?? teams
    const isSame = teams.every(({ columns }, at) => columns === others[at]?.columns)
    return worthHaving([teams, ...(isSame ? [] : [others])].map(each => layered(each, plan)))
  })
  const style = { gap: { x: metrics.columnGap, y: metrics.rowGap }, levelHeight: metrics.cardHeight + metrics.rowGap, flush: false }
  return packed(sideBySide(boxes, plan), style)
}

/** The teams that reporting lines connect, each such set by itself. */
function heldTogether(teams: readonly Team[], plan: Plan): Team[][] {
  const home = new Map(teams.flatMap((team, i) => team.people.map((person): [number, number] => [person, i])))
  const sets = teams.map((_, i) => i)
  const first = (i: number): number => (sets[i] === i ? i : first(sets[i] ?? i))
  for (const { from, to } of plan.reporting) {
    const [a, b] = [home.get(from), home.get(to)]
    if (a === undefined || b === undefined || levelOf(plan, from) <= levelOf(plan, to)) continue
    sets[Math.max(first(a), first(b))] = Math.min(first(a), first(b))
  }
  const found = new Map<number, Team[]>()
  for (const [i, team] of teams.entries()) found.set(first(i), [...(found.get(first(i)) ?? []), team])
  return [...found.values()]
}
