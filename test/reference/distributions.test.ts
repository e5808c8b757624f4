import { describe, expect, test } from 'vitest'
import { NINETY_PERCENT, normalCdf, normalDensity } from '../../src/support/normal.js'
import { gaussLegendre } from '../../src/support/quadrature.js'
import legendre from '../fixtures/reference/gaussLegendre.json' with { type: 'json' }
import normal from '../fixtures/reference/normal.json' with { type: 'json' }

describe('the standard normal distribution', () => {
  test.each(normal.values)('has the values of 40-digit arithmetic at $z', ({ z, cdf, density }) => {
    expect(Math.abs(normalCdf(z) - cdf)).toBeLessThan(1e-15)
    // Far out the error must shrink with the value, or a likely no could turn into a certain one.
    if (z < 0 && cdf > 1e-300) expect(Math.abs(normalCdf(z) / cdf - 1)).toBeLessThan(1e-12)
    expect(Math.abs(normalDensity(z) - density)).toBeLessThan(1e-15)
  })

  test('is 0 and 1 at the infinities', () => {
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1])
  })

  test('holds 90 percent within the width that intervals take', () => {
    expect(Math.abs(NINETY_PERCENT - normal.halfWidth90)).toBeLessThan(1e-15)
    expect(normalCdf(NINETY_PERCENT) - normalCdf(-NINETY_PERCENT)).toBeCloseTo(0.9, 15)
  })
})

describe('the Gauss-Legendre rule', () => {
  test.each(Object.entries(legendre.rules))('of %s points has the points and weights of 40-digit arithmetic', (count, points) => {
    const { nodes, weights } = gaussLegendre(Number(count))
    const found = nodes.map((node, i) => ({ node, weight: weights[i] ?? Number.NaN })).sort((a, b) => a.node - b.node)
    const wanted = [...points].sort((a, b) => a.node - b.node)
    expect(found).toEqual(wanted.map(({ node, weight }) => ({ node: expect.closeTo(node, 14), weight: expect.closeTo(weight, 14) })))
  })

  test.each([1, 2, 3, 6, 10, 25, 64, 500])('of %i points integrates powers up to twice as many less one', count => {
    const { nodes, weights } = gaussLegendre(count)
    for (const degree of new Set([0, 1, count - 1, count, 2 * count - 1])) {
      const integral = nodes.reduce((sum, node, i) => sum + (weights[i] ?? Number.NaN) * node ** degree, 0)
      expect(integral).toBeCloseTo(1 / (degree + 1), 12)
    }
  })
})
