import { at, itemAt } from '../support/linear.js'

/** Two clusters that become one. Items are numbered from 0, and the cluster of the merge at place `i` gets the number of items plus `i`. */
export interface Merge {
  readonly left: number
  readonly right: number
  /** The mean distance of an item of one from an item of the other. */
  readonly distance: number
}

/**
 * Hierarchical clustering by average linkage: the two clusters that are nearest on average become one, until there is one.
 *
 * Distances of a new cluster follow from those of its parts, weighted by their sizes (the formula of Lance and Williams). Of pairs that are
 * equally near, the one whose items stand first is taken, so that the answer is a function of the order of the items.
 *
 * @param distances the distances of all pairs, row by row, symmetric
 * @see R. R. Sokal and C. D. Michener, "A statistical method for evaluating systematic relationships", University of Kansas Science Bulletin
 * 38 (1958); G. N. Lance and W. T. Williams, "A general theory of classificatory sorting strategies", The Computer Journal 9 (1967)
 */
export function averageLinkage(distances: Float64Array, size: number): Merge[] {
  const between = distances.slice()
  const numbers = Array.from({ length: size }, (_, i) => i)
  // Nothing is near to itself.
  for (const i of numbers) between[i * size + i] = Number.POSITIVE_INFINITY
  const sizes = numbers.map(() => 1)
  const alive = new Set(numbers)
  const nearest = numbers.map(i => nearestAfter(between, size, alive, i))
  const apart = (each: number): number => at(between, each * size + itemAt(nearest, each))
  const merges: Merge[] = []
  while (alive.size > 1) {
    // Nothing stands before the first item, so that its cluster is always there.
    let first = 0
    for (const each of alive) if (apart(each) < apart(first)) first = each
    const second = itemAt(nearest, first)
    merges.push({ left: itemAt(numbers, first), right: itemAt(numbers, second), distance: apart(first) })
    alive.delete(second)
    const [own, other] = [itemAt(sizes, first), itemAt(sizes, second)]
    for (const each of alive) {
      const mean = (own * at(between, first * size + each) + other * at(between, second * size + each)) / (own + other)
      between[first * size + each] = mean
      between[each * size + first] = mean
    }
    sizes[first] = own + other
    numbers[first] = size + merges.length - 1
    for (const each of alive) {
      // A merged cluster is no nearer to anything than the nearer of its parts was (it is reducible), so that nobody else's nearest changes.
      if (nearest[each] === first || nearest[each] === second) nearest[each] = nearestAfter(between, size, alive, each)
    }
  }
  return merges
}

/** The cluster of each item when only clusters no further apart than so much become one, numbered in the order of their first items. */
export function cutAt(merges: readonly Merge[], size: number, distance: number): number[] {
  const clusters = Array.from({ length: size }, (_, i) => [i])
  for (const { left, right, distance: apart } of merges) {
    // Means of equal distances may differ in the last digits.
    clusters.push(apart <= distance + 1e-12 ? [left, right].flatMap(part => clusters[part] ?? []) : [])
  }
  const last: (readonly number[])[] = []
  for (const items of clusters) for (const item of items) last[item] = items
  const labels = [...new Set(last)]
  return last.map(items => labels.indexOf(items))
}

/** The nearest of the clusters that stand after one, the first of equals; after the last itself. */
function nearestAfter(between: Float64Array, size: number, alive: ReadonlySet<number>, from: number): number {
  let best = from
  for (const each of alive) if (each > from && at(between, from * size + each) < at(between, from * size + best)) best = each
  return best
}
