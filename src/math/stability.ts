import { at, itemAt } from '../support/linear.js'
import { randomFrom } from '../support/random.js'
import { averageLinkage, cutAt } from './linkage.js'

/**
 * How stable each cluster is, 0..1: over samples of the items drawn with replacement, how alike it is on average to the most similar cluster
 * of the sample, by the Jaccard coefficient of the items drawn.
 *
 * Hennig holds clusters of 0.75 and more for valid, those below 0.6 for not to be trusted, and those of 0.5 or less for dissolved. Samples in
 * which nothing of a cluster was drawn say nothing of it. The seed is fixed, so that the answer is always the same.
 *
 * @param labels the cluster of each item, as `cutAt` gave it at the same distance
 * @see C. Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52 (2007)
 */
export function clusterStability(
  distances: Float64Array,
  size: number,
  labels: readonly number[],
  { cut, samples }: { readonly cut: number; readonly samples: number },
): number[] {
  const random = randomFrom(SEED)
  const clusters = Math.max(...labels) + 1
  const sums = Array.from({ length: clusters }, () => 0)
  const drawn = Array.from({ length: clusters }, () => 0)
  for (let sample = 0; sample < samples; sample++) {
    const items = Array.from({ length: size }, () => random.below(size)).sort((a, b) => a - b)
    const redone = cutAt(averageLinkage(among(distances, size, items), size), size, cut)
    const found = setsOf(redone, items)
    setsOf(
      items.map(item => itemAt(labels, item)),
      items,
      clusters,
    ).forEach((own, cluster) => {
      if (own.size === 0) return
      sums[cluster] = itemAt(sums, cluster) + Math.max(...found.map(other => jaccard(own, other)))
      drawn[cluster] = itemAt(drawn, cluster) + 1
    })
  }
  return sums.map((sum, cluster) => (itemAt(drawn, cluster) > 0 ? sum / itemAt(drawn, cluster) : 0))
}

/** How alike two sets are: what they share of what either has; two empty ones are the same. */
export function jaccard(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): number {
  let shared = 0
  for (const each of one) if (other.has(each)) shared++
  const all = one.size + other.size - shared
  return all === 0 ? 1 : shared / all
}

/** Any seed would do; it is fixed so that nothing changes from run to run. */
const SEED = 20_260_302

function among(distances: Float64Array, size: number, items: readonly number[]): Float64Array {
  const sample = new Float64Array(size * size)
  items.forEach((row, i) => {
    items.forEach((column, j) => {
      sample[i * size + j] = at(distances, row * size + column)
    })
  })
  return sample
}

/** The items of each label, each once. */
function setsOf(labels: readonly number[], items: readonly number[], count = Math.max(...labels) + 1): ReadonlySet<number>[] {
  const sets = Array.from({ length: count }, () => new Set<number>())
  items.forEach((item, i) => {
    sets[itemAt(labels, i)]?.add(item)
  })
  return sets
}
