import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom, shuffled } from '../../../src/support/random.js'
import { always } from '../../support/law.js'

const DRAWS = 100_000
const drawn = (seed: number, draw: (random: ReturnType<typeof randomFrom>) => number, count = DRAWS): number[] => {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => draw(random))
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const seeds = [0, 1, 2, 7, -1, 2 ** 31 - 1, 20_260_302]

/** How far counts are from equal ones, in standard deviations of the chi-square distribution with so many cells less 1. */
function unevenness(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return (square - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1))
}

describe.each(seeds)('random numbers from the seed %i', seed => {
  test('are spread evenly over 0..1', () => {
    const values = drawn(seed, random => random.uniform())
    for (const value of values) if (!(value >= 0 && value < 1)) expect.fail(`${value}`)
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(4.5 * Math.sqrt(1 / 12 / DRAWS))
    expect(Math.abs(mean(values.map(value => (value - 0.5) ** 2)) - 1 / 12)).toBeLessThan(4.5 * Math.sqrt(1 / 180 / DRAWS))
    const counts = new Array<number>(100).fill(0)
    for (const value of values) counts[Math.floor(value * 100)] = (counts[Math.floor(value * 100)] ?? 0) + 1
    expect(Math.abs(unevenness(counts))).toBeLessThan(4.5)
  })

  test('do not hang on the one before, nor do their last bits', () => {
    const values = drawn(seed, random => random.uniform())
    for (const part of [(x: number) => x, (x: number) => (x * 2 ** 24) % 1]) {
      const cells = new Array<number>(64).fill(0)
      for (let i = 0; i + 1 < values.length; i += 2) {
        const cell = 8 * Math.floor(8 * part(values[i] ?? 0)) + Math.floor(8 * part(values[i + 1] ?? 0))
        cells[cell] = (cells[cell] ?? 0) + 1
      }
      expect(Math.abs(unevenness(cells))).toBeLessThan(4.5)
    }
  })

  test('are normal with mean 0, variance 1, no skew and the tails that belong to it', () => {
    const values = drawn(seed, random => random.normal())
    expect(values.every(Number.isFinite)).toBe(true)
    const moments = [1, 2, 3, 4].map(power => mean(values.map(value => value ** power)))
    // The variances of these sums of powers are 1, 2, 15 and 96.
    ;[0, 1, 0, 3].forEach((expected, i) => {
      expect(Math.abs((moments[i] ?? Number.NaN) - expected)).toBeLessThan(4.5 * Math.sqrt(([1, 2, 15, 96][i] ?? 0) / DRAWS))
    })
    const beyond = mean(values.map(value => Number(Math.abs(value) > 1.959963984540054)))
    expect(Math.abs(beyond - 0.05)).toBeLessThan(4.5 * Math.sqrt((0.05 * 0.95) / DRAWS))
    const together = mean(values.slice(1).map((value, i) => value * (values[i] ?? 0)))
    expect(Math.abs(together)).toBeLessThan(4.5 / Math.sqrt(DRAWS))
  })

  test('below a number are whole, from 0 on, and equally likely', () => {
    for (const count of [1, 2, 7, 100]) {
      const counts = new Array<number>(count).fill(0)
      for (const value of drawn(seed, random => random.below(count), 20_000)) {
        if (!Number.isInteger(value) || value < 0 || value >= count) expect.fail(`${value}`)
        counts[value] = (counts[value] ?? 0) + 1
      }
      if (count > 1) expect(Math.abs(unevenness(counts))).toBeLessThan(4.5)
    }
  })

  test('are the same each time, and others for another seed', () => {
    const few = (from: number): number[] => drawn(from, random => random.uniform() + random.normal() + random.below(1000), 50)
    expect(few(seed)).toEqual(few(seed))
    expect(few(seed)).not.toEqual(few(seed + 1))
    // Two sources do not share their state.
    const [one, other] = [randomFrom(seed), randomFrom(seed)]
    expect([one.uniform(), one.uniform()]).toEqual([other.uniform(), other.uniform()])
  })
})

describe('a random order', () => {
  test('holds every item once and leaves the list as it was', () => {
    always(
      fc.tuple(fc.array(fc.integer(), { maxLength: 30 }), fc.integer()),
      ([items, seed]) => {
        const given = Object.freeze([...items])
        const order = shuffled(given, randomFrom(seed))
        expect([...order].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b))
        expect(given).toEqual(items)
        expect(shuffled(given, randomFrom(seed))).toEqual(order)
      },
      300,
    )
    expect(shuffled([], randomFrom(1))).toEqual([])
    expect(shuffled([undefined, null], randomFrom(1))).toHaveLength(2)
  })

  test('is any of the 24 orders of four items as often', () => {
    const random = randomFrom(5)
    const counts = new Map<string, number>()
    for (let round = 0; round < 48_000; round++) {
      const order = shuffled(['a', 'b', 'c', 'd'], random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    expect(Math.abs(unevenness([...counts.values()]))).toBeLessThan(4.5)
  })
})
