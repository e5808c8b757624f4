import { wilsonInterval } from '../math/wilson.js'
import type { Interval } from '../support/interval.js'
import { itemAt } from '../support/linear.js'

/** A forecast as a number beside what came of it. */
export interface Judged {
  /** The probability given to it, 0..1. */
  readonly probability: number
  /** 1 if it came true, otherwise 0. */
  readonly came: number
  /** Whose it is: forecasts of one account are not independent. */
  readonly account: string
}

/** Forecasts of about the same probability, and how often they came true: a row of the reliability table. */
export interface ReliabilityBin {
  /** The lowest probability in it, 0..1. */
  readonly from: number
  /** The highest probability in it, 0..1; the next bin begins above it. */
  readonly to: number
  /** How many forecasts are in it. */
  readonly count: number
  /** Their mean probability, 0..1. */
  readonly forecast: number
  /** The share of them that came true, 0..1. */
  readonly observed: number
  /** Wilson's 90 % interval of that share, as if decisions were independent; where an account has several, it is too narrow. */
  readonly interval: Interval
}

/** At most so many bins, each of about at least so many forecasts. Judgements. */
const MOST_BINS = 10
const LEAST_IN_BIN = 10

/**
 * The forecasts in order of probability, divided into bins of equal count: as many as leave ten forecasts in each, but at most ten. Equal
 * forecasts are never divided, so that bins may differ in size.
 */
export function binned(judged: readonly Judged[]): Judged[][] {
  const sorted = [...judged].sort((a, b) => a.probability - b.probability)
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(sorted.length / LEAST_IN_BIN)))
  const result: Judged[][] = []
  let start = 0
  for (let k = 1; k <= bins; k++) {
    const end = afterTies(sorted, Math.round((k * sorted.length) / bins))
    if (end > start) result.push(sorted.slice(start, end))
    start = Math.max(start, end)
  }
  return result
}

/** The row of a bin. */
export function reliabilityBin(members: readonly Judged[]): ReliabilityBin {
  const count = members.length
  const probabilities = members.map(({ probability }) => probability)
  const hits = members.reduce((sum, { came }) => sum + came, 0)
  return {
    from: itemAt(probabilities, 0),
    to: itemAt(probabilities, count - 1),
    count,
    forecast: probabilities.reduce((sum, each) => sum + each, 0) / count,
    observed: hits / count,
    interval: wilsonInterval(hits, count),
  }
}

/** The first place from `end` on that does not part equal forecasts. */
function afterTies(sorted: readonly Judged[], end: number): number {
  let place = end
  while (place < sorted.length && sorted[place]?.probability === sorted[place - 1]?.probability) place++
  return place
}
