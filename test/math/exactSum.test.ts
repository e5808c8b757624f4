import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ExactSum } from '../../src/math/exactSum.js'
import { always } from '../support/law.js'

function sumOf(numbers: readonly number[]): number {
  const sum = new ExactSum()
  for (const number of numbers) sum.add(number)
  return sum.value()
}

/** The number nearest to a sum that is computed in whole multiples of the smallest number there is. */
function nearestTo(numbers: readonly number[]): number {
  const total = numbers.reduce((sum, number) => sum + units(number), 0n)
  const size = total < 0n ? -total : total
  const drop = BigInt(Math.max(0, size.toString(2).length - 53))
  const half = drop === 0n ? 0n : 1n << (drop - 1n)
  const rest = size - ((size >> drop) << drop)
  const up = drop > 0n && (rest > half || (rest === half && ((size >> drop) & 1n) === 1n))
  const rounded = ((size >> drop) + (up ? 1n : 0n)) << drop
  const value = Number(rounded >> drop) * 2 ** (Number(drop) - 1074)
  return total < 0n ? -value : value
}

function units(number: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, number)
  const bits = view.getBigUint64(0)
  const exponent = (bits >> 52n) & 0x7ffn
  const fraction = bits & ((1n << 52n) - 1n)
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n)
  return bits >> 63n === 1n ? -size : size
}

const money = fc.oneof(
  fc.double({ min: -1e100, max: 1e100, noNaN: true }),
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  fc.constantFrom(0.1, 2 ** 53, 1, -1, 0.5, 2 ** -54, 1e-300, -1e100),
)

it('is the number nearest to the true sum, in whatever order', () => {
  always(fc.array(money, { maxLength: 40 }), numbers => {
    const found = sumOf(numbers)
    expect(found).toBe(nearestTo(numbers) + 0)
    expect(sumOf([...numbers].reverse())).toBe(found)
    expect(sumOf([...numbers].sort((a, b) => a - b))).toBe(found)
  })
})

it.each([
  [[0.1, 0.2, 0.3, -0.6], 2.7755575615628914e-17],
  [[1e100, 1, -1e100], 1],
  [[2 ** 53, 1, 2 ** -1000], 2 ** 53 + 2],
  [[2 ** 53, 1], 2 ** 53],
  [[5e-324, 0.1, 0.1, -1], -0.7999999999999999],
  [[-0], 0],
  [[], 0],
])('adds %j', (numbers, sum) => {
  expect(sumOf(numbers)).toBe(sum)
})
