import { at, intAt, itemAt } from '../support/linear.js'
import type { HandoverDay } from './handoverDays.js'
import { HIGHEST, LEADING, LEVELS, RISING } from './handoverHabits.js'

/** How often power passes. */
export interface PassingRates {
  /** The rates at which power passes to the deciders and back, per day. */
  readonly hazardPerDay: number
  readonly reversalPerDay: number
}

/** What is believed at some time. */
export interface HandoverBelief {
  /** The probability of a hand-over that stands, 0..1. */
  readonly probability: number
  /** The probability that deciders drive at least half of the events at present, 0..1. */
  readonly decidersLead: number
  /** The share of events that deciders drive, 0..1: at present, and before and after a hand-over, both absent where none is possible. */
  readonly share: { readonly now: number; readonly before?: number; readonly after?: number }
}

export const RISES = RISING.length
export const HABITS = RISES + HIGHEST.length
/**
 * A state holds the logarithm of the weight of every habit, its prior times the likelihood of all that was seen; then for every rising habit
 * the probability that users drive, as before; then that deciders do by now.
 */
export const USERS = RISES + HIGHEST.length
export const DECIDERS = USERS + RISES
export const SIZE = DECIDERS + RISES

const BEFORE = Int32Array.from(RISING, ({ before }) => before)
const AFTER = Int32Array.from(RISING, ({ after }) => after)
export const IS_HANDOVER = RISING.map(({ isHandover }) => isHandover)
const SHARES = Float64Array.from(LEVELS)
const LOG = SHARES.map(Math.log)
const LOG_OTHERS = SHARES.map(share => Math.log(1 - share))
const LEVEL_OF_HIGHEST = Int32Array.from(HIGHEST)

/** The probabilities that power passes to the deciders and back in some days. */
export interface Passing {
  readonly over: number
  readonly back: number
}

/** So many days without events tell of a change at most: silence is no evidence of one. */
const LONGEST_GAP = 90

export function passing(days: number, { hazardPerDay, reversalPerDay }: PassingRates): Passing {
  const rate = hazardPerDay + reversalPerDay
  if (rate === 0) return NEVER
  const any = -Math.expm1(-rate * Math.min(days, LONGEST_GAP))
  return { over: (hazardPerDay / rate) * any, back: (reversalPerDay / rate) * any }
}

export const NEVER: Passing = { over: 0, back: 0 }

const LOG_PRIORS = [...RISING.map(({ prior }) => prior), ...HIGHEST.map(() => 1 / LEVELS.length)].map(Math.log)

export function begin(state: Float64Array): void {
  state.set(LOG_PRIORS)
  state.fill(1, USERS, DECIDERS).fill(0, DECIDERS, SIZE)
}

export function move(from: Float64Array, place: number, into: Float64Array, target: number, { over, back }: Passing): void {
  into.set(from.subarray(place, place + HABITS), target)
  for (let i = 0; i < RISES; i++) {
    const u = at(from, place + USERS + i)
    const d = at(from, place + DECIDERS + i)
    into[target + USERS + i] = u * (1 - over) + d * back
    into[target + DECIDERS + i] = d * (1 - back) + u * over
  }
}

/** What structural events do. */
export function passAtOnce(state: Float64Array, place: number, { toDeciders, toUsers }: HandoverDay): void {
  if (toDeciders === 0 && toUsers === 0) return
  for (let i = 0; i < RISES; i++) {
    const u = at(state, place + USERS + i)
    const d = at(state, place + DECIDERS + i) + u * toDeciders
    state[place + USERS + i] = u * (1 - toDeciders) + d * toUsers
    state[place + DECIDERS + i] = d * (1 - toUsers)
  }
}

/** What the events of a day tell, by Bayes' rule. The nine likelihoods of the day serve all habits. */
export function weigh(state: Float64Array, place: number, { deciders, users }: HandoverDay): void {
  const logs: number[] = []
  let largest = Number.NEGATIVE_INFINITY
  for (let level = 0; level < LEVELS.length; level++) {
    const each = deciders * at(LOG, level) + users * at(LOG_OTHERS, level)
    largest = Math.max(largest, each)
    logs.push(each)
  }
  const likelihoods = logs.map(each => Math.exp(each - largest))
  for (let i = 0; i < RISES; i++) {
    const u = place + USERS + i
    const d = place + DECIDERS + i
    const before = intAt(BEFORE, i)
    const after = intAt(AFTER, i)
    let shift = largest
    let byUsers = at(state, u) * itemAt(likelihoods, before)
    let byDeciders = at(state, d) * itemAt(likelihoods, after)
    if (byUsers + byDeciders < SMALLEST) {
      const ofUsers = at(state, u) > 0 ? itemAt(logs, before) : Number.NEGATIVE_INFINITY
      const ofDeciders = at(state, d) > 0 ? itemAt(logs, after) : Number.NEGATIVE_INFINITY
      shift = Math.max(ofUsers, ofDeciders)
      byUsers = at(state, u) * Math.exp(ofUsers - shift)
      byDeciders = at(state, d) * Math.exp(ofDeciders - shift)
    }
    const all = byUsers + byDeciders
    state[u] = byUsers / all
    state[d] = byDeciders / all
    state[place + i] = at(state, place + i) + shift + Math.log(all)
  }
  for (let i = RISES; i < HABITS; i++) state[place + i] = at(state, place + i) + itemAt(logs, intAt(LEVEL_OF_HIGHEST, i - RISES))
}

/** Below, a part of a likelihood may be lost, and the larger of those that are possible is taken out instead. */
const SMALLEST = 1e-250

export function largestOf(state: Float64Array, place: number): number {
  let largest = at(state, place)
  for (let i = 1; i < HABITS; i++) largest = Math.max(largest, at(state, place + i))
  return largest
}

export function beliefIn(state: Float64Array, place: number): HandoverBelief {
  const largest = largestOf(state, place)
  let all = 0
  let passed = 0
  let leading = 0
  let now = 0
  let before = 0
  let after = 0
  for (let i = 0; i < RISES; i++) {
    const weight = Math.exp(at(state, place + i) - largest)
    const u = weight * at(state, place + USERS + i)
    const d = weight * at(state, place + DECIDERS + i)
    const low = intAt(BEFORE, i)
    const high = intAt(AFTER, i)
    all += weight
    now += u * at(SHARES, low) + d * at(SHARES, high)
    if (low >= LEADING) leading += u
    if (high >= LEADING) leading += d
    if (IS_HANDOVER[i] !== true) continue
    passed += d
    before += d * at(SHARES, low)
    after += d * at(SHARES, high)
  }
  for (let i = RISES; i < HABITS; i++) {
    const weight = Math.exp(at(state, place + i) - largest)
    all += weight
    leading += weight
    now += weight * at(SHARES, intAt(LEVEL_OF_HIGHEST, i - RISES))
  }
  const share = { now: now / all, ...(passed > 0 && { before: before / passed, after: after / passed }) }
  return { probability: Math.min(1, passed / all), decidersLead: Math.min(1, leading / all), share }
}
