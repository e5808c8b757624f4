import { describe, expect, test } from 'vitest'
import { uncertaintyOf } from '../../src/listening/uncertainty.js'
import { jointStateOf } from '../../src/math/jointState.js'
import reference from '../fixtures/reference/explanation.json' with { type: 'json' }

const { people, variances, weights, single_gain, greedy_order, gains, prior_var, var_after, optimum_4 } = reference.planning

describe('the plan of interviews in the source', () => {
  const size = people.length
  const covariance = Float64Array.from({ length: size * size }, (_, cell) => {
    const [i, j] = [Math.floor(cell / size), cell % size]
    const shared = people[i]?.group === people[j]?.group ? 0.3 : 0
    return Math.sqrt((variances[i] ?? 0) * (variances[j] ?? 0)) * (i === j ? 1 : shared)
  })
  const swaying = (i: number): number =>
    Array.from({ length: size }, (_, j) => (covariance[i * size + j] ?? 0) * (weights[j] ?? 0)).reduce((sum, each) => sum + each, 0)
  const variance = weights.reduce((sum, weight, i) => sum + weight * swaying(i), 0)
  const start = uncertaintyOf(jointStateOf(covariance, size), Float64Array.from(weights), variance, 0.15 ** 2)

  test('begins with the variance of the source', () => {
    expect(variance).toBeCloseTo(prior_var, 12)
  })

  test('has the gain of each interview alone', () => {
    expect(people.map((_, i) => start.gain(i))).toEqual(people.map(({ id }) => expect.closeTo(Reflect.get(single_gain, id), 12)))
  })

  test('goes through the same people with the same gains, and ends at the best that any four reach', () => {
    let uncertain = start
    let left = people.map((_, i) => i)
    for (const [step, id] of greedy_order.entries()) {
      const best = left.reduce((top, i) => (uncertain.gain(i) > uncertain.gain(top) ? i : top))
      expect(people[best]?.id).toBe(id)
      expect(uncertain.gain(best)).toBeCloseTo(gains[step] ?? Number.NaN, 12)
      uncertain = uncertain.hearing(best)
      left = left.filter(i => i !== best)
      expect(uncertain.left).toBeCloseTo(var_after[step] ?? Number.NaN, 12)
    }
    expect(uncertain.left).toBeCloseTo(optimum_4.var, 12)
  })
})
