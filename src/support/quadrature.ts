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
