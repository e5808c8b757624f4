import { at, factorise, intAt, solve, solveTransposed } from '../support/linear.js'

/** For each listener how much they listen to whom, by place; whoever is not there is not listened to. */
export type Listening = readonly ReadonlyMap<number, number>[]

/** The equations `I - L W` by which opinions settle. */
export interface Settling {
  readonly size: number
  /** Solves `(I - L W) x = right`. */
  solve(right: Float64Array): Float64Array
  /** Solves the same with the transposed matrix. */
  solveTransposed(right: Float64Array): Float64Array
}

/** Of more people the equations are not solved by elimination, whose cost is the cube of their number. */
const MOST_ELIMINATED = 300

/**
 * The equations by which the opinions of listeners settle whose susceptibilities are below 1, so that they do.
 *
 * Those of many people are solved by adding up what passes along the ties in one step, in two, and so on, which costs as much as there are
 * ties times the steps until nothing is added that a number can hold.
 */
export function settlingOf(weights: Listening, susceptibility: Float64Array): Settling {
  return weights.length > MOST_ELIMINATED ? byPassingOn(weights, susceptibility) : byElimination(weights, susceptibility)
}

/** By elimination, whatever their number. */
export function byElimination(weights: Listening, susceptibility: Float64Array): Settling {
  const size = weights.length
  const matrix = new Float64Array(size * size)
  weights.forEach((row, i) => {
    matrix[i * size + i] = 1
    for (const [j, weight] of row) if (j !== i) matrix[i * size + j] = -at(susceptibility, i) * weight
  })
  const factors = factorise(matrix, size)
  if (factors === undefined) throw new TypeError('opinions settle when everyone keeps a share of their own view')
  return { size, solve: right => solve(factors, right), solveTransposed: right => solveTransposed(factors, right) }
}

/** By passing on, whatever their number. */
export function byPassingOn(weights: Listening, susceptibility: Float64Array): Settling {
  const size = weights.length
  const links = weights.flatMap((row, i) => [...row].map(([j, weight]): Link => [i, j, at(susceptibility, i) * weight]))
  const forwards = passingBy(
    size,
    links.map(([i, j, share]) => [j, i, share]),
  )
  const backwards = passingBy(size, links)
  return { size, solve: right => addedUp(forwards, right), solveTransposed: right => addedUp(backwards, right) }
}

/** What comes to a place is passed on to another, multiplied by a share. */
type Link = readonly [from: number, to: number, share: number]

/** The links of each place, from `starts[place]` up to `starts[place + 1]`. */
interface Passing {
  readonly starts: Int32Array
  readonly targets: Int32Array
  readonly shares: Float64Array
}

function passingBy(size: number, links: readonly Link[]): Passing {
  const starts = new Int32Array(size + 1)
  for (const [from] of links) starts[from + 1] = intAt(starts, from + 1) + 1
  for (let place = 0; place < size; place++) starts[place + 1] = intAt(starts, place + 1) + intAt(starts, place)
  const ends = starts.slice()
  const [targets, shares] = [new Int32Array(links.length), new Float64Array(links.length)]
  for (const [from, to, share] of links) {
    const slot = intAt(ends, from)
    targets[slot] = to
    shares[slot] = share
    ends[from] = slot + 1
  }
  return { starts, targets, shares }
}

/** What is added to less than this part of a sum is lost in its rounding, with all that it would pass on. */
const LEAST_PART = 1e-18

function addedUp({ starts, targets, shares }: Passing, right: Float64Array): Float64Array {
  const sum = right.slice()
  let passed = right.slice()
  let next = new Float64Array(right.length)
  let places: number[] = []
  for (let place = 0; place < right.length; place++) if (right[place] !== 0) places.push(place)
  while (places.length > 0) {
    const reached: number[] = []
    for (const place of places) {
      const amount = at(passed, place)
      passed[place] = 0
      for (let link = intAt(starts, place); link < intAt(starts, place + 1); link++) {
        const target = intAt(targets, link)
        const part = amount * at(shares, link)
        if (part === 0) continue
        if (next[target] === 0) reached.push(target)
        next[target] = at(next, target) + part
      }
    }
    places = []
    for (const place of reached) {
      const amount = at(next, place)
      sum[place] = at(sum, place) + amount
      if (Math.abs(amount) > LEAST_PART * Math.abs(at(sum, place))) places.push(place)
      else next[place] = 0
    }
    ;[passed, next] = [next, passed]
  }
  return sum
}
