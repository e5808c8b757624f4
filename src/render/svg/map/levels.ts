import type { RoleClass } from '../../../model/role.js'
import type { MapPerson, MapTie } from './shown.js'

/**
 * How far below the top everybody stands: one level below the lowest of those they report to, and by the class of their roles where they
 * report to nobody. Lines that close a circle do not count.
 */
export function levelsOf(people: readonly MapPerson[], reporting: readonly MapTie[]): ReadonlyMap<number, number> {
  const managers = new Map<number, number[]>()
  for (const { from, to } of reporting) managers.set(from, [...(managers.get(from) ?? []), to])
  const classes = new Map(people.map(({ index, summary }) => [index, summary.power.class]))
  const levels = new Map<number, number>()
  const open = new Set<number>()
  // Not recursive: a line of command can be as long as a list of people.
  for (const { index } of people) {
    const path = [index]
    while (path.length > 0) {
      const person = path[path.length - 1] ?? index
      open.add(person)
      const above = managers.get(person) ?? []
      const next = above.find(manager => !levels.has(manager) && !open.has(manager))
      if (next !== undefined) {
        path.push(next)
        continue
      }
      const known = above.flatMap(manager => levels.get(manager) ?? [])
      if (!levels.has(person))
        levels.set(person, known.length > 0 ? 1 + Math.max(...known) : CLASS_LEVELS[classes.get(person) ?? 'unknown'])
      open.delete(person)
      path.pop()
    }
  }
  return withTeams(people, reporting, levels)
}

/** The same with whoever neither leads nor decides, and reports to nobody, at least one level below those who lead in their unit. */
function withTeams(
  people: readonly MapPerson[],
  reporting: readonly MapTie[],
  levels: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const leading = new Set(reporting.map(({ to }) => to))
  const led = new Set(reporting.map(({ from }) => from))
  const heads = new Map<string, number>()
  for (const { index, summary } of people) {
    const level = levels.get(index) ?? 0
    if (summary.unit !== undefined && leading.has(index)) heads.set(summary.unit, Math.min(level, heads.get(summary.unit) ?? level))
  }
  return new Map(
    people.map(({ index, summary }): [number, number] => {
      const level = levels.get(index) ?? 0
      const isFree = summary.power.class !== 'decider' && !leading.has(index) && !led.has(index)
      return [index, isFree ? Math.max(level, 1 + (heads.get(summary.unit ?? '') ?? -1)) : level]
    }),
  )
}

/** Where people stand who report to nobody: who decides above who advises and checks, and these above who uses. */
const CLASS_LEVELS: { readonly [Class in RoleClass]: number } = { decider: 0, gate: 1, advocate: 1, user: 2, unknown: 2 }
