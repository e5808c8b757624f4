import { at, itemAt, vectorOf } from './linear.js'
import { gaussLegendre } from './quadrature.js'
import { randomFrom, shuffled } from './random.js'

/** A number that hangs on changes of two sorts. */
export interface ChangingNumber {
  /** How many changes there are that have come or have not. */
  readonly switches: number
  /** How many there are that may have come by a share, the number being linear in each share as long as all else stays. */
  readonly slides: number
  /** The number when those switches are flipped, and every slide has moved by the same share, 0..1; into `slopes` what more of each would add. */
  along(isFlipped: (change: number) => boolean, share: number, slopes: Float64Array): number
  /** The number when those switches are flipped and those slides moved all the way. */
  worth(isFlipped: (change: number) => boolean, isMoved: (change: number) => boolean): number
}

/** What each of several changes adds to a number. */
export interface ShapleyValues {
  readonly switches: readonly number[]
  readonly slides: readonly number[]
  /** The standard errors, of the switches and then of the slides; 0 where they are exact. */
  readonly errors: readonly number[]
  readonly exact: boolean
}

/** How much may be computed. */
export interface ShapleyLimits {
  /** The most switches of which every combination is looked at. */
  readonly switches: number
  /** The most work for an exact answer: combinations of switches, times points of the integral, times slides. */
  readonly work: number
  /** The most random orders that are averaged otherwise. */
  readonly orders: number
}

/**
 * What each change adds to a number, averaged over all orders of the changes. The values sum to what all changes together add.
 *
 * A random order is one in which every change comes at a time of its own, anywhere from 0 to 1. At time `t` each has come with probability
 * `t`, and a number that is linear in each slide then is expected to be what it is when all slides have moved by `t`. The average over all
 * orders is therefore an integral over `t` of a polynomial, which Gauss and Legendre's rule gives exactly, and only the switches have to be
 * looked at combination by combination. Above the limits, random orders from a fixed seed are averaged.
 *
 * @see G. Owen, "Multilinear extensions of games", Management Science 18 (1972)
 */
export function shapley(number: ChangingNumber, limits: ShapleyLimits): ShapleyValues {
  const { switches, slides } = number
  const isSmall = switches <= limits.switches && 2 ** switches * pointsFor(number) * slides <= limits.work
  // Each order looks at every change, and each look takes in every slide.
  const orders = Math.round(Math.min(limits.orders, Math.max(32, limits.work / (switches + slides) ** 2)))
  return isSmall ? exactly(number) : sampled(number, orders)
}

/** How many points integrate the polynomial exactly: its degree is one less than the number of changes. */
function pointsFor({ switches, slides }: ChangingNumber): number {
  return Math.max(1, Math.ceil((switches + slides) / 2))
}

function exactly(number: ChangingNumber): ShapleyValues {
  const { nodes, weights } = gaussLegendre(pointsFor(number))
  const { switches, slides } = number
  const masks = Array.from({ length: 2 ** switches }, (_, mask) => mask)
  const slopes = new Float64Array(slides)
  const bySlide = new Array<number>(slides).fill(0)
  // One combination after the other, so that whoever computes the number need not remember them all.
  const worths = masks.map(mask =>
    vectorOf(nodes, (time, node) => {
      const worth = number.along(change => isIn(mask, change), time, slopes)
      const chance = itemAt(weights, node) * chanceOf(bitsIn(mask), switches, time)
      for (let slide = 0; slide < slides; slide++) bySlide[slide] = itemAt(bySlide, slide) + chance * at(slopes, slide)
      return worth
    }),
  )
  const bySwitch = Array.from({ length: switches }, (_, change) => {
    let sum = 0
    for (const mask of masks) {
      const [before, after] = [worths[mask], worths[mask | (1 << change)]]
      if (isIn(mask, change) || before === undefined || after === undefined) continue
      nodes.forEach((time, node) => {
        sum += itemAt(weights, node) * chanceOf(bitsIn(mask), switches - 1, time) * (at(after, node) - at(before, node))
      })
    }
    return sum
  })
  return { switches: bySwitch, slides: bySlide, errors: new Array<number>(switches + slides).fill(0), exact: true }
}

/** The probability that these of so many changes have come by a time, and no others. */
function chanceOf(came: number, of: number, time: number): number {
  return time ** came * (1 - time) ** (of - came)
}

function sampled({ switches, slides, worth }: ChangingNumber, orders: number): ShapleyValues {
  const random = randomFrom(1)
  const sums = new Array<number>(switches + slides).fill(0)
  const squares = new Array<number>(switches + slides).fill(0)
  for (let round = 0; round < orders; round++) {
    const done = new Set<number>()
    const now = (): number =>
      worth(
        change => done.has(change),
        slide => done.has(switches + slide),
      )
    let before = now()
    for (const change of shuffled(
      sums.map((_, i) => i),
      random,
    )) {
      done.add(change)
      const after = now()
      sums[change] = itemAt(sums, change) + after - before
      squares[change] = itemAt(squares, change) + (after - before) ** 2
      before = after
    }
  }
  const values = sums.map(sum => sum / orders)
  const errors = squares.map((square, i) => Math.sqrt(Math.max(0, square / orders - itemAt(values, i) ** 2) / (orders - 1)))
  return { switches: values.slice(0, switches), slides: values.slice(switches), errors, exact: false }
}

function isIn(mask: number, change: number): boolean {
  return ((mask >> change) & 1) === 1
}

function bitsIn(mask: number): number {
  let bits = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) bits++
  return bits
}
