import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageLinkage, cutAt } from '../../src/math/linkage.js'
import { chao1 } from '../../src/math/richness.js'
import { clusterStability, jaccard } from '../../src/math/stability.js'
import { medianOf, waiting } from '../../src/math/waiting.js'
import reference from '../fixtures/reference/listening.json' with { type: 'json' }
import { always } from '../support/law.js'

const NINETY_FIVE = 1.959963984540054
const flat = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat())

describe('average linkage', () => {
  test.each(reference.linkage.map(each => [each.distances.length, each] as const))('of %i items is what SciPy finds', (size, each) => {
    const merges = averageLinkage(flat(each.distances), size)
    const seen = merges.map(({ left, right, distance }) => [Math.min(left, right), Math.max(left, right), distance])
    expect(seen).toEqual(each.merges.map(([left, right, distance]) => [left, right, expect.closeTo(distance ?? Number.NaN, 12)]))
    for (const [cut, labels] of Object.entries(each.cuts)) {
      expect(partition(cutAt(merges, size, Number(cut)))).toEqual(partition(labels))
    }
  })

  test('takes the pair whose items stand first where several are equally near', () => {
    const alike = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 0 : 1))
    expect(averageLinkage(alike, 4)).toEqual([
      { left: 0, right: 1, distance: 1 },
      { left: 4, right: 2, distance: 1 },
      { left: 5, right: 3, distance: 1 },
    ])
  })

  test('looks anew for what is nearest when that has merged with something far away', () => {
    const distances = [
      [0, 0.5, 1, 0.6],
      [0.5, 0, 0.1, 1],
      [1, 0.1, 0, 1],
      [0.6, 1, 1, 0],
    ]
    expect(averageLinkage(flat(distances), 4)).toEqual([
      { left: 1, right: 2, distance: 0.1 },
      { left: 0, right: 3, distance: 0.6 },
      { left: 5, right: 4, distance: expect.closeTo(0.875, 12) },
    ])
  })

  test('is cut at distances up to the one given, and numbers clusters by their first items', () => {
    const merged = (...pairs: readonly string[]) =>
      averageLinkage(
        Float64Array.from({ length: 36 }, (_, at) => {
          const [i, j] = [Math.floor(at / 6), at % 6].sort((a, b) => a - b)
          return i === j ? 0 : pairs.includes(`${i} ${j}`) ? 0.3 : 0.9
        }),
        6,
      )
    const merges = merged('0 5', '1 3', '2 4')
    expect(cutAt(merges, 6, 0.3)).toEqual([0, 1, 2, 1, 2, 0])
    expect(cutAt(merged('0 5'), 6, 0.3)).toEqual([0, 1, 2, 3, 4, 0])
    expect(cutAt(merged('0 5', '1 2'), 6, 0.3)).toEqual([0, 1, 1, 2, 3, 0])
    expect(cutAt(merged('1 5', '0 4'), 6, 0.3)).toEqual([0, 1, 2, 3, 0, 1])
    expect(cutAt(merges, 6, 0.3 - 1e-9)).toEqual([0, 1, 2, 3, 4, 5])
    expect(cutAt(merges, 6, 0.9)).toEqual([0, 0, 0, 0, 0, 0])
    expect(cutAt([], 0, 0.9)).toEqual([])
    // A tenth and two tenths add up to a little more than three tenths.
    expect(cutAt([{ left: 0, right: 1, distance: 0.1 + 0.2 }], 2, 0.3)).toEqual([0, 0])
    expect(cutAt([{ left: 0, right: 1, distance: 0.3 + 1e-12 }], 2, 0.3)).toEqual([0, 0])
  })

  test('is, by brute force over all pairs of clusters, always a merge of the two that are nearest on average', () => {
    const matrices = fc.integer({ min: 1, max: 9 }).chain(size =>
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: size * size, maxLength: size * size }).map(cells => ({
        size,
        distances: Float64Array.from(cells, (_, at) => {
          const [row, column] = [Math.floor(at / size), at % size].sort((a, b) => a - b)
          return row === column ? 0 : (cells[(row ?? 0) * size + (column ?? 0)] ?? 0) / 4
        }),
      })),
    )
    always(matrices, ({ size, distances }) => {
      const clusters = Array.from({ length: size }, (_, i) => [i])
      const alive = new Set(clusters.keys())
      const mean = (a: number, b: number): number => {
        const pairs = (clusters[a] ?? []).flatMap(i => (clusters[b] ?? []).map(j => distances[i * size + j] ?? Number.NaN))
        return pairs.reduce((sum, each) => sum + each, 0) / pairs.length
      }
      for (const { left, right, distance } of averageLinkage(distances, size)) {
        const all = [...alive].flatMap(a => [...alive].flatMap(b => (a < b ? [mean(a, b)] : [])))
        expect(distance).toBeCloseTo(Math.min(...all), 12)
        expect(mean(left, right)).toBeCloseTo(distance, 12)
        alive.delete(left)
        alive.delete(right)
        clusters.push([...(clusters[left] ?? []), ...(clusters[right] ?? [])])
        alive.add(clusters.length - 1)
      }
      expect(alive.size).toBe(1)
    })
  })
})

describe('the stability of clusters', () => {
  const blocks = (sizes: readonly number[], apart: number): { size: number; distances: Float64Array; labels: number[] } => {
    const labels = sizes.flatMap((count, label) => Array.from({ length: count }, () => label))
    const cells = labels.flatMap((a, i) => labels.map((b, j) => (i === j ? 0 : a === b ? 0.1 : apart)))
    return { size: labels.length, distances: Float64Array.from(cells), labels }
  }

  test('is 1 where clusters are far apart and alike within', () => {
    const { size, distances, labels } = blocks([4, 5, 3], 1)
    expect(cutAt(averageLinkage(distances, size), size, 0.5)).toEqual(labels)
    expect(clusterStability(distances, size, labels, { cut: 0.5, samples: 50 })).toEqual([1, 1, 1])
  })

  test('is lower where a few items decide whether two clusters are one', () => {
    // A chain: each item is near to the next only, so that what is drawn decides where it breaks.
    const size = 12
    const distances = Float64Array.from({ length: size * size }, (_, at) =>
      Math.min(1, 0.3 * Math.abs(Math.floor(at / size) - (at % size))),
    )
    const labels = cutAt(averageLinkage(distances, size), size, 0.5)
    const stability = clusterStability(distances, size, labels, { cut: 0.5, samples: 50 })
    expect(Math.min(...stability)).toBeLessThan(0.85)
    for (const each of stability) expect(each).toBeGreaterThan(0.2)
    expect(clusterStability(distances, size, labels, { cut: 0.5, samples: 50 })).toEqual(stability)
  })

  test('is what counting all samples of three items gives, which keep their order where two pairs are equally near', () => {
    const distances = flat([
      [0, 0.5, 1],
      [0.5, 0, 0.5],
      [1, 0.5, 0],
    ])
    expect(cutAt(averageLinkage(distances, 3), 3, 0.5)).toEqual([0, 0, 1])
    // Of 27 samples 6 hold the last two items only, which are then one cluster; 26 hold one of the first two, and 19 the last.
    const [first = 0, second = 0] = clusterStability(distances, 3, [0, 0, 1], { cut: 0.5, samples: 4000 })
    expect(Math.abs(first - (1 - 3 / 26))).toBeLessThan(0.015)
    expect(Math.abs(second - (1 - 3 / 19))).toBeLessThan(0.015)
  })

  test('is 0 of what no sample holds', () => {
    const { size, distances, labels } = blocks([2, 2], 1)
    expect(clusterStability(distances, size, labels, { cut: 0.5, samples: 0 })).toEqual([0, 0])
  })

  test('compares sets by what they share of what either has', () => {
    expect(jaccard(new Set([1, 2, 3]), new Set([2, 3, 4]))).toBe(0.5)
    expect(jaccard(new Set(), new Set([1]))).toBe(0)
    expect(jaccard(new Set(), new Set())).toBe(1)
  })
})

describe('the number of kinds by Chao', () => {
  // What the program EstimateS prints, to two digits, as quoted by the tests of scikit-bio (95 % intervals).
  test.each([
    ['singletons and doubletons', [0, 1, 1, 4, 2, 5, 2, 4, 1, 2], 9.75, [9.07, 17.45]],
    ['no singletons', [0, 2, 2, 4, 5, 0, 0, 0, 0, 0], 4, [4, 4.95]],
    ['no doubletons', [0, 1, 1, 4, 5, 0, 0, 0, 0, 0], 5, [4.08, 17.27]],
    // By hand from Chao's formulas: the variance is 3 + 75 / 4 - 81 / 32.
    ['three singletons and no doubletons', [1, 1, 1, 4, 5], 8, [5.37, 29.38]],
  ])('with %s is what EstimateS finds', (_, counts, estimate, [low = 0, high = 0]) => {
    const found = chao1(counts, NINETY_FIVE)
    expect(found?.estimate).toBe(estimate)
    expect(Math.abs((found?.interval[0] ?? 0) - low)).toBeLessThanOrEqual(0.0055)
    expect(Math.abs((found?.interval[1] ?? 0) - high)).toBeLessThanOrEqual(0.0055)
  })

  test('is never below what was met, and unknown where nothing was', () => {
    expect(chao1([])).toBeUndefined()
    expect(chao1([0, 0])).toBeUndefined()
    always(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }), counts => {
      const { observed, estimate, interval } = chao1(counts) ?? { observed: -1, estimate: -1, interval: [-1, -1] }
      expect(observed).toBe(counts.length)
      expect(estimate).toBeGreaterThanOrEqual(observed)
      expect(interval[0]).toBeGreaterThanOrEqual(observed)
      expect(interval[1]).toBeGreaterThanOrEqual(interval[0])
      expect(Number.isFinite(interval[1])).toBe(true)
    })
  })

  test('grows with what was met only once', () => {
    const estimates = [0, 2, 4, 8].map(once => chao1([...Array.from({ length: once }, () => 1), 2, 3, 3])?.estimate ?? 0)
    expect(estimates).toEqual([3, 5.5, 10, 25])
  })
})

describe('how long something takes', () => {
  test.each(reference.waiting)('of $done and open $open is what SciPy finds', ({ done, open, median, plain }) => {
    const found = waiting(done, open)
    expect([found.done, found.open]).toEqual([done.length, open.length])
    expect(found.median).toBe(plain)
    expect(found.medianWithOpen ?? null).toBe(median)
  })

  test('is the plain median where nothing is open, but for the mean of two', () => {
    expect(waiting([3, 1, 2], [])).toEqual({ done: 3, open: 0, median: 2, medianWithOpen: 2 })
    expect(waiting([], [5])).toStrictEqual({ done: 0, open: 1 })
    expect(medianOf([4, 1, 3, 2])).toBe(2.5)
  })
})

/** Which items are together, whatever the clusters are called. */
function partition(labels: readonly number[]): number[] {
  return labels.map(label => labels.indexOf(label))
}
