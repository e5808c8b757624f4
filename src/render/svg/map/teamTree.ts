import { hierarchy, tree } from 'd3-hierarchy'
import type { Point } from './paths.js'
import type { Plan } from './plan.js'
import type { Team } from './teams.js'

/** How much room a team takes. */
interface Size {
  readonly width: number
  readonly height: number
}

/** A team with those below it; without one, a place that a line passes on its way to a team further down. */
interface Branch {
  readonly team?: number
  readonly children: readonly Branch[]
}

/** Two teams with a reporting line between them beside those of the tree, as where a person has two managers. */
type Second = readonly [one: number, other: number]

/**
 * The upper left corner of each team, in layers by level: as a tidy tree of who each team reports to first. Where people have two managers,
 * teams stand in an order that keeps the second lines short. The corners begin at 0, 0.
 *
 * @see C. Buchheim, M. Jünger, S. Leipert, "Improving Walker's algorithm to run in linear time", Graph Drawing (2002), whose tree d3-hierarchy
 * lays out
 */
export function teamPlaces(teams: readonly Team[], sizes: readonly Size[], plan: Plan): readonly Point[] {
  const layers = [...new Set(teams.map(({ level }) => level))].sort((a, b) => a - b)
  const layerOf = teams.map(({ level }) => layers.indexOf(level))
  const tops = topsOf(layers.length, layerOf, sizes, plan)
  const { parents, seconds } = linesBetween(teams, layerOf, plan)
  const centres = centresOf(parents, seconds, layerOf, sizes, plan)
  const left = Math.min(...sizes.map(({ width }, i) => (centres[i] ?? 0) - width / 2))
  return sizes.map(({ width }, i) => ({ x: (centres[i] ?? 0) - width / 2 - left, y: tops[layerOf[i] ?? 0] ?? 0 }))
}

/** Where each layer begins, below the highest team of the layer above. */
function topsOf(count: number, layerOf: readonly number[], sizes: readonly Size[], { metrics: { rowGap } }: Plan): number[] {
  const tops: number[] = []
  let top = 0
  for (let layer = 0; layer < count; layer++) {
    tops.push(top)
    top += Math.max(...sizes.filter((_, i) => layerOf[i] === layer).map(({ height }) => height)) + rowGap
  }
  return tops
}

/** The team above each, the nearest of several, and the other lines between teams. */
function linesBetween(
  teams: readonly Team[],
  layerOf: readonly number[],
  plan: Plan,
): { readonly parents: readonly (number | undefined)[]; readonly seconds: readonly Second[] } {
  const home = new Map(teams.flatMap(({ people }, i) => people.map((person): [number, number] => [person, i])))
  const above = teams.map(() => new Set<number>())
  for (const { from, to } of plan.reporting) {
    const [lower, upper] = [home.get(from), home.get(to)]
    if (lower !== undefined && upper !== undefined && (layerOf[upper] ?? 0) < (layerOf[lower] ?? 0)) above[lower]?.add(upper)
  }
  const parents = above.map(managers =>
    [...managers].reduce<number | undefined>((a, b) => (a === undefined || (layerOf[b] ?? 0) > (layerOf[a] ?? 0) ? b : a), undefined),
  )
  return { parents, seconds: above.flatMap((managers, i) => [...managers].filter(j => j !== parents[i]).map((j): Second => [i, j])) }
}

/** The middle of each team from left to right, in the best order found. */
function centresOf(
  parents: readonly (number | undefined)[],
  seconds: readonly Second[],
  layerOf: readonly number[],
  sizes: readonly Size[],
  plan: Plan,
): readonly number[] {
  let order = parents.map((_, i) => i)
  let best = laidOut(order, parents, layerOf, sizes, plan)
  for (let round = 0, last = best; round < ROUNDS && seconds.length > 0; round++) {
    order = pulled(order, last, parents, seconds)
    last = laidOut(order, parents, layerOf, sizes, plan)
    if (reach(last, seconds) < reach(best, seconds)) best = last
  }
  return best
}

/** After so many rounds the order hardly changes any more; found by trying. */
const ROUNDS = 6

/** How far second lines go to the side in all. */
function reach(centres: readonly number[], seconds: readonly Second[]): number {
  return seconds.reduce((sum, [one, other]) => sum + Math.abs((centres[one] ?? 0) - (centres[other] ?? 0)), 0)
}

/** The teams in the order in which their second lines, and those of all below them, pull them. */
function pulled(
  order: readonly number[],
  centres: readonly number[],
  parents: readonly (number | undefined)[],
  seconds: readonly Second[],
): number[] {
  const sums = centres.map(() => 0)
  const counts = centres.map(() => 0)
  const pull = (team: number, towards: number): void => {
    for (let each: number | undefined = team; each !== undefined; each = parents[each]) {
      sums[each] = (sums[each] ?? 0) + towards
      counts[each] = (counts[each] ?? 0) + 1
    }
  }
  for (const [one, other] of seconds) {
    pull(one, centres[other] ?? 0)
    pull(other, centres[one] ?? 0)
  }
  const wish = centres.map((centre, i) => (counts[i] ? (sums[i] ?? 0) / counts[i] : centre))
  return [...order].sort((a, b) => (wish[a] ?? 0) - (wish[b] ?? 0))
}

/** A tidy tree: no team touches another of its layer, and each stands over the middle of those below it. */
function laidOut(
  order: readonly number[],
  parents: readonly (number | undefined)[],
  layerOf: readonly number[],
  sizes: readonly Size[],
  { metrics: { columnGap } }: Plan,
): readonly number[] {
  const branches = (above: number | undefined): Branch[] =>
    order
      .filter(i => parents[i] === above)
      .map(i => {
        let branch: Branch = { team: i, children: branches(i) }
        const first = above === undefined ? 0 : (layerOf[above] ?? 0) + 1
        for (let layer = layerOf[i] ?? 0; layer > first; layer--) branch = { children: [branch] }
        return branch
      })
  const half = ({ team }: Branch): number => (team === undefined ? 0 : (sizes[team]?.width ?? 0) / 2)
  const root = hierarchy<Branch>({ children: branches(undefined) })
  const placed = tree<Branch>()
    .nodeSize([1, 1])
    .separation((a, b) => half(a.data) + columnGap + half(b.data))(root)
  const centres = sizes.map(() => 0)
  for (const { data, x } of placed) if (data.team !== undefined) centres[data.team] = x
  return centres
}
