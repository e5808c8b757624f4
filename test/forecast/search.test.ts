import { describe, expect, test } from 'vitest'
import { type Axis, climbed, deviation, highest, isAtBound } from '../../src/forecast/search.js'

const AXES: readonly Axis[] = [
  { low: -2, high: 3 },
  { low: 0, high: 4 },
]
const STEPS = { step: 0.4, tolerance: 1e-8 }
/** A slanting hill whose top is where it is told. */
const hill =
  (x: number, y: number) =>
  ([a = 0, b = 0]: readonly number[]): number =>
    -((a - x) ** 2) - 2 * (b - y) ** 2 - 1.5 * (a - x) * (b - y)

describe('the search of several numbers', () => {
  test.each([
    [0.123, 3.21],
    [-1.9, 0.1],
    [2.999, 3.999],
  ])('finds the top of a hill at %f, %f', (x, y) => {
    const { point, value } = climbed(hill(x, y), [1, 1], AXES, STEPS)
    expect(point).toEqual([expect.closeTo(x, 5), expect.closeTo(y, 5)])
    expect(value).toBeCloseTo(0, 10)
  })

  test('stays in the box, on whose edge it ends when the top is outside', () => {
    // Along the edge a = 3 the slope of -2 (b - 3)^2 - 1.5 (3 - 9) (b - 3) vanishes beyond b = 4.
    expect(climbed(hill(9, 3), [1, 1], AXES, STEPS).point).toEqual([3, 4])
  })

  test('begins within the box', () => {
    expect(climbed(() => 0, [-9, 9], AXES, STEPS)).toEqual({ point: [-2, 4], value: 0 })
  })

  test('ends on a plateau, where it began', () => {
    expect(climbed(() => 0, [1, 2], AXES, STEPS)).toEqual({ point: [1, 2], value: 0 })
  })

  test('never asks the same of a place at the edge again', () => {
    const asked: string[] = []
    const f = (point: readonly number[]): number => {
      asked.push(point.join())
      return point[0] ?? 0
    }
    climbed(f, [3, 2], AXES, { step: 1, tolerance: 0.5 })
    expect(asked.filter(each => each === '3,2')).toHaveLength(1)
  })
})

describe('the search of one number', () => {
  const axis = { low: -2, high: 3 }

  test('takes the higher of two tops', () => {
    const two = (x: number): number => Math.max(1 - (x + 1.5) ** 2, 2 - 9 * (x - 2.1) ** 2)
    expect(highest(two, axis, { step: 0.5, tolerance: 1e-8 })).toBeCloseTo(2.1, 6)
  })

  test.each([
    [-5, -2],
    [8, 3],
  ])('ends at the bound where the top at %f is beyond', (top, bound) => {
    const found = highest(x => -((x - top) ** 2), axis, { step: 0.5, tolerance: 1e-8 })
    expect(found).toBe(bound)
    expect(isAtBound(found, axis)).toBe(true)
    expect([isAtBound(bound * 0.999, axis), isAtBound(0, axis)]).toEqual([false, false])
  })
})

describe('how far a number may be off', () => {
  test('is the root of the inverse curvature', () => {
    expect(deviation(x => -2 * (x - 1) ** 2, 1, 0.05)).toBeCloseTo(0.5, 9)
  })

  test('is not told on a plateau and in a valley', () => {
    expect(deviation(() => 3, 1, 0.05)).toBeUndefined()
    expect(deviation(x => x * x, 0, 0.05)).toBeUndefined()
  })
})
