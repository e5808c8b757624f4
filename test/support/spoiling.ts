/** Where something stands in nested lists, objects and maps. */
export type Place = readonly (string | number)[]

/** How deep the fields of an argument are tried: a field of an option of a list is at the fourth level. */
const DEPTH = 5

/** The places of all arguments and of all there is in them; what is a whole of its own is not looked into. */
export function placesIn(given: unknown, isWhole: (part: unknown) => boolean, place: Place = []): Place[] {
  const own = place.length > 0 ? [place] : []
  if (typeof given !== 'object' || given === null || place.length > DEPTH || isWhole(given)) return own
  return [...own, ...partsOf(given).flatMap(([key, part]) => placesIn(part, isWhole, [...place, key]))]
}

/** A copy with another value in one place. */
export function spoilt(given: readonly unknown[], place: Place, value: unknown): readonly unknown[] {
  const copy = replaced(given, place, value)
  return Array.isArray(copy) ? copy : []
}

/** Of a long list the first two items, which are as good as the others. */
function partsOf(given: object): readonly (readonly [string | number, unknown])[] {
  if (given instanceof Map) return [...given].map(([key, part]) => [String(key), part] as const)
  if (Array.isArray(given)) return given.slice(0, 6).map((part, i) => [i, part] as const)
  const proto: unknown = Object.getPrototypeOf(given)
  return proto === Object.prototype ? Object.entries(given) : []
}

function replaced(given: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value
  if (given instanceof Map) return new Map([...given].map(([own, part]) => [own, own === key ? replaced(part, rest, value) : part]))
  if (Array.isArray(given)) return given.map((part, i) => (i === key ? replaced(part, rest, value) : part))
  if (typeof given !== 'object' || given === null) return given
  return { ...given, [key]: replaced(Reflect.get(given, key), rest, value) }
}
