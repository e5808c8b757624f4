/** Sets of numbers that hang together. */
export interface Union {
  /** Joins the sets of all these numbers, which weigh more by so much. */
  join(members: readonly number[], weight: number): void
  /**
   * Packs sets into groups, in the order in which their first member came, until a group weighs as much as it should.
   *
   * @returns the number of the group of members that were joined, counted from 0, and how many groups there are
   */
  packed(size: number): { readonly groupOf: (member: number) => number; readonly count: number }
}

/**
 * Finds out what hangs together, by union and find with paths halved (R. E. Tarjan and J. van Leeuwen, Journal of the ACM 31, 1984).
 *
 * It holds some 30 bytes for each member, outside of the heap of JavaScript.
 */
export function openUnion(): Union {
  const index = openIndex()
  let parents = new Int32Array(index.room())
  let weights = new Float64Array(index.room())
  const placeOf = (member: number): number => {
    const place = index.add(member)
    if (place >= parents.length) {
      parents = resized(parents, new Int32Array(index.room()))
      weights = resized(weights, new Float64Array(index.room()))
    }
    // Places are counted from 1, so that what is new has no parent.
    if (parents[place] === 0) parents[place] = place
    return place
  }
  const rootOf = (place: number): number => {
    let at = place
    for (let parent = parents[at] ?? at; parent !== at; parent = parents[at] ?? at) {
      const above = parents[parent] ?? parent
      parents[at] = above
      at = above
    }
    return at
  }
  return {
    join(members, weight) {
      const [first, ...others] = members.map(placeOf)
      if (first === undefined) return
      // The first that came is the root, so that packing does not depend on how sets were joined.
      for (const other of others) {
        const [a, b] = [rootOf(first), rootOf(other)]
        const [root, child] = [Math.min(a, b), Math.max(a, b)]
        if (root === child) continue
        parents[child] = root
        weights[root] = (weights[root] ?? 0) + (weights[child] ?? 0)
      }
      const root = rootOf(first)
      weights[root] = (weights[root] ?? 0) + weight
    },
    packed(size) {
      const groups = new Int32Array(index.count() + 1)
      let [group, filled] = [0, 0]
      for (let place = 1; place <= index.count(); place++) {
        if (rootOf(place) !== place) continue
        const weight = weights[place] ?? 0
        if (filled > 0 && filled + weight > size) [group, filled] = [group + 1, 0]
        groups[place] = group
        filled += weight
      }
      return { groupOf: member => groups[rootOf(index.add(member))] ?? 0, count: index.count() === 0 ? 0 : group + 1 }
    },
  }
}

/** Numbers that stand for others, counted from 1. */
interface Index {
  /** The place of a number, a new one if it has none. */
  add(member: number): number
  count(): number
  /** How many places there are before it grows, and one. */
  room(): number
}

function openIndex(): Index {
  let members = new Float64Array(2 ** 10)
  // Places by the remainder of the member, or where there is room after that; 0 is room.
  let slots = new Int32Array(2 * members.length)
  let count = 0
  const slotOf = (member: number): number => {
    let slot = member % slots.length
    while (slots[slot] !== 0 && members[slots[slot] ?? 0] !== member) slot = (slot + 1) % slots.length
    return slot
  }
  const grow = (): void => {
    members = resized(members, new Float64Array(2 * members.length))
    slots = new Int32Array(2 * members.length)
    for (let place = 1; place <= count; place++) slots[slotOf(members[place] ?? 0)] = place
  }
  return {
    add(member) {
      const known = slots[slotOf(member)] ?? 0
      if (known !== 0) return known
      if (count + 1 === members.length) grow()
      count++
      members[count] = member
      slots[slotOf(member)] = count
      return count
    },
    count: () => count,
    room: () => members.length,
  }
}

function resized<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
