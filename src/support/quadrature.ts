/** Points and weights of a rule that integrates polynomials over 0..1 exactly. */
export interface Quadrature {
  readonly nodes: readonly number[]
  readonly weights: readonly number[]
}

const known = new Map<number, Quadrature>()

/**
 * The Gauss-Legendre rule with `count` points on 0..1: exact for polynomials of degree `2 count - 1`.
 *
 * The points are the zeros of the Legendre polynomial, found by Newton's method from the starting values of Tricomi's asymptotic formula.
 */
export function gaussLegendre(count: number): Quadrature {
  const before = known.get(count)
  if (before !== undefined) return before
  const nodes: number[] = []
  const weights: number[] = []
  for (let index = 0; index < count; index++) {
    const { zero, slope } = legendreZero(count, index)
    nodes.push((1 - zero) / 2)
    weights.push(1 / ((1 - zero * zero) * slope * slope))
  }
  const rule = { nodes, weights }
  known.set(count, rule)
  return rule
}

function legendreZero(degree: number, index: number): { zero: number; slope: number } {
  let zero = Math.cos((Math.PI * (index + 0.75)) / (degree + 0.5))
  for (let round = 0; round < 8; round++) {
    const { value, slope } = legendre(degree, zero)
    zero -= value / slope
  }
  return { zero, slope: legendre(degree, zero).slope }
}

function legendre(degree: number, x: number): { value: number; slope: number } {
  let before = 1
  let value = x
  for (let n = 2; n <= degree; n++) {
    const next = ((2 * n - 1) * x * value - (n - 1) * before) / n
    before = value
    value = next
  }
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) }
}

const knownHermite = new Map<number, Quadrature>()

/**
 * The Gauss-Hermite rule with `count` points for the standard normal distribution: the weighted sum of values at the points is the
 * expectation, exactly for polynomials of degree `2 count - 1`. Up to 128 points.
 *
 * The points are the zeros of the Hermite polynomial, bracketed between those of the one before it, which they interlace, and found by
 * bisection on the orthonormal form, which does not overflow.
 */
export function gaussHermite(count: number): Quadrature {
  const before = knownHermite.get(count)
  if (before !== undefined) return before
  let zeros: number[] = []
  for (let degree = 1; degree <= count; degree++) {
    const ends = [-reach(degree), ...zeros, reach(degree)]
    zeros = ends.slice(1).map((right, i) => hermiteZero(degree, ends[i] ?? 0, right))
  }
  const raw = zeros.map(zero => 1 / (count * hermite(count - 1, zero) ** 2))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  const rule = { nodes: zeros, weights: raw.map(weight => weight / total) }
  knownHermite.set(count, rule)
  return rule
}

/** No zero lies further out. */
function reach(degree: number): number {
  return Math.sqrt(4 * degree + 2)
}

function hermiteZero(degree: number, low: number, high: number): number {
  let [left, right] = [low, high]
  const sign = Math.sign(hermite(degree, low))
  for (let round = 0; round < 200; round++) {
    const middle = (left + right) / 2
    if (middle === left || middle === right) break
    if (Math.sign(hermite(degree, middle)) === sign) left = middle
    else right = middle
  }
  return (left + right) / 2
}

/** The orthonormal Hermite polynomial of the standard normal distribution: `sqrt(n + 1) h(n + 1) = x h(n) - sqrt(n) h(n - 1)`. */
function hermite(degree: number, x: number): number {
  let before = 0
  let value = 1
  for (let n = 0; n < degree; n++) {
    const next = (x * value - Math.sqrt(n) * before) / Math.sqrt(n + 1)
    before = value
    value = next
  }
  return value
}
