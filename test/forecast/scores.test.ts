import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binned, type Judged, reliabilityBin } from '../../src/forecast/bins.js'
import { brierParts, scoresOf } from '../../src/forecast/scores.js'
import { clusteredMean } from '../../src/math/pairedDifference.js'
import { wilsonInterval } from '../../src/math/wilson.js'
import { NINETY_PERCENT } from '../../src/support/normal.js'
import { always } from '../support/law.js'

const forecasts = (probabilities: readonly number[], came: readonly number[], accounts?: readonly string[]): Judged[] =>
  probabilities.map((probability, i) => ({ probability, came: came[i] ?? 0, account: accounts?.[i] ?? `account ${i}` }))

describe("Wilson's interval", () => {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics in Medicine 17
  // (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('is at 95 %% the published one: %i of %i', (hits, count, low, high) => {
    expect(wilsonInterval(hits, count, 1.959963984540054)).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)])
  })

  test('holds the shares that a score test at 10 % does not reject, and no others', () => {
    for (const [hits, count] of [
      [1, 2],
      [3, 10],
      [40, 41],
      [10, 400],
    ] as const) {
      const rejection = (share: number): number => Math.abs(hits / count - share) / Math.sqrt((share * (1 - share)) / count)
      for (const end of wilsonInterval(hits, count)) expect(rejection(end)).toBeCloseTo(NINETY_PERCENT, 9)
    }
  })

  test('reaches its end exactly where none or all hit', () => {
    for (let count = 1; count <= 100; count++) {
      expect(wilsonInterval(0, count)[0]).toBe(0)
      expect(wilsonInterval(count, count)[1]).toBe(1)
    }
  })
})

describe('the Brier score', () => {
  const scores = (probabilities: readonly number[], came: readonly number[], accounts?: readonly string[]) =>
    scoresOf(
      forecasts(probabilities, came, accounts).map(each => ({ ...each, kind: 'new', scores: [], rules: new Set<string>() })),
      [],
    )

  test('is the mean squared difference of forecast and outcome', () => {
    const { brier } = scores([0.7, 0.7, 0.3, 1], [1, 0, 1, 1])
    expect(brier.value).toBeCloseTo((0.09 + 0.49 + 0.49 + 0) / 4, 15)
  })

  test('has the usual standard error where every account has one decision', () => {
    const values = [0.1, 0.5, 0.3, 0.9, 0.2]
    const mean = 0.4
    const sd = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 4)
    const { value, standardError } = clusteredMean(values, ['a', 'b', 'c', 'd', 'e'])
    expect(value).toBeCloseTo(mean, 15)
    expect(standardError).toBeCloseTo(sd / Math.sqrt(5), 15)
  })

  test('stands beside what the share won in all other accounts would have scored, a half added to each side', () => {
    const { rivals, skill, brier } = scores([0.9, 0.8, 0.4, 0.2], [1, 1, 0, 0], ['a', 'a', 'b', 'c'])
    const baseRate = rivals.find(({ name }) => name === 'baseRate')
    // Without a: 0 of 2 won. Without b, and without c: 2 of 3.
    const [a, b] = [(0 + 0.5) / 3, (2 + 0.5) / 4]
    expect(baseRate?.brier.value).toBeCloseTo((2 * (1 - a) ** 2 + 2 * b ** 2) / 4, 15)
    expect(baseRate?.difference.value).toBeCloseTo((baseRate?.brier.value ?? 0) - brier.value, 15)
    expect(skill).toBeCloseTo(1 - brier.value / (baseRate?.brier.value ?? 0), 15)
  })
})

describe("Murphy's partition", () => {
  // Probability-of-precipitation forecasts of table 7.3 in D. S. Wilks, "Statistical Methods in the Atmospheric Sciences" (2nd ed., 2006),
  // as in the example of `attribute` in the R package `verification`, taken as 12,402 forecasts, rounded; the expected numbers were
  // computed from them with numpy.
  const probabilities = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
  const observed = [0.006, 0.019, 0.059, 0.15, 0.277, 0.377, 0.511, 0.587, 0.723, 0.779, 0.934, 0.933]
  const shares = [0.4112, 0.0671, 0.1833, 0.0986, 0.0616, 0.0366, 0.0303, 0.0275, 0.0245, 0.022, 0.017, 0.0203]
  const table = probabilities.map((probability, i) => {
    const count = Math.round((shares[i] ?? 0) * 12_402)
    const hits = Math.round((observed[i] ?? 0) * count)
    return Array.from({ length: count }, (_, k): Judged => ({ probability, came: k < hits ? 1 : 0, account: `${i} ${k}` }))
  })

  test('of published forecasts is what their table gives, with nothing left within the bins', () => {
    const { reliability, resolution, uncertainty, withinBins } = brierParts(table)
    expect(reliability).toBeCloseTo(0.000831321151396, 12)
    expect(resolution).toBeCloseTo(0.062810364864562, 12)
    expect(uncertainty).toBeCloseTo(0.135467715808626, 12)
    expect(withinBins).toBeCloseTo(0, 15)
    expect(reliability - resolution + uncertainty).toBeCloseTo(0.073488672095461, 12)
  })

  const judged = fc.array(
    fc.record({
      probability: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1)),
      came: fc.constantFrom(0, 1),
      account: fc.constantFrom('a', 'b', '__proto__', 'constructor', 'é'),
    }),
    { minLength: 1, maxLength: 150 },
  )

  test('adds up to the Brier score exactly, whatever the forecasts', () => {
    always(judged, all => {
      const { reliability, resolution, uncertainty, withinBins } = brierParts(binned(all))
      const brier = all.reduce((sum, { probability, came }) => sum + (probability - came) ** 2, 0) / all.length
      expect(reliability - resolution + uncertainty + withinBins).toBeCloseTo(brier, 12)
      expect(Math.min(reliability, resolution, uncertainty)).toBeGreaterThanOrEqual(0)
    })
  })

  test('rests on bins that hold every forecast once, in order, never part equal ones and are at most ten', () => {
    always(judged, all => {
      const bins = binned(all)
      expect(bins.flat().map(({ probability }) => probability)).toEqual(all.map(({ probability }) => probability).sort((a, b) => a - b))
      expect(bins.length).toBeLessThanOrEqual(10)
      for (const [i, bin] of bins.entries()) {
        const row = reliabilityBin(bin)
        expect(bin.length).toBeGreaterThan(0)
        expect(row.from).toBeGreaterThan(bins[i - 1]?.at(-1)?.probability ?? -1)
        expect(row.forecast).toBeGreaterThanOrEqual(row.from - 1e-12)
        expect(row.forecast).toBeLessThanOrEqual(row.to + 1e-12)
        expect(row.interval[0]).toBeLessThanOrEqual(row.observed)
        expect(row.interval[1]).toBeGreaterThanOrEqual(row.observed)
      }
    })
  })
})

describe('the bins', () => {
  const different = (count: number) =>
    forecasts(
      Array.from({ length: count }, (_, i) => i / count),
      [],
    )

  test('are of equal count, about ten forecasts each as long as there are fewer than a hundred', () => {
    expect(binned(different(9)).map(bin => bin.length)).toEqual([9])
    expect(binned(different(40)).map(bin => bin.length)).toEqual([10, 10, 10, 10])
    expect(binned(different(45)).map(bin => bin.length)).toEqual([11, 12, 11, 11])
    expect(binned(different(300)).map(bin => bin.length)).toEqual(Array(10).fill(30))
  })

  test('take equal forecasts together', () => {
    expect(binned(forecasts([...Array(35).fill(0.5), 0.6, 0.7, 0.8, 0.9, 1], [])).map(bin => bin.length)).toEqual([35, 5])
    expect(binned(forecasts(Array(60).fill(0.5), [])).map(bin => bin.length)).toEqual([60])
  })
})
