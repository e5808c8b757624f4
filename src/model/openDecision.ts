import type { Decision } from './decision.js'

/** Whether a decision has not fallen, as far as is known. One of which nobody knows whether it has is not open. */
export function isOpenDecision({ outcome, stateUnknown }: Pick<Decision, 'outcome' | 'stateUnknown'>): boolean {
  return outcome === undefined && stateUnknown !== true
}

/** Whether nobody knows if a decision is open or how it ended. */
export function isOfUnknownState({ outcome, stateUnknown }: Pick<Decision, 'outcome' | 'stateUnknown'>): boolean {
  return outcome === undefined && stateUnknown === true
}
