import { filterSentiment, type SentimentEvents } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hearSilenceTracing, hearTracing, readingWeights, type Traced, unsettleTracing } from '../../src/math/readingWeights.js'
import {
  agedCopy,
  bringTo,
  covarianceWithSum,
  createFilter,
  hear,
  hearSilence,
  meanOf,
  shareError,
  unsettle,
} from '../../src/math/sentimentFilter.js'
import { personBeyond, recall, remember, rememberChange, rememberPerson } from '../../src/math/sentimentMemory.js'
import { type DenseState, denseFilter } from '../support/denseFilter.js'
import { always } from '../support/law.js'

const PEOPLE = ['a', 'b', 'c', 'd', 'e']
const hundredths = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map(n => n / 100)
/** Days in quarters, so that some events meet. */
const someDay = fc.integer({ min: 0, max: 800 }).map(quarters => quarters / 4)
const person = fc.constantFrom(...PEOPLE)

const readings = fc.array(
  fc.record(
    {
      day: someDay,
      person,
      value: hundredths(-1, 1),
      sd: hundredths(0.05, 1),
      offset: hundredths(-0.3, 0.3),
      shared: fc.constantFrom('kim', 'lee', 'max'),
    },
    { requiredKeys: ['day', 'person', 'value', 'sd'] },
  ),
  { maxLength: 14, size: 'max' },
)
const silences = fc.array(fc.record({ day: someDay, person, rate: hundredths(0.02, 0.98), slope: hundredths(0, 3) }), { maxLength: 4 })
const upheavals = fc.array(
  fc.record({ day: someDay, people: fc.subarray(PEOPLE), strength: hundredths(0, 1) }, { requiredKeys: ['day', 'strength'] }),
  { maxLength: 3 },
)
const basics = {
  people: fc.constant(PEOPLE),
  groups: fc.array(fc.constantFrom('x', 'y'), { minLength: 5, maxLength: 5 }),
  shared: fc.tuple(hundredths(-0.3, 0.3), hundredths(0, 0.6), hundredths(0.01, 0.6)).map(([mean, sd, other]) => [
    { key: 'kim', mean, sd },
    { key: 'lee', sd: other },
    { key: 'max', sd: 0.3 },
  ]),
  day: fc.constantFrom(120, 200, 400),
  prior: fc.record({
    mean: hundredths(-0.3, 0.3),
    sd: hundredths(0.1, 0.8),
    halfLifeDays: fc.integer({ min: 20, max: 400 }),
    sameGroupCorrelation: hundredths(0, 0.9),
  }),
}
const everything: fc.Arbitrary<SentimentEvents> = fc.record({ ...basics, readings, silences, upheavals })

/** A filter of the kernel that has taken in the events, each as `take` does. */
function filterOf({ people, groups, shared = [], readings, silences = [], upheavals = [], prior, day }: SentimentEvents) {
  const filter = createFilter(groups ?? people, prior)
  for (const { sd } of shared) shareError(filter, sd * sd)
  const place = (id: string): number => people.indexOf(id)
  const traced: { readonly event: Traced; readonly value: number }[] = []
  const events = [
    ...upheavals.map(each => ({
      day: each.day,
      take: () => {
        const strengths = Float64Array.from(people, id => ((each.people ?? people).includes(id) ? each.strength : 0))
        traced.push({ event: unsettleTracing(filter, each.day, strengths), value: 1 })
      },
    })),
    ...silences.map(each => ({
      day: each.day,
      take: () => {
        const found = hearSilenceTracing(filter, place(each.person), each.day, each.rate, each.slope)
        if (found !== undefined) traced.push({ event: found.heard, value: found.value - (prior.mean ?? 0) })
      },
    })),
    ...readings.map(each => ({
      day: each.day,
      take: () => {
        const key = shared.findIndex(error => error.key === each.shared)
        const value = each.value - (each.offset ?? 0) - (shared[key]?.mean ?? 0)
        const event = hearTracing(filter, place(each.person), each.day, value, each.sd ** 2, key < 0 ? undefined : key)
        if (event !== undefined) traced.push({ event, value: value - (prior.mean ?? 0) })
      },
    })),
  ]
    .filter(each => each.day <= day)
    .sort((a, b) => a.day - b.day)
  const takeUntil = (end: number): void => {
    for (const { take } of events.splice(0, events.filter(each => each.day < end).length)) take()
  }
  return { filter, traced, takeUntil }
}

describe('sentiments with every kind of event', () => {
  test('are those of the joint normal distribution of people and shared errors', () => {
    always(everything, input => {
      const state = filterSentiment(input)
      const dense = denseFilter(input)
      expect(state.logLikelihood).toBeCloseTo(dense.logLikelihood, 8)
      PEOPLE.forEach((_, i) => {
        expect(state.mean[i]).toBeCloseTo(dense.mean[i] ?? Number.NaN, 9)
        PEOPLE.forEach((__, j) => {
          expect(state.covariance[i]?.[j]).toBeCloseTo(dense.covariance[i]?.[j] ?? Number.NaN, 9)
        })
      })
      state.shared.forEach(({ mean, sd }, k) => {
        expect(mean).toBeCloseTo(dense.mean[PEOPLE.length + k] ?? Number.NaN, 9)
        expect(sd ** 2).toBeCloseTo(dense.covariance[PEOPLE.length + k]?.[PEOPLE.length + k] ?? Number.NaN, 9)
      })
    })
  })

  test('are known no worse than nothing, and their covariance stays one', () => {
    always(everything, input => {
      const { covariance, shared } = filterSentiment(input)
      const { sd } = input.prior
      covariance.forEach((row, i) => {
        expect(row[i]).toBeLessThanOrEqual(sd * sd * (1 + 1e-12))
      })
      shared.forEach((error, k) => {
        expect(error.sd).toBeLessThanOrEqual((input.shared?.[k]?.sd ?? 0) * (1 + 1e-12))
      })
      expect(leastPivot(covariance)).toBeGreaterThanOrEqual(-1e-12 * sd * sd)
    })
  })

  test('are the very same bits where nothing of it occurs', () => {
    const plain = fc.record({ ...basics, readings })
    always(plain, ({ shared: _, ...input }) => {
      const bare = { ...input, readings: input.readings.map(({ day, person, value, sd }) => ({ day, person, value, sd })) }
      const idle = {
        ...bare,
        readings: bare.readings.map(each => ({ ...each, offset: 0 })),
        shared: [{ key: 'kim', sd: 0.2 }],
        upheavals: [{ day: 50, strength: 0 }],
        silences: [{ day: 50, person: 'a', rate: 0.3, slope: 0 }],
      }
      const { shared: __, ...state } = filterSentiment(idle)
      const { shared: ___, ...before } = filterSentiment(bare)
      expect(state).toEqual(before)
    })
  })
})

describe('an upheaval', () => {
  test('of everybody is as much as time, up to the prior', () => {
    always(fc.tuple(everything, hundredths(0, 0.95)), ([input, strength]) => {
      const early = {
        ...input,
        readings: input.readings.map(each => ({ ...each, day: each.day / 8 })),
        silences: [],
        upheavals: [],
        day: 110,
      }
      const shaken = filterSentiment({ ...early, upheavals: [{ day: 110, strength }] })
      const aged = filterSentiment({ ...early, day: 110 - input.prior.halfLifeDays * Math.log2(1 - strength) })
      PEOPLE.forEach((_, i) => {
        expect(shaken.mean[i]).toBeCloseTo(aged.mean[i] ?? Number.NaN, 12)
        PEOPLE.forEach((__, j) => {
          expect(shaken.covariance[i]?.[j]).toBeCloseTo(aged.covariance[i]?.[j] ?? Number.NaN, 12)
        })
      })
      const all = filterSentiment({ ...early, upheavals: [{ day: 110, strength: 1 }] })
      const none = filterSentiment({ ...early, readings: [] })
      expect({ mean: all.mean, covariance: all.covariance }).toEqual({ mean: none.mean, covariance: none.covariance })
    })
  })

  test('of some leaves mean and variance of the others', () => {
    always(everything, input => {
      const before = filterSentiment({ ...input, day: 200 })
      const after = filterSentiment({
        ...input,
        day: 200,
        readings: [...input.readings],
        upheavals: [...(input.upheavals ?? []), { day: 200, people: ['a', 'b'], strength: 0.7 }],
      })
      // Readings of day 200 come after it, so that the comparison is of villages without them.
      if (input.readings.some(({ day }) => day === 200) || input.silences?.some(({ day }) => day === 200)) return
      for (const i of [2, 3, 4]) {
        expect(after.mean[i]).toBeCloseTo(before.mean[i] ?? Number.NaN, 12)
        expect(after.covariance[i]?.[i]).toBeCloseTo(before.covariance[i]?.[i] ?? Number.NaN, 12)
      }
    })
  })
})

describe('a silence', () => {
  test('lowers whom it is of and whoever sways with them, and tells more about them', () => {
    always(fc.tuple(everything, hundredths(0.05, 0.95), hundredths(0.05, 3)), ([input, rate, slope]) => {
      if (input.readings.some(({ day }) => day === input.day)) return
      const before = filterSentiment(input)
      const after = filterSentiment({ ...input, silences: [...(input.silences ?? []), { day: input.day, person: 'a', rate, slope }] })
      PEOPLE.forEach((_, i) => {
        const together = before.covariance[0]?.[i] ?? Number.NaN
        const moved = (after.mean[i] ?? Number.NaN) - (before.mean[i] ?? Number.NaN)
        if (Math.abs(together) > 1e-9) expect(Math.sign(moved)).toBe(-Math.sign(together))
      })
      expect(after.covariance[0]?.[0]).toBeLessThanOrEqual((before.covariance[0]?.[0] ?? Number.NaN) * (1 + 1e-12))
    })
  })

  test('that is next to impossible is still a number', () => {
    for (const rate of [1e-300, 1e-9, 0.5, 1 - 1e-9, 1 - 2 ** -53]) {
      for (const slope of [1e-9, 1, 30, 1e4]) {
        const { mean, covariance, logLikelihood } = filterSentiment({
          people: ['a'],
          readings: [{ day: 0, person: 'a', value: 1, sd: 0.01 }],
          silences: [{ day: 1, person: 'a', rate, slope }],
          day: 1,
          prior: { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
        })
        expect([mean[0], covariance[0]?.[0], logLikelihood].every(Number.isFinite)).toBe(true)
        expect(mean[0]).toBeLessThanOrEqual(1)
        expect(covariance[0]?.[0]).toBeGreaterThanOrEqual(0)
      }
    }
  })
})

test('readings of one reporter never tell more than if the reporter were heard once without noise', () => {
  const prior = { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 }
  const varianceAfter = (n: number, tau: number): number =>
    filterSentiment({
      people: ['a'],
      readings: Array.from({ length: n }, () => ({ day: 0, person: 'a', value: 0.8, sd: 0.35, shared: 'kim' })),
      shared: [{ key: 'kim', sd: tau }],
      day: 0,
      prior,
    }).covariance[0]?.[0] ?? Number.NaN
  always(
    fc.tuple(fc.integer({ min: 1, max: 60 }), hundredths(0.05, 1)),
    ([n, tau]) => {
      const limit = (0.25 * tau * tau) / (0.25 + tau * tau)
      expect(varianceAfter(n, tau)).toBeGreaterThanOrEqual(limit * (1 - 1e-12))
      expect(varianceAfter(20_000, tau)).toBeCloseTo(limit, 4)
    },
    40,
  )
})

describe('what moved a sum of sentiments', () => {
  const weighted = fc.tuple(everything, fc.array(hundredths(0, 1), { minLength: 5, maxLength: 5 }))

  test('adds up to its expectation', () => {
    always(weighted, ([input, list]) => {
      const { filter, traced, takeUntil } = filterOf(input)
      takeUntil(Number.POSITIVE_INFINITY)
      const weights = Float64Array.from(list)
      const found = readingWeights(
        filter,
        traced.map(({ event }) => event),
        weights,
        input.day,
      )
      bringTo(filter, input.day)
      const sum = traced.reduce((total, { value }, k) => total + value * (found[k] ?? Number.NaN), 0)
      const expected = list.reduce((total, weight, i) => total + weight * (meanOf(filter, i) - (input.prior.mean ?? 0)), 0)
      expect(sum).toBeCloseTo(expected, 9)
    })
  })

  test('is of each reading what the sum changes with it', () => {
    always(fc.tuple(fc.record({ ...basics, readings }), fc.nat()), ([input, which]) => {
      const seen = input.readings.filter(({ day }) => day <= input.day)
      if (seen.length === 0) return
      const { filter, traced, takeUntil } = filterOf(input)
      takeUntil(Number.POSITIVE_INFINITY)
      const weights = Float64Array.of(1, 2, 3, 4, 5)
      const found = readingWeights(
        filter,
        traced.map(({ event }) => event),
        weights,
        input.day,
      )
      const order = [...seen].sort((a, b) => a.day - b.day)
      const changed = order[which % order.length]
      const raised = { ...input, readings: input.readings.map(each => (each === changed ? { ...each, value: each.value + 1 } : each)) }
      const sumOf = (of: SentimentEvents): number => filterSentiment(of).mean.reduce((sum, mean, i) => sum + mean * (i + 1), 0)
      expect(found[which % order.length]).toBeCloseTo(sumOf(raised) - sumOf(input), 8)
    })
  })

  test('covaries with each as the joint distribution says', () => {
    always(weighted, ([input, list]) => {
      const { filter, takeUntil } = filterOf(input)
      takeUntil(Number.POSITIVE_INFINITY)
      bringTo(filter, input.day)
      const { covariance } = denseFilter(input)
      const found = covarianceWithSum(filter, Float64Array.from(list))
      PEOPLE.forEach((_, i) => {
        expect(found[i]).toBeCloseTo(
          list.reduce((sum, weight, j) => sum + weight * (covariance[i]?.[j] ?? Number.NaN), 0),
          9,
        )
      })
    })
  })
})

describe('a sum of the past', () => {
  const looked = fc.tuple(everything, fc.array(hundredths(0, 1), { minLength: 5, maxLength: 5 }), fc.integer({ min: 0, max: 100 }))

  /** All events taken in by the filter and by the joint distribution, each of which remembers a sum on a day. */
  const remembering = (input: SentimentEvents, weights: readonly number[], day: number) => {
    const { filter, takeUntil } = filterOf(input)
    takeUntil(day)
    const memories = remember(filter, Float64Array.from(weights), day)
    takeUntil(Number.POSITIVE_INFINITY)
    return { dense: denseFilter(input, { day, weights }), filter, memories }
  }

  test('is taught by all that was heard later, as the joint distribution says', () => {
    always(looked, ([input, list, since]) => {
      const { dense, filter, memories } = remembering(input, list, since)
      const { mean, variance } = recall(filter, memories)
      const last = dense.mean.length - 1
      expect(mean).toBeCloseTo(dense.mean[last] ?? Number.NaN, 9)
      expect(variance).toBeCloseTo(dense.covariance[last]?.[last] ?? Number.NaN, 9)
    })
  })

  /** Expectation and variance of a sum of the joint distribution of five people, three errors and what is remembered. */
  const sumIn = ({ mean, covariance }: DenseState, weights: readonly number[]): readonly [mean: number, variance: number] => [
    weights.reduce((sum, weight, i) => sum + weight * (mean[i] ?? Number.NaN), 0),
    weights.reduce(
      (sum, weight, i) => sum + weight * weights.reduce((row, other, j) => row + other * (covariance[i]?.[j] ?? Number.NaN), 0),
      0,
    ),
  ]

  test('less what it is now is the change', () => {
    always(looked, ([input, list, since]) => {
      const { dense, filter, memories } = remembering(input, list, since)
      rememberChange(filter, memories, Float64Array.from(list), input.day)
      const { mean, variance } = recall(filter, memories)
      expect(dense.mean).toHaveLength(9)
      const [expected, spread] = sumIn(dense, [...list, 0, 0, 0, -1])
      expect(mean).toBeCloseTo(expected, 9)
      expect(variance).toBeCloseTo(spread, 9)
    })
  })

  test('is of one person alike, and any part of it may be taken off', () => {
    always(fc.tuple(looked, fc.nat(4), hundredths(0, 1)), ([[input, , since], i, kept]) => {
      const { filter, takeUntil } = filterOf(input)
      takeUntil(since)
      const then = rememberPerson(filter, i, since)
      takeUntil(Number.POSITIVE_INFINITY)
      bringTo(filter, input.day)
      const { mean, variance } = then === undefined ? { mean: Number.NaN, variance: Number.NaN } : personBeyond(filter, then, kept)
      const only = PEOPLE.map((_, j) => Number(i === j))
      const [expected, spread] = sumIn(denseFilter(input, { day: since, weights: only }), [...only, 0, 0, 0, -kept])
      expect(mean).toBeCloseTo(expected, 9)
      expect(variance).toBeCloseTo(spread, 9)
    })
  })
})

test('a copy knows what was shared, and goes its own way', () => {
  const filter = createFilter(['x', 'y'], { sd: 0.5, halfLifeDays: 100, sameGroupCorrelation: 0.3 })
  const key = shareError(filter, 0.04)
  hear(filter, 0, 0, 0.5, 0.04, key)
  const known = () => [meanOf(filter, 0), meanOf(filter, 1), ...covarianceWithSum(filter, Float64Array.of(1, 1))]
  const before = known()
  const copy = agedCopy(filter, 0)
  expect([meanOf(copy, 0), meanOf(copy, 1), ...covarianceWithSum(copy, Float64Array.of(1, 1))]).toEqual(before)
  hear(copy, 1, 0, 0.9, 0.01, key)
  hearSilence(copy, 0, 0, 0.3, 1)
  unsettle(copy, 0, Float64Array.of(0.5, 0))
  hear(copy, 1, 0, -0.9, 0.01, shareError(copy, 0.09))
  expect(known()).toEqual(before)
})

/** The least pivot of Cholesky's decomposition: below 0 where a matrix is no covariance. */
function leastPivot(matrix: readonly (readonly number[])[]): number {
  const rest = matrix.map(row => [...row])
  let least = Number.POSITIVE_INFINITY
  for (let k = 0; k < rest.length; k++) {
    const pivot = rest[k]?.[k] ?? Number.NaN
    least = Math.min(least, pivot)
    if (pivot <= 1e-14) continue
    for (let i = k + 1; i < rest.length; i++) {
      const row = rest[i]
      const factor = (row?.[k] ?? Number.NaN) / pivot
      if (row !== undefined) for (let j = k; j < rest.length; j++) row[j] = (row[j] ?? Number.NaN) - factor * (rest[k]?.[j] ?? Number.NaN)
    }
  }
  return least
}
