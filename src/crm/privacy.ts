import type { Ledger } from './ledger.js'

/** What a person may wish, the strongest first. */
export const WISHES = ['shouldForget', 'optedOutOfProcessing', 'optedOutOfProfiling'] as const
export type Wish = (typeof WISHES)[number]

/** The stronger of two wishes, if there are any. */
export function strongestWish(a: Wish | undefined, b: Wish | undefined): Wish | undefined {
  return WISHES.find(wish => wish === a || wish === b)
}

/** Adds the wish of somebody, of whom the strongest counts. */
export function addWish(wishes: Map<string, Wish>, person: string, wish: Wish | undefined): void {
  const strongest = strongestWish(wishes.get(person), wish)
  if (strongest !== undefined) wishes.set(person, strongest)
}

/**
 * The people of whom nothing may be left, counted by what they wish.
 *
 * An importer asks this before it reads anything else, so that no issue and no unknown label tells of them, and gives the result to its
 * draft, which keeps whatever still names them out of the villages.
 *
 * @param wishes the strongest wish of each, by id
 * @param alreadyCounted those who are counted as something else, such as deleted
 */
export function withholding(
  wishes: ReadonlyMap<string, Wish>,
  ledger: Ledger,
  alreadyCounted: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  for (const [person, wish] of wishes) if (!alreadyCounted.has(person)) ledger.leftOut[wish]++
  return new Set(wishes.keys())
}

/** Those of whom nothing may be left, and all records that were merged into theirs. */
export function withMerged(withheld: ReadonlySet<string>, masters: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([...withheld, ...[...masters].flatMap(([id, master]) => (withheld.has(master) ? [id] : []))])
}
