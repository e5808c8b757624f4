import { at, itemAt, vectorOf } from './linear.js'
import { gaussLegendre } from './quadrature.js'
import { randomFrom, shuffled } from './random.js'

/** A number that hangs on changes of two sorts. */
export interface ChangingNumber {
  /** How many changes there are that have come or have not. */
  readonly switches: number
  /** How many there are that may have come by a share, the number being linear in each share as long as all else stays. */
  readonly slides: number
  /** How many scenes the switches set, by which what the slides add is told apart; at least 1. */
  readonly scenes: number
  /** How much work it is to look at the number once; to look with other switches than the time before is `RESET` times as much. */
  readonly size: number
  /** Which scene those switches set that are flipped. */
  sceneOf(isFlipped: (change: number) => boolean): number
  /** The number when those switches are flipped, and every slide has moved by the same share, 0..1; into `slopes` what more of each would add. */
  along(isFlipped: (change: number) => boolean, share: number, slopes: Float64Array): number
  /** The number when those switches are flipped and those slides moved all the way. */
  worth(isFlipped: (change: number) => boolean, isMoved: (change: number) => boolean): number
}

const RESET = 10

/** What each of several changes adds to a number. */
export interface ShapleyValues {
  readonly switches: readonly number[]
  /** What each slide adds in each scene; what it adds is their sum. */
  readonly slides: readonly (readonly number[])[]
  /** The standard errors, of the switches and then of the slides; 0 where they are exact. */
  readonly errors: readonly number[]
  readonly exact: boolean
}

/** How much may be computed. */
export interface ShapleyLimits {
  /** The most switches of which every combination is looked at. */
  readonly switches: number
  /** The most work for an exact answer, and about as much for an estimate. */
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
 * looked at combination by combination. Above the limits, random orders from a fixed seed are averaged, each with its reverse, so that what
 * comes is treated as what goes.
 *
 * @see G. Owen, "Multilinear extensions of games", Management Science 18 (1972)
 */
export function shapley(number: ChangingNumber, limits: ShapleyLimits): ShapleyValues {
  const { switches, slides, size } = number
  const work = 2 ** switches * (pointsFor(number) + RESET) * size
  if (switches <= limits.switches && work <= limits.work) return exactly(number)
  const pairs = limits.work / (2 * (switches * (1 + RESET) + slides) * size)
  return sampled(number, Math.round(Math.min(limits.orders / 2, Math.max(LEAST_PAIRS, pairs))))
}

const LEAST_PAIRS = 8

/** How many points integrate the polynomial exactly: its degree is one less than the number of changes. */
function pointsFor({ switches, slides }: ChangingNumber): number {
  return Math.max(1, Math.ceil((switches + slides) / 2))
}

function exactly(number: ChangingNumber): ShapleyValues {
  const { nodes, weights } = gaussLegendre(pointsFor(number))
  const { switches, slides } = number
  const masks = Array.from({ length: 2 ** switches }, (_, mask) => mask)
  const slopes = new Float64Array(slides)
  const bySlide = nothingYet(number)
  // One combination after the other, so that whoever computes the number need not remember them all.
  const worths = masks.map(mask => {
    const isFlipped = (change: number): boolean => isIn(mask, change)
    const scene = bySlide[number.sceneOf(isFlipped)] ?? []
    return vectorOf(nodes, (time, node) => {
      const worth = number.along(isFlipped, time, slopes)
      const chance = itemAt(weights, node) * chanceOf(bitsIn(mask), switches, time)
      for (let slide = 0; slide < slides; slide++) scene[slide] = itemAt(scene, slide) + chance * at(slopes, slide)
      return worth
    })
  })
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

function sampled(number: ChangingNumber, pairs: number): ShapleyValues {
  const { switches, slides } = number
  const random = randomFrom(1)
  const bySwitch = new Array<number>(switches).fill(0)
  const bySlide = nothingYet(number)
  const squares = new Array<number>(switches + slides).fill(0)
  for (let round = 0; round < pairs; round++) {
    const order = shuffled(
      squares.map((_, i) => i),
      random,
    )
    const both = new Array<number>(switches + slides).fill(0)
    for (const changes of [order, [...order].reverse()]) {
      walk(number, changes, (change, added, scene) => {
        both[change] = itemAt(both, change) + added / 2
        const [list, place] = change < switches ? [bySwitch, change] : [bySlide[scene] ?? [], change - switches]
        list[place] = itemAt(list, place) + added / (2 * pairs)
      })
    }
    both.forEach((added, change) => {
      squares[change] = itemAt(squares, change) + added ** 2
    })
  }
  const means = [...bySwitch, ...Array.from({ length: slides }, (_, slide) => bySlide.reduce((sum, own) => sum + itemAt(own, slide), 0))]
  const errors = squares.map((square, i) => Math.sqrt(Math.max(0, square / pairs - itemAt(means, i) ** 2) / (pairs - 1)))
  return { switches: bySwitch, slides: bySlide, errors, exact: false }
}

/** Lets the changes come one after the other, and tells what each added, and in which scene. */
function walk(
  { switches, sceneOf, worth }: ChangingNumber,
  changes: readonly number[],
  tell: (change: number, added: number, scene: number) => void,
): void {
  const done = new Set<number>()
  const isFlipped = (change: number): boolean => change < switches && done.has(change)
  const now = (): number => worth(isFlipped, slide => done.has(switches + slide))
  let before = now()
  for (const change of changes) {
    done.add(change)
    const after = now()
    tell(change, after - before, sceneOf(isFlipped))
    before = after
  }
}

function nothingYet({ scenes, slides }: ChangingNumber): number[][] {
  return Array.from({ length: scenes }, () => new Array<number>(slides).fill(0))
}

function isIn(mask: number, change: number): boolean {
  return ((mask >> change) & 1) === 1
}

function bitsIn(mask: number): number {
  let bits = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) bits++
  return bits
}
