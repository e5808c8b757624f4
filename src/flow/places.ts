import type { Snapshot } from '../village/snapshot.js'
import { unitChain } from '../village/unitChain.js'
import { remembered } from '../village/work.js'

/** A part of the account in which our offering is used or not: a unit with all its parts, or the account as a whole. */
export interface Place {
  /** The unit; absent for the account as a whole. */
  readonly unit?: string
  /** The people in it, placeholders aside. */
  readonly people: ReadonlySet<string>
  /** What it weighs, one by one: its people by id, and the innermost of its units in which nobody is known by `unit` and id. */
  readonly heads: ReadonlySet<string>
}

/** A unit as a place. */
export interface UnitPlace extends Place {
  readonly unit: string
}

/** The account as a whole, and each of its units. */
export interface Places {
  readonly account: Place
  readonly units: ReadonlyMap<string, UnitPlace>
}

/** Who is where. */
export function places(s: Snapshot): Places {
  return remembered(s, computePlaces)
}

function computePlaces(s: Snapshot): Places {
  const placeholders = new Set(s.placeholders)
  const people = s.stakeholders.filter(({ id }) => !placeholders.has(id))
  const members = new Map(s.units.map(({ id }) => [id, new Set<string>()]))
  for (const { id, unit } of people) for (const part of unitChain(s, unit)) members.get(part)?.add(id)
  const all = new Set(people.map(({ id }) => id))
  const parents = new Set(s.units.flatMap(({ id }) => unitChain(s, id).slice(1)))
  const silent = s.units.filter(({ id }) => members.get(id)?.size === 0 && !parents.has(id))
  const heads = new Map([...members].map(([id, own]) => [id, new Set([...own].map(headOf))]))
  for (const { id } of silent) for (const part of unitChain(s, id)) heads.get(part)?.add(`unit ${id}`)
  return {
    account: { people: all, heads: new Set([...[...all].map(headOf), ...silent.map(({ id }) => `unit ${id}`)]) },
    units: new Map([...members].map(([unit, own]) => [unit, { unit, people: own, heads: heads.get(unit) ?? new Set() }])),
  }
}

/** One person as a place. */
export function placeOf(person: string): Place {
  return { people: new Set([person]), heads: new Set([headOf(person)]) }
}

/** What a person is counted as, which no unit is. */
export function headOf(person: string): string {
  return `person ${person}`
}
