import { describe, expect, test } from 'vitest'
import { gaussHermite } from '../../../src/support/quadrature.js'

const counts = Array.from({ length: 64 }, (_, i) => i + 1)

/** The sum of numbers, the small ones first, so that little is lost. */
function total(values: readonly number[]): number {
  return [...values].sort((a, b) => Math.abs(a) - Math.abs(b)).reduce((sum, value) => sum + value, 0)
}

/** The expectation of `x^k` of the standard normal distribution: 1 * 3 * 5 * ... * (k - 1) for even `k`. */
function moment(k: number): number {
  if (k % 2 === 1) return 0
  let product = 1
  for (let odd = 1; odd < k; odd += 2) product *= odd
  return product
}

describe('the Gauss-Hermite rule', () => {
  test.each(counts)('of %i points integrates every power up to the highest that it can, and not the next', count => {
    const { nodes, weights } = gaussHermite(count)
    const by = (power: number): number[] => nodes.map((x, i) => (weights[i] ?? Number.NaN) * x ** power)
    for (let power = 0; power < 2 * count; power++) {
      const scale = total(by(power).map(Math.abs))
      expect(Math.abs(total(by(power)) - moment(power))).toBeLessThanOrEqual(1e-11 * Math.max(scale, moment(power), 1))
    }
    // Of x^(2n) it lacks exactly n!, which is small beside the whole only for many points.
    let lacking = 1
    for (let k = 2; k <= count; k++) lacking *= k
    const next = total(by(2 * count))
    expect(Math.abs(moment(2 * count) - next - lacking)).toBeLessThanOrEqual(1e-11 * moment(2 * count))
  })

  test.each(counts)('of %i points has weights above 0 that sum to 1, and mirrors itself', count => {
    const { nodes, weights } = gaussHermite(count)
    expect([nodes.length, weights.length]).toEqual([count, count])
    expect(Math.abs(total(weights) - 1)).toBeLessThan(1e-14)
    for (let i = 0; i < count; i++) {
      expect(weights[i]).toBeGreaterThan(0)
      if (i > 0) expect(nodes[i]).toBeGreaterThan(nodes[i - 1] ?? Number.NaN)
      expect(Math.abs((nodes[i] ?? Number.NaN) + (nodes[count - 1 - i] ?? Number.NaN))).toBeLessThan(1e-13)
      expect(Math.abs((weights[i] ?? Number.NaN) / (weights[count - 1 - i] ?? Number.NaN) - 1)).toBeLessThan(1e-9)
    }
  })

  test('has the points that can be written down', () => {
    expect(gaussHermite(1)).toEqual({ nodes: [expect.closeTo(0, 15)], weights: [1] })
    expect(gaussHermite(2).nodes).toEqual([expect.closeTo(-1, 14), expect.closeTo(1, 14)])
    expect(gaussHermite(3).nodes).toEqual([-Math.sqrt(3), 0, Math.sqrt(3)].map(x => expect.closeTo(x, 14)))
    expect(gaussHermite(3).weights).toEqual([1 / 6, 2 / 3, 1 / 6].map(weight => expect.closeTo(weight, 14)))
    const [inner, outer] = [Math.sqrt(3 - Math.sqrt(6)), Math.sqrt(3 + Math.sqrt(6))]
    expect(gaussHermite(4).nodes).toEqual([-outer, -inner, inner, outer].map(x => expect.closeTo(x, 13)))
  })

  test('gives the expectation of what is no polynomial', () => {
    const { nodes, weights } = gaussHermite(64)
    const mean = (of: (x: number) => number): number => total(nodes.map((x, i) => (weights[i] ?? Number.NaN) * of(x)))
    expect(mean(Math.cos)).toBeCloseTo(Math.exp(-0.5), 14)
    expect(mean(x => Math.exp(2 * x))).toBeCloseTo(Math.exp(2), 10)
    expect(mean(x => 1 / (1 + x * x))).toBeCloseTo(0.6556795424, 6)
  })
})
