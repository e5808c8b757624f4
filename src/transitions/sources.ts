import type { HandoverSettings } from '../model/settings.js'
import { placeOf } from '../support/order.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import { interactionSource, roleSources, type Source } from './evidence.js'
import { dayOf, type RecordedInteraction } from './known.js'

/** Everything that may come to be evidence, and on whose class it hangs. */
export interface Sources {
  of(fact: RecordedInteraction | RolePeriod): readonly Source[]
  /** The days of changes of roles from one time to another. */
  roleChanges(from: number, to: number): readonly number[]
  /** The days from one time to another on which something hangs on the class of a person, or, for a decider, on whether anybody decides. */
  hangingOn(person: string, isDecider: boolean, from: number, to: number): readonly number[]
}

/** The sources in interactions and in roles. */
export function sourcesIn(interactions: readonly RecordedInteraction[], roles: readonly RolePeriod[], settings: HandoverSettings): Sources {
  const sources = new Map<object, readonly Source[]>()
  for (const interaction of interactions) sources.set(interaction, [interactionSource(interaction, settings)])
  const changes = roles.flatMap(role => {
    const own = roleSources(role, settings)
    sources.set(role, own)
    return own
  })
  const byPerson = new Map<string, number[]>()
  for (const { people, time } of [...sources.values()].flat()) {
    for (const person of people) {
      const times = byPerson.get(person)
      if (times === undefined) byPerson.set(person, [time])
      else times.push(time)
    }
  }
  for (const times of byPerson.values()) times.sort(numerically)
  const changed = changes.map(({ time }) => time).sort(numerically)
  const ended = changes.flatMap(({ time, endsDecider }) => (endsDecider ? [time] : [])).sort(numerically)
  return {
    of: fact => sources.get(fact) ?? [],
    roleChanges: (from, to) => daysBetween(changed, from, to),
    hangingOn: (person, isDecider, from, to) => [
      ...daysBetween(byPerson.get(person) ?? [], from, to),
      ...(isDecider ? daysBetween(ended, from, to) : []),
    ],
  }
}

/** The whole days of the times from one to another, both included, among some in order. */
function daysBetween(times: readonly number[], from: number, to: number): number[] {
  const days: number[] = []
  for (let i = placeOf(times, from); i < times.length; i++) {
    const time = times[i] ?? Number.NaN
    if (!(time <= to)) break
    const day = dayOf(time)
    if (day !== days.at(-1)) days.push(day)
  }
  return days
}

function numerically(a: number, b: number): number {
  return a - b
}
