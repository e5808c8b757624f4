/**
 * The name that was probably meant: the one with the fewest letters to add, drop, change or swap with their neighbour, at most one in
 * `oneIn` of those given, or one that begins as it does; `undefined` when none is so close. Case, spaces, underscores and hyphens do not count.
 */
export function nearest(given: string, names: Iterable<string>, oneIn = 3): string | undefined {
  const plain = plainName(given)
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const name of plain.length > MOST_LETTERS ? [] : names) {
    const other = plainName(name)
    const distance = beginsAs(other, plain) ? 1 : lengthsDiffer(other, plain) ? Number.POSITIVE_INFINITY : distanceBetween(plain, other)
    if (distance * oneIn <= plain.length && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name, distance }
  }
  return plain === '' ? undefined : best?.name
}

const MOST_LETTERS = 60

/** What is cut off was meant too, when enough of it is there. */
function beginsAs(name: string, given: string): boolean {
  return given.length > 3 && name !== given && name.startsWith(given)
}

function lengthsDiffer(name: string, given: string): boolean {
  return Math.abs(name.length - given.length) * 3 > given.length
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** The distance of optimal string alignment, a row for each letter of `a`. */
function distanceBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swapped))
    }
  }
  return at(a.length, b.length)
}
