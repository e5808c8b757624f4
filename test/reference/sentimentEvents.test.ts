import { filterSentiment, shelfLife } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import sameDay from '../fixtures/reference/sameDayReadings.json' with { type: 'json' }
import reference from '../fixtures/reference/sentimentEvents.json' with { type: 'json' }
import lives from '../fixtures/reference/shelfLife.json' with { type: 'json' }

describe('shared errors, offsets, upheavals and silences', () => {
  test.each(reference.cases.map((each, i) => [i, each] as const))('give the state of the source: case %i', (_, { input, expected }) => {
    const state = filterSentiment(input)
    expect(state.logLikelihood).toBeCloseTo(expected.logLikelihood, 10)
    expect(state.shared.map(({ key }) => key)).toEqual(expected.shared.map(({ key }) => key))
    const numbers = (of: typeof expected | typeof state) => [
      ...of.mean,
      ...of.covariance.flat(),
      ...of.shared.flatMap(({ mean, sd }) => [mean, sd]),
    ]
    numbers(state).forEach((value, k) => {
      expect(value).toBeCloseTo(numbers(expected)[k] ?? Number.NaN, 12)
    })
  })

  test.each(reference.silence)('give the moments after a silence: rate $rate, slope $slope', each => {
    const { rate, slope, priorMean: mean, priorSd: sd, before, after, logProbability } = each
    // The reading that makes the state before of the prior.
    const error = 1 / (1 / before.variance - 1 / sd ** 2)
    const value = error < Number.POSITIVE_INFINITY ? before.mean + ((before.mean - mean) * error) / sd ** 2 : 0
    const heard = Number.isFinite(error) && error > 0 ? [{ day: 0, person: 'ann', value, sd: Math.sqrt(error) }] : []
    const ask = (silences: { day: number; person: string; rate: number; slope: number }[]) =>
      filterSentiment({
        people: ['ann'],
        readings: heard,
        silences,
        day: 1e-9,
        prior: { mean, sd, halfLifeDays: 1e12, sameGroupCorrelation: 0 },
      })
    const state = ask([{ day: 1e-9, person: 'ann', rate, slope }])
    expect(state.mean[0]).toBeCloseTo(after.mean, 12)
    expect(state.covariance[0]?.[0]).toBeCloseTo(after.variance, 12)
    expect(state.logLikelihood - ask([]).logLikelihood).toBeCloseTo(logProbability, 12)
  })
})

test.each(lives.cases)('shelfLife finds the day of the source: coverage $coverage', each => {
  const { halfLifeDays, coverage, leastCoverage, days, variance, priorVariance, widestSd, daysToSd } = each
  expect(shelfLife({ known: coverage, least: leastCoverage, halfLifeDays })).toBeCloseTo(days, 5)
  expect(shelfLife({ known: priorVariance - variance, least: priorVariance - widestSd ** 2, halfLifeDays })).toBeCloseTo(daysToSd, 5)
})

test('one error in common of a day is as much as the factor of the source', () => {
  for (const { sd, rho, varianceOfMean } of sameDay.groups) {
    // A shared error of variance rho r^2 and errors of their own of (1 - rho) r^2: the model that the factor is exact for.
    const state = filterSentiment({
      people: ['ann'],
      readings: sd.map(own => ({ day: 0, person: 'ann', value: 0.3, sd: own * Math.sqrt(1 - rho), shared: 'day' })),
      shared: [{ key: 'day', sd: Math.min(...sd) * Math.sqrt(rho) }],
      day: 0,
      prior: { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
    })
    expect(1 / (1 / (state.covariance[0]?.[0] ?? Number.NaN) - 1 / 0.25)).toBeCloseTo(varianceOfMean, 12)
  }
})
