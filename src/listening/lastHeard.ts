import { sentiments } from '../sentiment/sentiments.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/** When each person last said anything to us: in a reading, a comment or an interview. Those who never did are not in it. */
export function lastHeard(s: Snapshot): ReadonlyMap<string, Instant> {
  return remembered(s, computeLastHeard)
}

function computeLastHeard(s: Snapshot): ReadonlyMap<string, Instant> {
  const last = new Map<string, Instant>()
  const hear = (id: string, at: Instant | undefined): void => {
    // Stored instants are ordered as texts.
    if (at !== undefined && at > (last.get(id) ?? '')) last.set(id, at)
  }
  for (const { stakeholder, lastHeardAt } of sentiments(s)) hear(stakeholder, lastHeardAt)
  for (const { stakeholder, at } of [...s.comments, ...s.interviews]) hear(stakeholder, at)
  return last
}
