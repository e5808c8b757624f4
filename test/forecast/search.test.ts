import { describe, expect, test } from 'vitest'
import { type Axis, deviations, highest } from '../../src/forecast/search.js'

const AXES: readonly Axis[] = [
  { low: -2, high: 3, points: 6 },
  { low: 0, high: 4, points: 5 },
]
/** A slanting hill whose top is where it is told. */
const hill =
  (x: number, y: number) =>
  ([a = 0, b = 0]: readonly number[]): number =>
    -((a - x) ** 2) - 2 * (b - y) ** 2 - 1.5 * (a - x) * (b - y)

describe('the search', () => {
  test.each([
    [0.123, 3.21],
    [-1.9, 0.1],
    [2.999, 3.999],
  ])('finds the top of a hill at %f, %f', (x, y) => {
    const { point, value } = highest(hill(x, y), AXES, 1e-7)
    expect(point).toEqual([expect.closeTo(x, 5), expect.closeTo(y, 5)])
    expect(value).toBeCloseTo(0, 10)
  })

  test('stays in the box, on whose edge it ends when the top is outside', () => {
    const { point } = highest(hill(9, 3), AXES, 1e-7)
    expect(point[0]).toBe(3)
    // Along the edge a = 3 the slope of -2 (b - 3)^2 - 1.5 (3 - 9) (b - 3) vanishes beyond b = 4.
    expect(point[1]).toBe(4)
  })

  test('takes the higher of two tops', () => {
    const two = ([x = 0]: readonly number[]): number => Math.max(1 - (x + 1.5) ** 2, 2 - 9 * (x - 2.1) ** 2)
    expect(highest(two, AXES.slice(0, 1), 1e-7).point[0]).toBeCloseTo(2.1, 5)
  })

  test('ends on a plateau', () => {
    expect(highest(() => 0, AXES, 1e-7)).toEqual({ point: [-2, 0], value: 0 })
  })
})

describe('how far a coordinate may be off', () => {
  test('is the root of the diagonal of the inverse information', () => {
    // The information is [2, 1.5; 1.5, 4], its determinant 5.75.
    const found = deviations(hill(0.5, 2), [0.5, 2], AXES, 0.01)
    expect(found).toEqual([expect.closeTo(Math.sqrt(4 / 5.75), 6), expect.closeTo(Math.sqrt(2 / 5.75), 6)])
  })

  test('is not told at the edge, where the others take it as certain', () => {
    expect(deviations(hill(3, 2), [3, 2], AXES, 0.01)).toEqual([undefined, expect.closeTo(0.5, 6)])
    expect(deviations(hill(3, 4), [3, 4], AXES, 0.01)).toEqual([undefined, undefined])
  })

  test('is not told on a plateau and in a valley', () => {
    expect(deviations(() => 0, [0, 2], AXES, 0.01)).toEqual([undefined, undefined])
    expect(deviations(([x = 0, y = 0]) => x * x + y * y, [0, 2], AXES, 0.01)).toEqual([undefined, undefined])
  })
})
