import type { FactKind } from '../model/fact.js'
import { parseInstant } from '../support/instants.js'

/** A fact as it was at a moment: of the fields that unfold, what lies ahead is not known and what happened is in order of time. */
export function upTo<F extends object>({ unfolds }: FactKind, fact: F, asOf: number): F {
  const changes = unfolds
    .map(field => [field, Reflect.get(fact, field)] as const)
    .map(([field, all]) => [field, all, shownOf(all, asOf)] as const)
  if (changes.every(([, all, shown]) => all === shown)) return fact
  const known = { ...fact }
  for (const [field, , shown] of changes) {
    if (shown === undefined) Reflect.deleteProperty(known, field)
    else Reflect.set(known, field, shown)
  }
  return known
}

/** The moments at which more of a fact shows, in milliseconds. */
export function datesOf({ unfolds }: FactKind, fact: object): number[] {
  return unfolds.flatMap(field => [Reflect.get(fact, field)].flat().flatMap(part => (part === undefined ? [] : [timeOf(part)])))
}

/** What shows of a field; the very same value where all of it does. */
function shownOf(value: unknown, asOf: number): unknown {
  if (!Array.isArray(value)) return value !== undefined && timeOf(value) > asOf ? undefined : value
  const shown = value.filter(part => timeOf(part) <= asOf).sort((a, b) => timeOf(a) - timeOf(b))
  return shown.length === value.length && shown.every((part, i) => part === value[i]) ? value : shown
}

/** When a part happened: it is a stored instant or has one. */
function timeOf(part: unknown): number {
  const at: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'at') : part
  return parseInstant(at) ?? Number.POSITIVE_INFINITY
}
