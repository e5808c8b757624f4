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
