import { stillFalls } from '../math/stillFalls.js'
import { isOpenDecision } from '../model/openDecision.js'
import { days } from '../sentiment/readings.js'
import type { Snapshot } from '../village/snapshot.js'

/**
 * How a decision stands: `noDecision`: none is open and none was named; `severalDecisions`: several are open and none was named; `decided`: it
 * has an outcome; `stateUnknown`: its source says in words that are not understood whether it is open; `undated`: nobody knows when it falls; `dated`: it falls today or later; `overdue`: it should have fallen before today.
 */
export type DecisionState = 'noDecision' | 'stateUnknown' | 'severalDecisions' | 'decided' | 'undated' | 'dated' | 'overdue'

/** The day on which the decision in view falls. */
export interface Vote {
  readonly state: DecisionState
  /** By how many days what is known now will have aged until then, at least 0. */
  readonly agedDays: number
  /** The probability that it is made at all, 0..1, relative to the day on which it was due. */
  readonly stillFalls: number
  /** The day on which it falls, in days since 1970; absent where nobody knows. */
  readonly day?: number
  /** Days until the day on which it is expected, below 0 once that is past; absent without such a day. */
  readonly daysLeft?: number
}

/** When the decision in view falls; now where there is none, none with a date, or one with an outcome. */
export function voteOn({ decision, decisions, agedTo, settings }: Snapshot): Vote {
  const now = { agedDays: 0, stillFalls: 1 }
  if (decision === undefined) {
    // A single open one would be in view.
    return { state: decisions.some(isOpenDecision) ? 'severalDecisions' : 'noDecision', ...now }
  }
  if (decision.outcome !== undefined) return { state: 'decided', ...now }
  if (!isOpenDecision(decision)) return { state: 'stateUnknown', ...now }
  if (decision.expectedAt === undefined) return { state: 'undated', ...now }
  const today = days(agedTo)
  const due = Math.floor(days(decision.expectedAt))
  const daysLeft = due - today
  if (due >= Math.floor(today)) return { state: 'dated', agedDays: Math.max(0, daysLeft), stillFalls: 1, day: due, daysLeft }
  const { neverDecided, slipDays } = settings.decision
  const agedDays = slipDays * Math.LN2 // the median of an exponential slip
  const chance = stillFalls(-daysLeft, { neverDecided, slipDays })
  return { state: 'overdue', agedDays, stillFalls: chance, day: Math.floor(today + agedDays), daysLeft }
}

/** Whether the vote has a chance: an open decision is in view. */
export function isOpen({ state }: Vote): boolean {
  return state === 'undated' || state === 'dated' || state === 'overdue'
}
