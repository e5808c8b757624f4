import { totalInfluence } from '../influence/power.js'
import type { Expectation } from '../model/expectation.js'
import { meanSentiments } from '../sentiment/state.js'
import { itemAt } from '../support/linear.js'
import type { SentimentShift, Snapshot } from '../village/snapshot.js'

/**
 * How an expectation that is met or missed moves sentiments: its owner's by the setting times its importance, and everybody else's by what
 * the owner's opinion is of their settled one. Nobody is moved beyond -1..1, and nothing moves what was settled so already.
 */
export function shiftsOf(s: Snapshot, { stakeholder, importance, status }: Expectation, state: 'met' | 'missed'): SentimentShift[] {
  const owner = s.stakeholders.findIndex(({ id }) => id === stakeholder)
  if (owner < 0 || status.at(-1)?.state === state) return []
  const { met, lossAversion } = s.settings.expectation
  const means = meanSentiments(s)
  const wanted = importance * met * (state === 'met' ? 1 : -lossAversion)
  const moved = within(itemAt(means, owner), wanted)
  const { matrix } = totalInfluence(s)
  return s.stakeholders.flatMap(({ id }, i) => {
    const amount = i === owner ? moved : within(itemAt(means, i), moved * itemAt(matrix[i] ?? [], owner))
    return amount === 0 ? [] : [{ stakeholder: id, amount }]
  })
}

/** A move as far as it leaves a sentiment within -1..1; what lies beyond already is not moved further. */
function within(from: number, by: number): number {
  return by > 0 ? Math.max(0, Math.min(by, 1 - from)) : Math.min(0, Math.max(by, -1 - from))
}
