import type { Decision } from '../model/decision.js'
import { isOfUnknownState, isOpenDecision } from '../model/openDecision.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from './snapshot.js'
import { siblingOf } from './work.js'

/** The ids of the open decisions, or of the one in view alone when it was named; in order of id. */
export function openDecisions({ decision, decisions }: Snapshot): readonly string[] {
  const asked = decision === undefined ? decisions : [decision]
  return idsOf(asked.filter(isOpenDecision))
}

/** The ids of the decisions of which nobody knows whether they are open, or of the one in view alone; in order of id. */
export function decisionsOfUnknownState({ decision, decisions }: Snapshot): readonly string[] {
  return idsOf((decision === undefined ? decisions : [decision]).filter(isOfUnknownState))
}

function idsOf(decisions: readonly Decision[]): readonly string[] {
  return decisions.map(({ id }) => id).sort(compareText)
}

/** The snapshot with a decision in view: its own roles, vetoes and readings count. */
export function inViewOf(s: Snapshot, decision: string): Snapshot {
  return s.decision?.id === decision ? s : siblingOf(s, decision)
}
