/** Sets of ids that hang together. */
export interface Union {
  /** Joins the sets of all these ids, which weigh more by so much. */
  join(ids: readonly string[], weight: number): void
  /**
   * Packs sets into groups, in the order in which their first id came, until a group weighs as much as it should.
   *
   * @returns the number of the group of ids that were joined; 0 for none
   */
  packed(size: number): (ids: readonly string[]) => number
}

/** Finds out what hangs together, by union and find with paths halved (R. E. Tarjan and J. van Leeuwen, Journal of the ACM 31, 1984). */
export function openUnion(): Union {
  const numbers = new Map<string, number>()
  const parents: number[] = []
  const weights: number[] = []
  const numberOf = (id: string): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const number = parents.length
    numbers.set(id, number)
    parents.push(number)
    weights.push(0)
    return number
  }
  const rootOf = (number: number): number => {
    let at = number
    for (let parent = parents[at] ?? at; parent !== at; parent = parents[at] ?? at) {
      const above = parents[parent] ?? parent
      parents[at] = above
      at = above
    }
    return at
  }
  return {
    join(ids, weight) {
      const [first, ...others] = ids.map(numberOf)
      if (first === undefined) return
      // The first id that came is the root, so that packing does not depend on how sets were joined.
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
      const groups = new Int32Array(parents.length)
      let [group, filled] = [0, 0]
      for (let number = 0; number < parents.length; number++) {
        if (rootOf(number) !== number) continue
        const weight = weights[number] ?? 0
        if (filled > 0 && filled + weight > size) [group, filled] = [group + 1, 0]
        groups[number] = group
        filled += weight
      }
      return ([id]) => groups[rootOf(numbers.get(id ?? '') ?? -1)] ?? 0
    },
  }
}
