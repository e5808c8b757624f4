import hostile from '../fixtures/hostile/numbers.json' with { type: 'json' }

/** What may be given in place of a number: every number that breaks something somewhere, and what is none. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...hostile.numbers.map(Number),
  ...[1e-308, 1e-300, 1e-160, 1e160, 1e300, 1.7e308],
  ...hostile.nonNumbers.map(text => JSON.parse(text)),
  undefined,
  10n,
  Symbol('s'),
]

/** Where something stands in nested lists, objects and maps. */
export type Place = readonly (string | number)[]

/** The places of all numbers and of whatever holds them. */
export function placesIn(given: unknown, place: Place = []): Place[] {
  if (typeof given === 'number') return [place]
  const own = place.length > 0 ? [place] : []
  return typeof given === 'object' && given !== null
    ? [...own, ...entriesOf(given).flatMap(([key, each]) => placesIn(each, [...place, key]))]
    : []
}

/** A copy with other values in some places; where a place is in what another has replaced, nothing more happens to it. */
export function spoilt(given: readonly unknown[], spoils: readonly (readonly [place: Place, value: unknown])[]): readonly unknown[] {
  const copy = spoils.reduce<unknown>((before, [place, value]) => replaced(before, place, value), given)
  return Array.isArray(copy) ? copy : []
}

function entriesOf(given: object): readonly (readonly [string | number, unknown])[] {
  if (given instanceof Map) return [...given].map(([key, each]) => [String(key), each] as const)
  return Array.isArray(given) ? given.map((each, i) => [i, each] as const) : Object.entries(given)
}

function replaced(given: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value
  if (given instanceof Map) return new Map([...given].map(([own, each]) => [own, own === key ? replaced(each, rest, value) : each]))
  if (Array.isArray(given)) return given.map((each, i) => (i === key ? replaced(each, rest, value) : each))
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).map(([own, each]) => [own, own === key ? replaced(each, rest, value) : each]))
}
