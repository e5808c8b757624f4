import { describe, expect, test } from 'vitest'
import { filterSentiment } from '../../src/math/filterSentiment.js'
import { hearTracing, readingWeights } from '../../src/math/readingWeights.js'
import { emptyBlock, uncertaintyOf } from '../../src/math/sentimentBlock.js'
import {
  agedCopy,
  bringTo,
  covarianceOf,
  covarianceWithSum,
  createFilter,
  hear,
  hearSilence,
  meanOf,
  nudge,
  placeOf,
  unsettle,
} from '../../src/math/sentimentFilter.js'
import { remember, rememberChange } from '../../src/math/sentimentMemory.js'
import { denseFilter } from '../support/denseFilter.js'

const PRIOR = { mean: 0.1, sd: 0.5, halfLifeDays: 30, sameGroupCorrelation: 0.4 }
/** Three people, the first and the last in one group. */
const heard = () => {
  const filter = createFilter(['it', 'sales', 'it'], PRIOR)
  hear(filter, 0, 10, 0.8, 0.04)
  return filter
}
const PEOPLE = [0, 1, 2]
const known = (filter: ReturnType<typeof heard>) => PEOPLE.map(i => [meanOf(filter, i), ...PEOPLE.map(j => covarianceOf(filter, i, j))])

describe('a filter of sentiments', () => {
  test('knows where each person is, and nobody else', () => {
    const { place, blocks } = heard()
    expect(place).toEqual([
      { block: 0, row: 0 },
      { block: 1, row: 0 },
      { block: 0, row: 1 },
    ])
    expect(blocks.map(({ people }) => [...people])).toEqual([[0, 2], [1]])
    expect(createFilter([], PRIOR)).toMatchObject({ place: [], blocks: [], logLikelihood: 0 })
  })

  test('believes the prior of a stranger, and learns nothing from one', () => {
    const filter = heard()
    const before = known(filter)
    for (const stranger of [-1, 3]) {
      expect(placeOf(filter, stranger)).toBeUndefined()
      expect(meanOf(filter, stranger)).toBe(PRIOR.mean)
      expect([covarianceOf(filter, stranger, 0), covarianceOf(filter, 0, stranger), covarianceOf(filter, stranger, stranger)]).toEqual([
        0, 0, 0,
      ])
      hear(filter, stranger, 10, 1, 0.01)
      expect(hearSilence(filter, stranger, 10, 0.3, 1)).toBeUndefined()
      nudge(filter, stranger, 1)
    }
    expect(placeOf({ ...filter, place: [{ block: 9, row: 0 }] }, 0)).toBeUndefined()
    expect(known(filter)).toEqual(before)
  })

  test('learns nothing from a reading of endless error', () => {
    const filter = createFilter(['it'], PRIOR)
    hear(filter, 0, 10, 1, Number.POSITIVE_INFINITY)
    expect([meanOf(filter, 0), filter.logLikelihood]).toEqual([PRIOR.mean, 0])
  })

  test('is shaken as strongly as each is concerned: two keep in common what both keep, and what both meet anew', () => {
    const filter = createFilter(['it', 'it'], PRIOR)
    unsettle(filter, 10, Float64Array.of(0.5, 0.2))
    const together = 0.4 * 0.25
    expect(covarianceOf(filter, 0, 1)).toBeCloseTo(together * (0.5 * 0.8 + Math.sqrt((1 - 0.5 ** 2) * (1 - 0.8 ** 2))), 14)
    expect([covarianceOf(filter, 0, 0), covarianceOf(filter, 1, 1)]).toEqual([0.25, 0.25])
  })

  test('is moved by a nudge, by its amount and in one person only', () => {
    const filter = heard()
    const before = PEOPLE.map(i => meanOf(filter, i))
    nudge(filter, 2, 0.25)
    expect(PEOPLE.map(i => meanOf(filter, i) - (before[i] ?? 0))).toEqual([0, 0, expect.closeTo(0.25, 12)])
  })

  test('gives the covariance of each with a weighted sum as the sum of the covariances', () => {
    const filter = heard()
    const weights = Float64Array.of(0.5, 0.2, 0.3)
    const expected = PEOPLE.map(i => PEOPLE.reduce((sum, j) => sum + (weights[j] ?? 0) * covarianceOf(filter, i, j), 0))
    const found = [...covarianceWithSum(filter, weights)]
    expect(found).toHaveLength(3)
    for (const i of PEOPLE) expect(found[i]).toBeCloseTo(expected[i] ?? Number.NaN, 14)
    expect(Math.min(...found)).toBeGreaterThan(0)
  })
})

describe('a trace of what was heard', () => {
  test('is there for those who are known, and only for a reading that says something', () => {
    const filter = createFilter(['it'], PRIOR)
    expect(hearTracing(filter, 1, 10, 0.8, 0.04)).toBeUndefined()
    expect(hearTracing(filter, 0, 10, 0.8, Number.POSITIVE_INFINITY)).toBeUndefined()
    expect(hearTracing(filter, 0, 10, 0.8, 0.04)).toMatchObject({ row: 0, day: 10, shares: Float64Array.of(0.25 / 0.29) })
  })

  test('of another filter moves nothing in this one', () => {
    const own = hearTracing(createFilter(['it'], PRIOR), 0, 10, 0.8, 0.04)
    expect([...readingWeights(createFilter(['it'], PRIOR), own === undefined ? [] : [own], Float64Array.of(1), 20)]).toEqual([0])
  })

  test('is of a reading whose error is at least a millionth of the deviation expected, however exact it claims to be', () => {
    const block = { ...emptyBlock([0], PRIOR), gain: Float64Array.of(0) }
    expect(uncertaintyOf(block, 0, 0)).toBeCloseTo(1e-12 * 0.25, 20)
    expect(uncertaintyOf(block, 0, 0.04)).toBe(0.04)
  })
})

describe('a group of many', () => {
  const people = Array.from({ length: 67 }, (_, i) => `p${i}`)
  const groups = people.map(() => 'it')
  const readings = Array.from({ length: 90 }, (_, k) => ({
    day: Math.floor(k / 3),
    person: `p${(k * 29) % 67}`,
    value: ((k * 7) % 19) / 10 - 0.9,
    sd: 0.1 + (k % 4) / 10,
    ...(k % 5 === 0 && { shared: 'kim' }),
  }))
  const input = { people, groups, shared: [{ key: 'kim', sd: 0.2 }], day: 33, prior: PRIOR }

  test.each([86, 87, 88, 89, 90])('of whom %d readings are heard is known as by the formulas of the textbook, whatever waits', count => {
    const events = {
      ...input,
      readings: readings.slice(0, count),
      upheavals: [{ day: 25, people: ['p3', 'p4'], strength: 0.5 }],
      silences: [{ day: 29, person: 'p66', rate: 0.4, slope: 1 }],
    }
    const [state, dense] = [filterSentiment(events), denseFilter(events)]
    state.mean.forEach((mean, i) => void expect(mean).toBeCloseTo(dense.mean[i] ?? Number.NaN, 12))
    state.covariance.forEach(
      (row, i) => void row.forEach((each, j) => void expect(each).toBeCloseTo(dense.covariance[i]?.[j] ?? Number.NaN, 12)),
    )
  })

  test('is known by a copy to the bit whenever one was made of it, and goes on the same', () => {
    const [alone, copied] = [createFilter(groups, PRIOR), createFilter(groups, PRIOR)]
    for (const { day, person, value, sd } of readings) {
      hear(alone, people.indexOf(person), day, value, sd * sd)
      hear(copied, people.indexOf(person), day, value, sd * sd)
      agedCopy(copied, day + 1)
    }
    const knownIn = (filter: typeof alone) =>
      people.map((_, i) => [meanOf(filter, i), covarianceOf(filter, i, i), covarianceOf(filter, i, 0)])
    expect(knownIn(copied)).toEqual(knownIn(alone))
    const weights = Float64Array.from(people, (_, i) => i)
    const waits = covarianceWithSum(alone, weights)
    covarianceWithSum(agedCopy(alone, 29), weights).forEach((each, i) => void expect(each).toBeCloseTo(waits[i] ?? Number.NaN, 10))
  })
})

describe('an aged copy', () => {
  test('goes its own way, and so does what it is a copy of', () => {
    for (const hearing of ['copy', 'original'] as const) {
      const original = heard()
      const copy = agedCopy(original, 10)
      const before = known(original)
      expect(known(copy)).toEqual(before)
      hear(hearing === 'copy' ? copy : original, 2, 10, -0.9, 0.01)
      expect(known(hearing === 'copy' ? original : copy)).toEqual(before)
      expect(known(hearing === 'copy' ? copy : original)).not.toEqual(before)
    }
  })

  test('remembers what was remembered, and what it hears later teaches it alone', () => {
    const original = heard()
    const [memory] = remember(original, Float64Array.of(1, 0, 0), 10)
    const copy = agedCopy(original, 20)
    const [copied] = copy.blocks[0]?.memories ?? []
    const told = [memory?.mean, [...(memory?.cross ?? [])]]
    expect(copied?.mean).toBe(memory?.mean)
    hear(copy, 0, 20, -0.9, 0.01)
    expect([memory?.mean, [...(memory?.cross ?? [])]]).toEqual(told)
    expect(copied?.mean).toBeLessThan(memory?.mean ?? Number.NaN)
  })

  test('of an earlier day is no younger than what was heard', () => {
    const original = heard()
    expect(known(agedCopy(original, 5))).toEqual(known(original))
    expect(known(agedCopy(original, Number.NEGATIVE_INFINITY))).toEqual(known(original))
  })

  test('of a filter that remembers nothing remembers nothing', () => {
    expect(agedCopy(heard(), 20).blocks.map(({ memories }) => memories)).toEqual([[], []])
  })
})

describe('a remembered change', () => {
  test('is taught by later readings as by its covariance with them', () => {
    const filter = createFilter(['it'], { ...PRIOR, mean: 0 })
    const weights = Float64Array.of(1)
    const memories = remember(filter, weights, 0)
    bringTo(filter, 30)
    rememberChange(filter, memories, weights, 30)
    // Half of it is forgotten in a half-life: the change covaries with the present by half of the variance of 0.25.
    expect(memories).toMatchObject([{ mean: 0, variance: expect.closeTo(0.25, 14), cross: Float64Array.of(0.125) }])
    hear(filter, 0, 30, 0.6, 0.05)
    expect(memories[0]?.mean).toBeCloseTo((0.125 / 0.3) * 0.6, 14)
    expect(memories[0]?.variance).toBeCloseTo(0.25 - 0.125 ** 2 / 0.3, 14)
  })
})
