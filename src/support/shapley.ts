import { itemAt } from './linear.js'
import { randomFrom, shuffled } from './random.js'

/** What each of several changes adds to a number. */
export interface ShapleyValues {
  readonly values: readonly number[]
  /** Their standard errors; 0 where they are exact. */
  readonly errors: readonly number[]
  readonly exact: boolean
}

/**
 * What each of `count` changes adds to a number, averaged over all orders of the changes: exactly for up to `mostExact` of them, by random
 * orders from a fixed seed above. The values sum to what all changes together add.
 *
 * @param worth the number when those changes have come for which the function given says so
 */
export function shapley(
  count: number,
  worth: (isDone: (change: number) => boolean) => number,
  mostExact: number,
  orders: number,
): ShapleyValues {
  return count <= mostExact ? exactly(count, worth) : sampled(count, worth, orders)
}

function exactly(count: number, worth: (isDone: (change: number) => boolean) => number): ShapleyValues {
  const worths = Array.from({ length: 2 ** count }, (_, mask) => worth(change => ((mask >> change) & 1) === 1))
  const weights = Array.from({ length: count }, (_, size) => 1 / (count * choose(count - 1, size)))
  const values = Array.from({ length: count }, (_, change) => {
    let sum = 0
    for (let mask = 0; mask < worths.length; mask++) {
      if (((mask >> change) & 1) === 1) continue
      sum += itemAt(weights, bitsIn(mask)) * (itemAt(worths, mask | (1 << change)) - itemAt(worths, mask))
    }
    return sum
  })
  return { values, errors: values.map(() => 0), exact: true }
}

function sampled(count: number, worth: (isDone: (change: number) => boolean) => number, orders: number): ShapleyValues {
  const random = randomFrom(1)
  const sums = new Array<number>(count).fill(0)
  const squares = new Array<number>(count).fill(0)
  for (let round = 0; round < orders; round++) {
    const done = new Set<number>()
    let before = worth(change => done.has(change))
    for (const change of shuffled(
      sums.map((_, i) => i),
      random,
    )) {
      done.add(change)
      const after = worth(each => done.has(each))
      sums[change] = itemAt(sums, change) + after - before
      squares[change] = itemAt(squares, change) + (after - before) ** 2
      before = after
    }
  }
  const values = sums.map(sum => sum / orders)
  const errors = squares.map((square, i) => Math.sqrt(Math.max(0, square / orders - itemAt(values, i) ** 2) / (orders - 1)))
  return { values, errors, exact: false }
}

function bitsIn(mask: number): number {
  let bits = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) bits++
  return bits
}

function choose(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i
  return product
}
