/** Orders texts by their code units: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The items in the order of a text of theirs. */
export function sortedByText<Item>(items: Iterable<Item>, text: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => compareText(text(a), text(b)))
}

/** The names of an object's own properties, in order. */
export function keysOf<Of extends object>(of: Of): (keyof Of & string)[] {
  return Object.keys(of).filter((key): key is keyof Of & string => Object.hasOwn(of, key))
}

/** How many of some values in order are before one. */
export function placeOf<Value extends string | number>(values: readonly Value[], value: Value): number {
  return countWhile(values, each => each < value)
}

/** How many of some values in order are no later than one. */
export function placeAfter<Value extends string | number>(values: readonly Value[], value: Value): number {
  return countWhile(values, each => each <= value)
}

/** How many of some values come before the first for which something no longer holds. */
function countWhile<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    const value = values[middle]
    if (value !== undefined && holds(value)) low = middle + 1
    else high = middle
  }
  return low
}

/** The properties of an object that are there, in order. */
export function definedEntries<Value>(record: { readonly [field: string]: Value | undefined }): [string, Value][] {
  return Object.entries(record).flatMap(([field, value]): [string, Value][] => (value === undefined ? [] : [[field, value]]))
}
