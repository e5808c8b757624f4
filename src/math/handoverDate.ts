import { at, itemAt } from '../support/linear.js'
import { type HandoverChain, stateOn } from './handoverChain.js'
import { DECIDERS, HABITS, IS_HANDOVER, largestOf, NEVER, type PassingRates, passing, RISES, SIZE, USERS } from './handoverState.js'

/** When a hand-over happened, if it did. */
export interface HandoverDate {
  /** The median. */
  readonly day: number
  /** The central 80 %. */
  readonly interval: readonly [number, number]
}

/** When the hand-over that stands on a day happened; `undefined` where none is possible. */
export function dateOf(chain: HandoverChain, day: number, rates: PassingRates): HandoverDate | undefined {
  const masses = dateMasses(chain, day, rates)
  const total = masses.reduce((sum, { mass }) => sum + mass, 0)
  if (total === 0) return undefined
  return { day: quantileOf(masses, total / 2), interval: [quantileOf(masses, 0.1 * total), quantileOf(masses, 0.9 * total)] }
}

/** The day by which so much of the mass has come; within a gap it comes evenly. */
function quantileOf(masses: readonly DateMass[], wanted: number): number {
  let [day, before] = [Number.NaN, 0]
  for (const { from, to, mass } of masses) {
    if (before < wanted) day = from + Math.min((wanted - before) / mass, 1) * (to - from)
    before += mass
  }
  return day
}

/** The probability that the hand-over that stands happened between two days, or on one. */
interface DateMass {
  readonly from: number
  readonly to: number
  readonly mass: number
}

/**
 * The probabilities of all dates of the hand-over that stands on a day, in order; they sum to its probability. Backwards from that day, what
 * deciders drive they drove before already, or power passed in the gap before or with a structural event: in proportion to how likely each
 * was before the day itself was seen.
 */
export function dateMasses(chain: HandoverChain, day: number, rates: PassingRates): DateMass[] {
  const { days, states } = chain
  if (days.length === 0) return []
  const final = stateOn(chain, day, rates)
  const largest = largestOf(final, 0)
  let all = 0
  for (let i = 0; i < HABITS; i++) all += Math.exp(at(final, i) - largest)
  const standing = IS_HANDOVER.map((is, i) => (is ? (Math.exp(at(final, i) - largest) * at(final, DECIDERS + i)) / all : 0))
  const masses: DateMass[] = []
  for (let j = days.length; j >= 0; j--) {
    const { day: to = day, toDeciders = 0 } = days[j] ?? {}
    const from = days[j - 1]?.day
    const { over, back } = from === undefined ? NEVER : passing(to - from, rates)
    const place = (j - 1) * SIZE
    let inGap = 0
    let onDay = 0
    for (let i = 0; i < RISES; i++) {
      const u = from === undefined ? 1 : at(states, place + USERS + i)
      const d = from === undefined ? 0 : at(states, place + DECIDERS + i)
      const stayed = d * (1 - back)
      const came = u * over
      const appointed = (u * (1 - over) + d * back) * toDeciders
      const any = stayed + came + appointed
      const mass = any > 0 ? itemAt(standing, i) / any : 0
      inGap += mass * came
      onDay += mass * appointed
      standing[i] = mass * stayed
    }
    masses.push({ from: to, to, mass: onDay }, { from: from ?? to, to, mass: inGap })
  }
  return masses.reverse()
}
