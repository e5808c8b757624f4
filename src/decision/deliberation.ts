import { partsOfSettled } from '../influence/power.js'
import { ballotOf } from '../math/compiledRule.js'
import { covarianceWithSum, meanOf, type SentimentFilter } from '../math/sentimentFilter.js'
import { overEverybody } from '../sentiment/takeIn.js'
import { at, dot, vector } from '../support/linear.js'
import { randomFrom } from '../support/random.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { type Committee, committeeAtVote, filterIn } from './committee.js'
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
  const { means, factor } = settledSeats(s, seats, filterIn(s, agedDays))
  const size = means.length
  const pairs = Math.ceil(Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, MOST_WORK / (size * size + 1))) / 2)
  const random = randomFrom(1)
  const ballot = ballotOf(seats.rule)
  const [normals, sway, says] = [new Float64Array(size), new Float64Array(size), new Uint8Array(size)]
  const yes = (sign: number): number => {
    for (let seat = 0; seat < size; seat++) says[seat] = at(means, seat) + sign * at(sway, seat) >= at(seats.thresholds, seat) ? 1 : 0
    return Number(ballot(says))
  }
  let sum = 0
  let squares = 0
  for (let pair = 0; pair < pairs; pair++) {
    for (let seat = 0; seat < size; seat++) normals[seat] = random.normal()
    for (let seat = 0; seat < size; seat++) sway[seat] = dot(factor, seat * size, normals, 0, seat + 1)
    const mean = (yes(1) + yes(-1)) / 2
    sum += mean
    squares += mean * mean
  }
  const probabilityOfYes = sum / pairs
  const variance = Math.max(0, squares / pairs - probabilityOfYes ** 2)
  return { probabilityOfYes: stillFalls * probabilityOfYes, standardError: stillFalls * Math.sqrt(variance / pairs), draws: 2 * pairs }
}

/**
 * The settled opinions of those who decide on the day of the vote: their means, and the lower triangle whose product with itself is their
 * covariance. Whoever has left by then keeps the prior.
 */
function settledSeats(
  s: Snapshot,
  { places, means: own, variances }: Committee,
  filter: SentimentFilter,
): { readonly means: Float64Array; readonly factor: Float64Array } {
  const sentiments = s.stakeholders.map((_, i) => meanOf(filter, i))
  const rows = places.map(place => (place === undefined ? undefined : overEverybody({ filter }, partsOfSettled(s, place))))
  const crosses = rows.map(row => (row === undefined ? undefined : covarianceWithSum(filter, row)))
  const covariance = new Float64Array(rows.length ** 2)
  rows.forEach((row, a) => {
    for (let b = 0; b < rows.length; b++)
      covariance[a * rows.length + b] = covarianceOfSeats(row, crosses[b], a === b ? at(variances, a) : 0)
  })
  const means = vector(rows.length, a => {
    const row = rows[a]
    return row === undefined ? at(own, a) : sentiments.reduce((sum, mean, j) => sum + at(row, j) * mean, 0)
  })
  return { means, factor: triangleOf(covariance, rows.length) }
}

/** The covariance of two settled opinions; whoever has left keeps an opinion of their own. */
function covarianceOfSeats(row: Float64Array | undefined, cross: Float64Array | undefined, own: number): number {
  if (row === undefined || cross === undefined) return row === cross ? own : 0
  let sum = 0
  for (let j = 0; j < row.length; j++) sum += at(row, j) * at(cross, j)
  return sum
}

/** Cholesky's triangle of a covariance; a sentiment that others determine adds nothing of its own. */
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
