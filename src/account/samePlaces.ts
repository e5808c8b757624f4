import { compareText } from '../support/order.js'
import { type Valued, valuedKey } from './valuedTree.js'

/**
 * Two trees in which whoever is in both stands in the same place: whoever moved stands in the lowest part that holds both of their places,
 * and so do those of a part in which nobody is left to compare with. Parts keep their share of the whole less the shares of these.
 *
 * The change of the whole can so be told person by person where parts come, go and are rearranged, too. Trees that agree come back as they
 * are.
 */
export function samePlaces(before: Valued, after: Valued): readonly [before: Valued, after: Valued] {
  const [there, here] = [leavesOf(before), leavesOf(after)]
  const homes = homesOf(there, here)
  const stays = ({ key, path }: Leaf): boolean => homes.get(key)?.length === path.length
  return there.every(stays) && here.every(stays) ? [before, after] : [rebuilt(before, there, homes), rebuilt(after, here, homes)]
}

/** Whoever stands at an end of a tree. */
interface Leaf {
  readonly key: string
  readonly end: Valued
  /** The parts that hold them, from the top down. */
  readonly path: readonly Valued[]
  /** Their share of the whole. */
  readonly share: number
}

function leavesOf(whole: Valued): Leaf[] {
  const within = (parent: Valued, path: readonly Valued[], share: number): Leaf[] =>
    parent.children.flatMap(child =>
      child.children.length === 0
        ? [{ key: valuedKey(child), end: child, path, share: share * child.weight }]
        : within(child, [...path, child], share * child.weight),
    )
  return within(whole, [], 1)
}

/** The parts in which each is to stand, by whose keys one comes to them from the top. */
type Homes = Map<string, readonly string[]>

function homesOf(there: readonly Leaf[], here: readonly Leaf[]): Homes {
  const homes: Homes = new Map(there.map(({ key, path }) => [key, path.map(valuedKey)]))
  for (const { key, path } of here) {
    const [own, other] = [path.map(valuedKey), homes.get(key)]
    homes.set(
      key,
      other === undefined
        ? own
        : own.slice(
            0,
            countOf(own, (part, i) => part === other[i]),
          ),
    )
  }
  const [held, heldToo] = [placesHeld(there, homes), placesHeld(here, homes)]
  // Whoever is in a part in which the other tree has nobody stands around it.
  for (const [key, home] of homes) {
    const places = home.map((_, i) => placeOf(home, i + 1))
    homes.set(
      key,
      home.slice(
        0,
        countOf(places, place => held.has(place) && heldToo.has(place)),
      ),
    )
  }
  return homes
}

/** All places that somebody stands in, or in a part of. */
function placesHeld(leaves: readonly Leaf[], homes: Homes): ReadonlySet<string> {
  return new Set(leaves.flatMap(({ key }) => (homes.get(key) ?? []).map((_, i, home) => placeOf(home, i + 1))))
}

function placeOf(home: readonly string[], depth: number): string {
  return JSON.stringify(home.slice(0, depth))
}

/** How many items at the beginning of a list are such. */
function countOf<Item>(items: readonly Item[], is: (item: Item, i: number) => boolean): number {
  const end = items.findIndex((item, i) => !is(item, i))
  return end < 0 ? items.length : end
}

/** The tree with everybody at home, parts first and then people, by id. */
function rebuilt(whole: Valued, leaves: readonly Leaf[], homes: Homes, depth = 0): Valued {
  const parts = new Map<string, { part: Valued; leaves: Leaf[] }>()
  for (const leaf of leaves) {
    const home = homes.get(leaf.key) ?? []
    const part = home.length > depth ? leaf.path[depth] : undefined
    const key = part === undefined ? leaf.key : valuedKey(part)
    const known = parts.get(key)
    if (known === undefined) parts.set(key, { part: part ?? leaf.end, leaves: [leaf] })
    else known.leaves.push(leaf)
  }
  const total = sharesOf(leaves)
  const children = [...parts.values()].map(({ part, leaves: own }): Valued => {
    const child = isWhole(part, own, homes) ? part : rebuilt(part, own, homes, depth + 1)
    return { ...child, weight: total > 0 ? sharesOf(own) / total : 1 / parts.size }
  })
  children.sort((a, b) => Number(a.kind === 'stakeholder') - Number(b.kind === 'stakeholder') || compareText(a.id, b.id))
  return { ...whole, mean: children.reduce((sum, { weight, mean }) => sum + weight * mean, 0), children }
}

/** Whether a part is as it was: nobody has left it or a part of it. */
function isWhole(part: Valued, leaves: readonly Leaf[], homes: Homes): boolean {
  if (part.children.length === 0) return true
  return leaves.length === endsOf(part) && leaves.every(({ key, path }) => homes.get(key)?.length === path.length)
}

/** How many stand in a part or are it. */
function endsOf({ children }: Valued): number {
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + endsOf(child), 0)
}

function sharesOf(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, { share }) => sum + share, 0)
}
