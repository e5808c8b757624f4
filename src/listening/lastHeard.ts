import { everyObservation } from '../sentiment/everyObservation.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { isHeldIn } from './heldInTime.js'

/**
 * When each person was last heard: in a reading about whatever decision, a comment or an interview that they agreed to. Those who never were
 * are not in it.
 */
export function lastHeard(s: Snapshot): ReadonlyMap<string, Instant> {
  return remembered(s, computeLastHeard)
}

function computeLastHeard(s: Snapshot): ReadonlyMap<string, Instant> {
  const last = new Map<string, Instant>()
  const readings = everyObservation(s).filter(({ confidence }) => confidence !== 0)
  const interviews = s.interviews.filter(each => isHeldIn(each, undefined))
  for (const { stakeholder, at } of [...readings, ...interviews, ...s.comments]) {
    // Stored instants are ordered as texts.
    if (at > (last.get(stakeholder) ?? '')) last.set(stakeholder, at)
  }
  return last
}
