import { partsOfSettled } from '../influence/power.js'
import { ballotOf } from '../math/compiledRule.js'
import { covarianceWithSum, meanOf, type SentimentFilter } from '../math/sentimentFilter.js'
import { overEverybody } from '../sentiment/takeIn.js'
import { at, dot, vector, vectorOf } from '../support/linear.js'
import { randomFrom } from '../support/random.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { answers, type Committee, committeeAtVote, filterIn } from './committee.js'
import { voteOn } from './vote.js'

/** How a decision is likely to end if everybody first talks. */
export interface AfterDeliberation {
  /** The probability that the decision falls in our favour, 0..1, found by simulation. */
  readonly probabilityOfYes: number
  /** The standard error of the simulation. */
  readonly standardError: number
  /** How many outcomes were drawn. */
  readonly draws: number
}

/** At most so many outcomes are drawn, and fewer where so many people sit that the work would be more than so much. */
const MOST_DRAWS = 4096
const FEWEST_DRAWS = 256
const MOST_WORK = 2 ** 26

/**
 * The decision after deliberation, on the day of the vote: opinions settle at `V x`, with mean `V m` and covariance `V P V'`, so that they sway together; the rule
 * is asked in pairs of opposite draws from that distribution, by a generator with a fixed seed.
 *
 * @see J. M. Hammersley and K. W. Morton, "A new Monte Carlo technique: antithetic variates", Mathematical Proceedings of the Cambridge
 * Philosophical Society 52 (1956)
 */
export function afterDeliberation(s: Snapshot): AfterDeliberation {
  return remembered(s, computeAfterDeliberation)
}

function computeAfterDeliberation(s: Snapshot): AfterDeliberation {
  const seats = committeeAtVote(s)
  const { agedDays, stillFalls } = voteOn(s)
  const settled = settledSeats(s, seats, filterIn(s, agedDays))
  const size = settled.means.length
  const pairs = Math.ceil(Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, MOST_WORK / (size * size + 1))) / 2)
  const groups = Math.ceil(pairs / ABREAST)
  const normals = firstNormals(groups * ABREAST * size)
  const passing = passingOf(seats, settled)
  let sum = 0
  let squares = 0
  for (let group = 0; group < groups; group++) {
    const passed = passing(normals, group * ABREAST * size)
    for (let lane = 0; lane < Math.min(ABREAST, pairs - group * ABREAST); lane++) {
      const mean = ((passed[lane] ?? 0) + (passed[lane + ABREAST] ?? 0)) / 2
      sum += mean
      squares += mean * mean
    }
  }
  const probabilityOfYes = sum / pairs
  const variance = Math.max(0, squares / pairs - probabilityOfYes ** 2)
  return { probabilityOfYes: stillFalls * probabilityOfYes, standardError: stillFalls * Math.sqrt(variance / pairs), draws: 2 * pairs }
}

/** So many pairs are drawn side by side: sums that need not wait for each other are so many times as quick. */
const ABREAST = 4

/** Settled opinions: their means, and the lower triangle whose product with itself is their covariance. */
interface Settled {
  readonly means: Float64Array
  readonly factor: Float64Array
}

/**
 * Which draws pass, 1 or 0, for the normal numbers from a place on: `ABREAST` draws, and after them their opposites. Those without whom nothing
 * passes are asked first, the likeliest no before the others; where none of the draws is left, the sways of all others need not be known.
 */
function passingOf(
  { rule, thresholds, vetoes }: Committee,
  { means, factor }: Settled,
): (normals: Float64Array, from: number) => Uint8Array {
  const size = means.length
  const variances = vector(size, seat => dot(factor, seat * size, factor, seat * size, seat + 1))
  const yes = answers({ means, variances, thresholds })
  const places = rule.players.map((_, seat) => seat)
  const isNeeded = (seat: number): boolean => vetoes.has(rule.players[seat] ?? '')
  const needed = places.filter(isNeeded).sort((a, b) => at(yes, a) - at(yes, b))
  const others = places.filter(seat => !isNeeded(seat))
  const ballot = ballotOf(rule)
  const says = new Uint8Array(2 * ABREAST * size)
  const answersIn = Array.from({ length: 2 * ABREAST }, (_, draw) => says.subarray(draw * size, (draw + 1) * size))
  const passed = new Uint8Array(2 * ABREAST)
  const ask = (seat: number, normals: Float64Array, from: number): void =>
    answerOf(seat, size, at(means, seat), at(thresholds, seat), factor, normals, from, says)
  return (normals, from) => {
    passed.fill(1)
    for (const seat of needed) {
      ask(seat, normals, from)
      let left = 0
      for (let draw = 0; draw < 2 * ABREAST; draw++) {
        if (says[draw * size + seat] === 0) passed[draw] = 0
        else if (passed[draw] === 1) left += 1
      }
      if (left === 0) return passed
    }
    for (const seat of others) ask(seat, normals, from)
    for (let draw = 0; draw < 2 * ABREAST; draw++) {
      const given = answersIn[draw]
      if (passed[draw] === 1 && given !== undefined) passed[draw] = Number(ballot(given))
    }
    return passed
  }
}

/** Writes what a seat says in each of `ABREAST` draws, whose normal numbers stand one draw after the other, and in their opposites. */
function answerOf(
  seat: number,
  size: number,
  mean: number,
  threshold: number,
  factor: Float64Array,
  normals: Float64Array,
  from: number,
  says: Uint8Array,
): void {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let k = 0; k <= seat; k++) {
    const part = at(factor, seat * size + k)
    const place = from + k
    first += part * at(normals, place)
    second += part * at(normals, place + size)
    third += part * at(normals, place + 2 * size)
    fourth += part * at(normals, place + 3 * size)
  }
  says[seat] = mean + first >= threshold ? 1 : 0
  says[size + seat] = mean + second >= threshold ? 1 : 0
  says[2 * size + seat] = mean + third >= threshold ? 1 : 0
  says[3 * size + seat] = mean + fourth >= threshold ? 1 : 0
  says[4 * size + seat] = mean - first >= threshold ? 1 : 0
  says[5 * size + seat] = mean - second >= threshold ? 1 : 0
  says[6 * size + seat] = mean - third >= threshold ? 1 : 0
  says[7 * size + seat] = mean - fourth >= threshold ? 1 : 0
}

/** So many normal numbers are kept at most: half a megabyte. */
const MOST_KEPT = 2 ** 16

let kept: Float64Array = new Float64Array(0)

/** The first normal numbers that a generator with the seed 1 draws, or more of them: the same for every account. */
function firstNormals(count: number): Float64Array {
  if (count <= kept.length) return kept
  const random = randomFrom(1)
  const isKept = count <= MOST_KEPT
  const drawn = vector(isKept ? 2 ** Math.ceil(Math.log2(count)) : count, () => random.normal())
  if (isKept) kept = drawn
  return drawn
}

/**
 * The settled opinions of those who decide on the day of the vote: their means, and the lower triangle whose product with itself is their
 * covariance. Whoever has left by then keeps the prior.
 */
function settledSeats(s: Snapshot, { places, means: own, variances }: Committee, filter: SentimentFilter): Settled {
  const sentiments = vectorOf(s.stakeholders, (_, i) => meanOf(filter, i))
  const rows = places.map(place => (place === undefined ? undefined : overEverybody({ filter }, partsOfSettled(s, place))))
  const crosses = rows.map(row => (row === undefined ? undefined : covarianceWithSum(filter, row)))
  const size = rows.length
  const covariance = new Float64Array(size ** 2)
  rows.forEach((row, a) => {
    for (let b = 0; b <= a; b++) covariance[a * size + b] = covarianceOfSeats(row, crosses[b], a === b ? at(variances, a) : 0)
  })
  const means = vector(size, a => {
    const row = rows[a]
    return row === undefined ? at(own, a) : dot(row, 0, sentiments, 0, sentiments.length)
  })
  return { means, factor: triangleOf(covariance, size) }
}

/** The covariance of two settled opinions; whoever has left keeps an opinion of their own. */
function covarianceOfSeats(row: Float64Array | undefined, cross: Float64Array | undefined, own: number): number {
  if (row === undefined || cross === undefined) return row === cross ? own : 0
  return dot(row, 0, cross, 0, row.length)
}

/** Cholesky's triangle of a covariance, of which the lower triangle is read; a sentiment that others determine adds nothing of its own. */
function triangleOf(covariance: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(covariance, i * size + j)
      for (let k = 0; k < j; k++) rest -= at(factor, i * size + k) * at(factor, j * size + k)
      const head = at(factor, j * size + j)
      if (i === j) factor[i * size + i] = rest > 1e-14 * at(covariance, i * size + i) ? Math.sqrt(rest) : 0
      else factor[i * size + j] = head > 0 ? rest / head : 0
    }
  }
  return factor
}
