import type { Group } from './groups.js'
import type { MapPerson, MapTie } from './shown.js'

/**
 * A group with many people of its own divided by whom they report to, so that no layer becomes too wide to read and no line of command too
 * long: whoever leads several people forms a part with them.
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
  // Those above all others stand over the teams below the last of them.
  const leaders: MapPerson[] = []
  let teams = teamsOf(people, reporting)
  for (let [only, ...others] = teams; only !== undefined && others.length === 0 && leaders.length < LONG; [only, ...others] = teams) {
    leaders.push(...only.slice(0, 1))
    teams = teamsOf(only.slice(1), reporting)
  }
  if (leaders.length === LONG) return folded(leaders, divided(teams.flat(), reporting))
  const large = teams.filter(team => team.length >= TEAM)
  const small = teams.filter(team => team.length < TEAM).flat()
  return { people: [...leaders, ...small], parts: large.map(team => divided(team, reporting)) }
}

/** A line of command as long as this goes on beside itself, or it would be higher than any page. */
const LONG = 10

function folded(leaders: readonly MapPerson[], rest: Group): Group {
  return { people: [], parts: [{ people: leaders, parts: [] }, ...(rest.people.length > 0 ? [rest] : rest.parts)] }
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
