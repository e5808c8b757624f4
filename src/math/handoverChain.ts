import type { HandoverDay } from './handoverDays.js'
import { begin, beliefIn, type HandoverBelief, move, type PassingRates, passAtOnce, passing, SIZE, weigh } from './handoverState.js'

/** How often power passes, and when a flag is raised and taken back. */
export interface HandoverRule extends PassingRates {
  /** A flag is raised at a probability of at least 1 less this, within 0..1. */
  readonly falseAlarmShare: number
  /** It is taken back at a probability of at most this, within 0..1. */
  readonly reversedBelow: number
}

/** When the flag was raised or taken back. */
export interface HandoverTurn {
  /** The whole day, counted from the fixed point of the events. */
  readonly day: number
  /** Whether it was raised, or taken back. */
  readonly status: 'flagged' | 'reversed'
}

/** Days with events, in order, and what is believed after each. */
export interface HandoverChain {
  readonly days: HandoverDay[]
  /** The state after each day, one after the other, from which that after the next follows. */
  states: Float64Array
  /** What is believed after the first days; of the others nobody has asked yet. */
  readonly beliefs: HandoverBelief[]
  /** By day, of as many: the last turn of the flag up to it; none as long as it was never raised. */
  readonly turns: (HandoverTurn | undefined)[]
}

/** A chain without days. */
export function emptyChain(): HandoverChain {
  return { days: [], states: new Float64Array(0), beliefs: [], turns: [] }
}

/** Leaves only the first days of a chain. */
export function cutChain({ days, beliefs, turns }: HandoverChain, length: number): void {
  days.length = length
  beliefs.length = Math.min(length, beliefs.length)
  turns.length = beliefs.length
}

/** Adds a day at the end of a chain. */
export function extendChain(chain: HandoverChain, day: HandoverDay, rates: PassingRates): void {
  const { days } = chain
  const place = days.length * SIZE
  if (place === chain.states.length) chain.states = enlarged(chain.states)
  const state = chain.states
  const last = days.at(-1)
  if (last === undefined) begin(state)
  else move(state, place - SIZE, state, place, passing(day.day - last.day, rates))
  passAtOnce(state, place, day)
  weigh(state, place, day)
  days.push(day)
}

/** What is believed after each day of a chain, and the turns of the flag, which is looked at only then. */
export function readChain(chain: HandoverChain, rule: HandoverRule): Pick<HandoverChain, 'beliefs' | 'turns'> {
  const { days, states, beliefs, turns } = chain
  for (const { day } of days.slice(beliefs.length)) {
    const belief = beliefIn(states, beliefs.length * SIZE)
    const before = turns.at(-1)
    const flagged = before?.status === 'flagged'
    const turned = flagged ? belief.probability <= rule.reversedBelow : belief.probability >= 1 - rule.falseAlarmShare
    beliefs.push(belief)
    turns.push(turned ? { day, status: flagged ? 'reversed' : 'flagged' } : before)
  }
  return chain
}

/**
 * How the flag is after a chain. It is up where it is raised on the last day on which it could turn at all, so that what comes before that
 * day need not be looked at.
 */
export function flagAfter(chain: HandoverChain, rule: HandoverRule): HandoverTurn['status'] | undefined {
  const { days, states, beliefs } = chain
  for (let i = days.length - 1; i >= beliefs.length; i--) {
    const { probability } = beliefIn(states, i * SIZE)
    if (probability >= 1 - rule.falseAlarmShare && probability > rule.reversedBelow) return 'flagged'
    if (probability <= rule.reversedBelow) break
  }
  return readChain(chain, rule).turns.at(-1)?.status
}

/** What is believed on a day after a chain ends: power may have passed in silence. */
export function beliefOn(chain: HandoverChain, day: number, rates: PassingRates): HandoverBelief {
  return beliefIn(stateOn(chain, day, rates), 0)
}

function enlarged(states: Float64Array): Float64Array {
  const larger = new Float64Array(Math.max(8 * SIZE, 2 * states.length))
  larger.set(states)
  return larger
}

/** The state on a day after a chain ends. */
export function stateOn({ days, states }: HandoverChain, day: number, rates: PassingRates): Float64Array {
  const state = new Float64Array(SIZE)
  const last = days.length - 1
  move(states, last * SIZE, state, 0, passing(day - (days[last]?.day ?? day), rates))
  return state
}
