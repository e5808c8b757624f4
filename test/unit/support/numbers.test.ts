import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepFrom } from '../../../src/support/calendar.js'
import { factorise, solve, solveTransposed } from '../../../src/support/linear.js'
import { compareText, sortedByText } from '../../../src/support/order.js'
import { crossing } from '../../../src/support/roots.js'
import { always } from '../../support/law.js'
import { within } from '../../support/refusal.js'

describe('factorised equations', () => {
  const systems = fc.integer({ min: 1, max: 8 }).chain(size =>
    fc.record({
      size: fc.constant(size),
      matrix: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size * size, maxLength: size * size }),
      x: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size }),
    }),
  )
  const times = (matrix: readonly number[], size: number, x: readonly number[], transposed: boolean): Float64Array =>
    Float64Array.from({ length: size }, (_, i) =>
      x.reduce((sum, each, j) => sum + each * (matrix[transposed ? j * size + i : i * size + j] ?? Number.NaN), 0),
    )

  test('are solved, and so are the transposed ones', () => {
    always(systems, ({ size, matrix, x }) => {
      const heavy = matrix.map((each, i) => each + (i % (size + 1) === 0 ? 200 : 0))
      const factorised = factorise(Float64Array.from(heavy), size)
      if (factorised === undefined) expect.fail('it was taken to be singular')
      for (const transposed of [false, true]) {
        const right = times(heavy, size, x, transposed)
        const found = transposed ? solveTransposed(factorised, right) : solve(factorised, right)
        const back = times(heavy, size, [...found], transposed)
        back.forEach((each, i) => {
          expect(each).toBeCloseTo(right[i] ?? Number.NaN, 6)
        })
      }
    })
  })

  test('never have an answer below 0 where nothing beside the diagonal is above 0, nor what they are to equal below', () => {
    always(systems, ({ size, matrix, x }) => {
      const listening = matrix.map((each, i) => (i % (size + 1) === 0 ? 0 : -Math.abs(each)))
      const just = listening.map((each, i) => {
        const row = Math.floor(i / size) * size
        return i % (size + 1) === 0 ? 1e-9 - listening.slice(row, row + size).reduce((sum, other) => sum + other, 0) : each
      })
      const factorised = factorise(Float64Array.from(just), size)
      if (factorised === undefined) expect.fail('it was taken to be singular')
      const right = Float64Array.from(x, Math.abs)
      for (const answer of [...solve(factorised, right), ...solveTransposed(factorised, right)]) expect(answer).toBeGreaterThanOrEqual(0)
    })
  })

  test('are not solvable when a row is a sum of others', () => {
    expect(factorise(Float64Array.from([1, 2, 3, 4, 5, 6, 5, 7, 9]), 3)).toBeUndefined()
    expect(factorise(Float64Array.from([0]), 1)).toBeUndefined()
  })
})

describe('a crossing', () => {
  const step = (x: number) => ({ value: x <= 0.3 ? 1 : 0, slope: 0 })
  const line = (x: number) => ({ value: -x, slope: -1 })

  test('is found to the last digits, wherever the search begins', () => {
    always(
      fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: -100, max: 100 })),
      ([at, steep, start]) => {
        const scale = 10 ** (steep - 4)
        const falling = (x: number) => ({ value: -Math.atan((x - at / 100) * scale), slope: -scale / (1 + ((x - at / 100) * scale) ** 2) })
        expect(crossing(falling, 0, -1, 1, start / 100)).toBeCloseTo(at / 100, 12)
      },
    )
  })

  test('is found in a few steps, also where rounding leads the last one out of the bracket', () => {
    always(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -1000, max: 1000 })), ([place, start]) => {
      let looks = 0
      const falling = (x: number) => {
        looks++
        const p = 1 / (1 + Math.exp(3 * x + x ** 3 - place / 1000))
        return { value: Math.log(p / (1 - p)), slope: -3 - 3 * x * x }
      }
      crossing(falling, -2.944, -3, 3, start / 1000)
      expect(looks).toBeLessThan(15)
    })
  })

  test('is found at a step, which has no slope', () => {
    for (const level of [0.95, 0.05]) expect(crossing(step, level, -1, 1, 0)).toBeCloseTo(0.3, 12)
  })

  test('is the nearer end when the level is not reached between the two', () => {
    expect(crossing(line, 5, -1, 1, 0)).toBeCloseTo(-1, 12)
    expect(crossing(line, -5, -1, 1, 0)).toBeCloseTo(1, 12)
  })

  test('is found, and not searched for ever, where numbers are far apart', () => {
    const falling = (x: number) => {
      const value = 1 / (1 + Math.exp(x / 1e19))
      return { value, slope: (-value * (1 - value)) / 1e19 }
    }
    const found = within(2, () => crossing(falling, 0.95, -1e21, 1e21, 0))
    expect(falling(found).value).toBeCloseTo(0.95, 12)
  })
})

describe('the order of texts', () => {
  test('goes by code units, whatever the language', () => {
    expect(sortedByText(['ä', 'z', 'a', 'Z', '10', '9', ''], text => text)).toEqual(['', '10', '9', 'Z', 'a', 'z', 'ä'])
    expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([-1, 1, 0])
  })
})

describe('a calendar step', () => {
  const from = Date.UTC(2026, 0, 31, 22, 30)

  test('of months is counted from the first day, so that a series comes back to the 31st', () => {
    const days = [1, 2, 3, 13].map(count => new Date(stepFrom(from, { months: 1 }, count)).toISOString())
    expect(days).toEqual(['2026-02-28T22:30:00.000Z', '2026-03-31T22:30:00.000Z', '2026-04-30T22:30:00.000Z', '2027-02-28T22:30:00.000Z'])
  })

  test('of days and weeks is of 24 hours each', () => {
    expect(stepFrom(from, { days: 3 }, 60) - from).toBe(180 * 86_400_000)
    expect(stepFrom(from, { weeks: 1 }, 30) - from).toBe(210 * 86_400_000)
  })
})
