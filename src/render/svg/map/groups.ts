import type { UnitReport } from '../../../report/structure.js'
import { plain } from '../../plain.js'
import type { MapPerson } from './shown.js'

/** People who belong together and the groups within them, one inside the other. */
export interface Group {
  /** What is written over them; absent when they are not a unit, and no region is drawn. */
  readonly name?: string
  readonly people: readonly MapPerson[]
  readonly parts: readonly Group[]
}

/**
 * The account as a group: people without a unit, and the units within each other. Units without anybody are left out; a unit that holds
 * nothing but one other shares its region; what lies deeper than `DEEPEST` units stands in the region above it.
 */
export function groupsOf(people: readonly MapPerson[], units: readonly UnitReport[]): Group {
  const known = new Map(units.map(unit => [unit.unit, unit]))
  const parts = new Map<string, UnitReport[]>()
  const tops: UnitReport[] = []
  for (const unit of known.values()) {
    if (unit.parent === undefined || !known.has(unit.parent) || isOwnAncestor(unit, known)) tops.push(unit)
    else parts.set(unit.parent, [...(parts.get(unit.parent) ?? []), unit])
  }
  const members = new Map<string, MapPerson[]>()
  const outside: MapPerson[] = []
  for (const person of people) {
    const { unit } = person.summary
    if (unit === undefined || !known.has(unit)) outside.push(person)
    else members.set(unit, [...(members.get(unit) ?? []), person])
  }
  const grouped = ({ unit: id, name }: UnitReport, depth: number): Group[] => {
    const own = members.get(id) ?? []
    const within = (parts.get(id) ?? []).flatMap(part => grouped(part, depth + 1))
    const [only, ...others] = within
    if (only === undefined) return own.length === 0 ? [] : [{ name: plain(name), people: own, parts: [] }]
    if (own.length === 0 && others.length === 0) return [{ ...only, name: `${plain(name)} › ${only.name}` }]
    if (depth < DEEPEST) return [{ name: plain(name), people: own, parts: within }]
    return [{ name: plain(name), people: [own, ...within.map(part => part.people)].flat(), parts: [] }]
  }
  return { people: outside, parts: tops.flatMap(unit => grouped(unit, 1)) }
}

/** Regions within regions, at most; deeper ones would leave no room for people. */
const DEEPEST = 4

/** Whether a unit belongs to itself, which no village allows but a report made by hand may have. */
function isOwnAncestor(unit: UnitReport, known: ReadonlyMap<string, UnitReport>): boolean {
  const seen = new Set([unit.unit])
  let above = unit.parent
  while (above !== undefined && !seen.has(above)) {
    seen.add(above)
    above = known.get(above)?.parent
  }
  return above === unit.unit
}
