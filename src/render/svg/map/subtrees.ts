import type { Group } from './groups.js'
import type { MapPerson, MapTie } from './shown.js'

/**
 * A group with many people of its own divided by whom they report to, so that no layer becomes too wide to read: whoever leads several
 * people forms a part with them.
 */
export function dividedByTeams(group: Group, reporting: readonly MapTie[]): Group {
  const parts = group.parts.map(part => dividedByTeams(part, reporting))
  const own = divided(group.people, reporting)
  return { ...group, people: own.people, parts: [...own.parts, ...parts] }
}

/** Fewer people than this need not be divided. */
const MANY = 20
/** Smaller teams stay with the others. */
const TEAM = 4

function divided(people: readonly MapPerson[], reporting: readonly MapTie[]): Group {
  if (people.length <= MANY) return { people, parts: [] }
  const tops = teamsOf(people, reporting)
  const [only, ...others] = tops
  // With one person above all others it is their teams that are told apart.
  const [leader, teams] = only !== undefined && others.length === 0 ? [only.slice(0, 1), teamsOf(only.slice(1), reporting)] : [[], tops]
  const large = teams.filter(team => team.length >= TEAM)
  const small = teams.filter(team => team.length < TEAM).flat()
  return { people: [...leader, ...small], parts: large.map(team => divided(team, reporting)) }
}

/** Everybody below the same person who reports to nobody here, that person first. Lines that close a circle are left out. */
function teamsOf(people: readonly MapPerson[], reporting: readonly MapTie[]): MapPerson[][] {
  const byIndex = new Map(people.map(person => [person.index, person]))
  const managers = new Map<number, number>()
  for (const { from, to } of reporting) {
    if (byIndex.has(from) && byIndex.has(to) && !managers.has(from) && topOf(to, managers) !== from) managers.set(from, to)
  }
  const teams = new Map<number, MapPerson[]>()
  for (const person of people) {
    const top = topOf(person.index, managers)
    const team = teams.get(top) ?? []
    if (person.index === top) team.unshift(person)
    else team.push(person)
    teams.set(top, team)
  }
  return [...teams.values()]
}

function topOf(index: number, managers: ReadonlyMap<number, number>): number {
  let top = index
  for (let above = managers.get(top); above !== undefined; above = managers.get(top)) top = above
  return top
}
