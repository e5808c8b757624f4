import { seatedBeliefs } from '../account/objective.js'
import { listeningCadence } from '../listening/cadence.js'
import { questionsOf } from '../listening/questions.js'
import type { Snapshot } from '../village/snapshot.js'
import { after, boundsOf, startOf } from './dates.js'
import { type Possible, placeOf, possible, toldInTime } from './possible.js'

/** Finding out who has a seat that nobody known has, or will have when the decision falls. */
export function identifying(s: Snapshot): Possible[] {
  const { seats } = seatedBeliefs(s)
  const ghosts = s.placeholders.map(id => [id, placeOf(s, id)] as const)
  return [...ghosts, ...seats].map(([seat, hear]) =>
    possible(s, 'identify', seat, { with: [], effect: { hear }, things: [seat, ...holdersBefore(s, seat)], finishBy: toldInTime(s) }),
  )
}

/** Who has left of those who had the role of a seat. */
function holdersBefore(s: Snapshot, seat: string): string[] {
  const roles = new Set(s.roles.flatMap(({ stakeholder, role }) => (stakeholder === seat ? [role] : [])))
  const gone = new Set(s.former.map(({ id }) => id))
  return s.roleHistory.flatMap(({ stakeholder, role }) => (roles.has(role) && gone.has(stakeholder) ? [stakeholder] : []))
}

/** Hearing somebody whose turn it is. */
export function hearing(s: Snapshot): Possible[] {
  const refused = new Map(
    s.interviews.flatMap(({ stakeholder, consent }) => (consent === undefined ? [] : [[stakeholder, !consent.given]])),
  )
  const questions = questionsOf([s]).filter(({ state }) => state === 'open')
  // On a Sunday we plan Monday.
  const nextWorkingDay = after(s, boundsOf(s).today, 0)
  return listeningCadence(s).turns.flatMap(({ stakeholder, status, reason, dueOn }): Possible[] => {
    if (startOf(dueOn) > nextWorkingDay || refused.get(stakeholder) === true) return []
    return [
      possible(s, 'hear', stakeholder, {
        with: [stakeholder],
        effect: { hear: placeOf(s, stakeholder) },
        answers: questions.map(({ id }) => ({ kind: 'question', id })),
        finishBy: toldInTime(s) ?? startOf(dueOn),
        presses: status === 'overdue' || reason === 'neverHeard',
      }),
    ]
  })
}
