import type { RequestChannel } from '../model/request.js'
import { unansweredIn } from '../sentiment/events.js'
import { days } from '../sentiment/readings.js'
import { meanSentiments } from '../sentiment/state.js'
import type { Instant } from '../support/instants.js'
import { itemAt } from '../support/linear.js'
import { sortedByText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'

/** A request that nobody answered. */
export interface UnansweredRow {
  /** The id of the person who did not answer, once in the list. */
  readonly stakeholder: string
  /** The id of the request. */
  readonly request: string
  /** When they were asked. */
  readonly at: Instant
  /** How they were asked; of several requests the latest whose wait is over counts. */
  readonly via: RequestChannel
  /** Days since then. */
  readonly days: number
  /** By how much the silence moves the expected sentiment of the person, 0 or below on the scale of sentiment. */
  readonly effect: number
}

/**
 * Who did not answer: of each person the latest request whose wait (`settings.sentiment.silence.waitDays`) is over and after which they said
 * nothing. Those asked longest ago come first, then by id.
 *
 * An answer is a reading other than an impression or a scored text, an interview that they agreed to, a comment, an interaction that they
 * drove, or a meeting, call, demo, approval or agenda in which they took part.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { unanswered } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   requests: [{ id: 'q1', stakeholder: 'ann', at: '2026-01-05', via: 'survey' }],
 * })
 * unanswered(snapshot(village, '2026-03-02')).map(({ request, days, effect }) => [request, days, effect]) //=> [['q1', 56, -0.0545]]
 */
export function unanswered(snapshot: Snapshot): readonly UnansweredRow[] {
  return measured('unanswered', snapshot, measureUnanswered)
}

function measureUnanswered(s: Snapshot): readonly UnansweredRow[] {
  const places = new Map(s.stakeholders.map(({ id }, i) => [id, i]))
  const rows = unansweredIn(s).flatMap(({ request: { id: request, stakeholder, at, via } }): UnansweredRow[] => {
    const i = places.get(stakeholder)
    if (i === undefined) return []
    const without = amended(s, { requests: s.requests.filter(each => each.stakeholder !== stakeholder) })
    const effect = itemAt(meanSentiments(s), i) - itemAt(meanSentiments(without), i)
    return [{ stakeholder, request, at, via, days: days(s.agedTo) - days(at), effect }]
  })
  return sortedByText(rows, ({ stakeholder }) => stakeholder).sort((a, b) => b.days - a.days)
}
