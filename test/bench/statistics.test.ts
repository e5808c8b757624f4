import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../src/support/random.js'
import { wandering } from './honesty/world.js'
import { areaOf, baseRateBrier, brierOf, estimateOf, fifthsOf, type Judged, meanOf, slopeOf } from './statistics.js'

/** So many forecasts of which some came. */
function forecasts(said: number, count: number, came: number): Judged[] {
  return Array.from({ length: count }, (_, i) => ({ said, came: i < came }))
}

describe('statistics of simulations', () => {
  it('give a mean with its standard error', () => {
    expect(estimateOf([0, 0, 1, 1])).toEqual({ value: 0.5, error: 0.25 })
  })

  it('score forecasts', () => {
    expect(brierOf(forecasts(0.8, 4, 3)).value).toBeCloseTo((3 * 0.04 + 0.64) / 4, 12)
    expect(baseRateBrier(forecasts(0.8, 4, 3))).toBe(0.1875)
  })

  it('divide forecasts into fifths', () => {
    const all = [0.9, 0.1, 0.5, 0.3, 0.7].flatMap(said => forecasts(said, 2, said > 0.4 ? 2 : 0))
    expect(fifthsOf(all)).toEqual([0.1, 0.3, 0.5, 0.7, 0.9].map(said => ({ said, came: Number(said > 0.4) })))
  })

  it('find the slope of log odds, in closed form where two things were said', () => {
    const { value, error } = slopeOf([...forecasts(0.8, 400, 300), ...forecasts(0.2, 400, 100)])
    expect(value).toBeCloseTo(Math.log(3) / Math.log(4), 12)
    // Two independent log odds, each of variance 1 / (400 * .75 * .25), at a distance of 2 log 4.
    expect(error).toBeCloseTo(Math.sqrt(2 / 75) / (2 * Math.log(4)), 12)
  })

  it('count half of what is equal in the area under the curve', () => {
    expect(areaOf([1, 2, 3], [0, 1, 3])).toBeCloseTo((1 + 0.5 + 2 + 2 + 0.5) / 9, 12)
  })
})

describe('sentiments that wander', () => {
  it('keep their spread, are alike within a group and forget by half in a half-life', () => {
    const random = randomFrom(7)
    const pairs = Array.from({ length: 20_000 }, () => {
      const people = wandering(['a', 'a', 'b'], { mean: 0.2, sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 }, random)
      const before = people.now()
      people.pass(180)
      return { before, after: people.now() }
    })
    const deviation = (day: 'before' | 'after', i: number): number[] => pairs.map(pair => (pair[day][i] ?? 0) - 0.2)
    const product = (a: readonly number[], b: readonly number[]): number => meanOf(a.map((x, k) => x * (b[k] ?? 0)))
    const [first, second, third, later] = [deviation('before', 0), deviation('before', 1), deviation('before', 2), deviation('after', 0)]
    // Each mean of 20,000 products has a standard error of at most .0036.
    const found = [
      meanOf(first),
      product(first, first),
      product(later, later),
      product(first, second),
      product(first, third),
      product(first, later),
    ]
    const meant = [0, 0.25, 0.25, 0.075, 0, 0.125]
    for (const [i, value] of meant.entries()) expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThan(0.01)
  })
})
