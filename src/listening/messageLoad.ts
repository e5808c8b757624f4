import { powerByStakeholder } from '../influence/power.js'
import type { Interaction } from '../model/interaction.js'
import { days } from '../sentiment/readings.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** How much of ours reaches somebody who decides. */
export interface MessageLoad {
  /** The id of a decider known by name; placeholders are left out. */
  readonly stakeholder: string
  /** How many interactions of the last 30 days they took part in and did not drive, changes of a process left aside. */
  readonly contacts: number
  /** The same a week: `contacts` times 7/30. */
  readonly perWeek: number
  /** How many of us were in them, as far as `ours` tells. */
  readonly teammates: number
  /** How many decisions they were about. */
  readonly decisions: number
}

/**
 * How much of ours reaches each decider: what took place with them in the last 30 days and was not their own doing, by how many of us and
 * about how many decisions. The busiest first, then by id.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { messageLoad } from 'account-village/listening'
 * const email = (at: string, ours: string) => ({ at, kind: 'email', participants: ['bo'], ours: [ours] }) as const
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *   teammates: [{ id: 'kim' }, { id: 'lee' }],
 *   interactions: [email('2026-02-20', 'kim'), email('2026-02-23', 'lee'), email('2026-02-23', 'kim')],
 * })
 * messageLoad(snapshot(village, '2026-03-02')) //=> [{ stakeholder: 'bo', contacts: 3, perWeek: 0.7, teammates: 2, decisions: 0 }]
 */
export function messageLoad(snapshot: Snapshot): readonly MessageLoad[] {
  return measured('messageLoad', snapshot, measureMessageLoad)
}

function measureMessageLoad(s: Snapshot): readonly MessageLoad[] {
  const since = days(s.agedTo) - DAYS
  const recent = s.interactions.filter(({ at, kind }) => days(at) > since && kind !== 'processChange')
  const placeholders = new Set(s.placeholders)
  return s.stakeholders
    .filter(({ id }) => !placeholders.has(id) && powerByStakeholder(s).get(id)?.class === 'decider')
    .map(({ id }) => loadOf(id, recent))
    .sort((a, b) => b.contacts - a.contacts || compareText(a.stakeholder, b.stakeholder))
}

/** The days up to the snapshot that count. */
const DAYS = 30

function loadOf(stakeholder: string, recent: readonly Interaction[]): MessageLoad {
  const reached = recent.filter(({ participants, drivenBy }) => participants.includes(stakeholder) && drivenBy !== stakeholder)
  return {
    stakeholder,
    contacts: reached.length,
    perWeek: (reached.length * 7) / DAYS,
    teammates: new Set(reached.flatMap(({ ours = [] }) => ours)).size,
    decisions: new Set(reached.flatMap(({ decision }) => decision ?? [])).size,
  }
}
