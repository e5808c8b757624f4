import type { PartReference, ReferenceTarget } from '../model/fact.js'
import { isMeant, partsOf } from '../model/named.js'
import { FACT_KINDS, type FactArray } from '../model/village.js'

/** New names of what facts name, by their old ones. */
export type NewNames = { readonly [Target in ReferenceTarget]?: ReadonlyMap<string, string> }

/** A fact of an array that names others by their new names. Its own id stays. */
export function renamedFact<F extends object>(name: FactArray, fact: F, names: NewNames): F {
  const references = new Map(FACT_KINDS[name].references)
  const within = new Map(FACT_KINDS[name].referencesWithin)
  const changes = Object.entries(fact).flatMap(([field, value]: [string, unknown]): [string, unknown][] => {
    if (name === 'decisions' && field === 'outcome') return [[field, renamedOutcome(value, names.stakeholders ?? new Map())]]
    if (name === 'decisions' && field === 'rule') return [[field, renamedRule(value, names.stakeholders ?? new Map())]]
    const parts = within.get(field)
    if (parts !== undefined && Array.isArray(value)) return [[field, value.map((part: object) => renamedPart(part, parts, names))]]
    const target = references.get(field)
    const own = target === undefined ? undefined : names[target]
    return own === undefined ? [] : [[field, renamed(value, own)]]
  })
  return { ...fact, ...Object.fromEntries(changes) }
}

function renamedPart(part: object, references: readonly PartReference[], names: NewNames): object {
  const changes = references.flatMap(({ field, target, kind }): [string, unknown][] => {
    const [value, own]: [unknown, NewNames[ReferenceTarget]] = [Reflect.get(part, field), names[target]]
    return value === undefined || own === undefined || !isMeant(part, kind) ? [] : [[field, renamed(value, own)]]
  })
  return { ...part, ...Object.fromEntries(changes) }
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value
  return Array.isArray(value) ? [...new Set(value.map((each: unknown) => renamed(each, names)))] : value
}

/** An outcome names those who gave its reasons. */
function renamedOutcome(outcome: unknown, names: ReadonlyMap<string, string>): unknown {
  const stated = typeof outcome === 'object' && outcome !== null ? partsOf(Reflect.get(outcome, 'statedBy')) : []
  if (stated.length === 0) return outcome
  return { ...Object(outcome), statedBy: stated.map(each => ({ ...each, stakeholder: renamed(Reflect.get(each, 'stakeholder'), names) })) }
}

/** A rule names its people where its members stand, at any depth. */
function renamedRule(rule: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof rule !== 'object' || rule === null) return renamed(rule, names)
  const members: unknown = Reflect.get(rule, 'members')
  const seats: readonly unknown[] = Array.isArray(members) ? members : []
  return {
    ...rule,
    members: seats.map(seat =>
      typeof seat === 'object' && seat !== null ? { ...seat, of: renamedRule(Reflect.get(seat, 'of'), names) } : seat,
    ),
  }
}
