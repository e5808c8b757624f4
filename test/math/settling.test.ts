import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byElimination, byPassingOn, type Listening, settlingOf } from '../../src/math/settling.js'
import { always } from '../support/law.js'

const size = 12
const scenes = fc.record({
  weights: fc.array(
    fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1, noNaN: true })), { minLength: size, maxLength: size }),
    {
      minLength: size,
      maxLength: size,
    },
  ),
  susceptibility: fc.array(fc.constantFrom(0, 0.1, 0.5, 0.99), { minLength: size, maxLength: size }),
  right: fc.array(fc.constantFrom(0, 0, 1e-9, 0.25, 1), { minLength: size, maxLength: size }),
})

/** Rows that sum to 1, nobody listening to themselves. */
function listening(weights: readonly (readonly number[])[]): Listening {
  return weights.map((row, i) => {
    const others = row.map((weight, j) => (j === i ? 0 : weight))
    const sum = others.reduce((total, weight) => total + weight, 0)
    return new Map(others.flatMap((weight, j): [number, number][] => (weight > 0 ? [[j, weight / sum]] : [])))
  })
}

const close = (values: Float64Array) => [...values].map(value => expect.closeTo(value, 12))

it('what is passed on step by step sums to what elimination finds', () => {
  always(scenes, ({ weights, susceptibility, right }) => {
    const given = [listening(weights), Float64Array.from(susceptibility)] as const
    const [exact, summed] = [byElimination(...given), byPassingOn(...given)]
    const b = Float64Array.from(right)
    expect([...summed.solve(b)]).toEqual(close(exact.solve(b)))
    expect([...summed.solveTransposed(b)]).toEqual(close(exact.solveTransposed(b)))
  })
})

it('of a long chain everyone is reached, in relative precision', () => {
  const chain = Array.from({ length: 400 }, (_, i) => new Map(i === 0 ? [] : [[i - 1, 1]]))
  const susceptibility = new Float64Array(400).fill(0.5)
  const heard = settlingOf(chain, susceptibility).solve(Float64Array.from(chain, (_, i) => Number(i === 0)))
  heard.forEach((share, i) => {
    expect(share / 0.5 ** i).toBeCloseTo(1, 12)
  })
})

it('of very many people takes no matrix of them', () => {
  const many = 20_000
  const circle = Array.from(
    { length: many },
    (_, i) =>
      new Map([
        [(i + 1) % many, 0.5],
        [(i + 7) % many, 0.5],
      ]),
  )
  const settled = settlingOf(circle, new Float64Array(many).fill(0.5)).solve(new Float64Array(many).fill(0.5))
  expect(settled.every(share => Math.abs(share - 1) < 1e-12)).toBe(true)
})
