import { decidingRule } from '../decision/rule.js'
import { openComments } from '../feedback/openComments.js'
import { isPowerful } from '../influence/isPowerful.js'
import { powerByStakeholder } from '../influence/power.js'
import { progressReport } from '../moves/progressReport.js'
import { knownPeople } from '../moves/relationships.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Snapshot } from '../village/snapshot.js'
import { after, boundsOf, startOf } from './dates.js'
import { inTime, type Possible, placeOf, possible } from './possible.js'

/** Meeting what somebody expects. */
export function meeting(s: Snapshot): Possible[] {
  const { settled } = boundsOf(s)
  const people = new Set(knownPeople(s))
  return s.expectations.flatMap(({ id, stakeholder, importance, dueAt, decision, status }): Possible[] => {
    const isOfOther = decision !== undefined && s.decision !== undefined && decision !== s.decision.id
    if (isOfOther || status.at(-1)?.state === 'met' || !people.has(stakeholder)) return []
    const ends = [...(dueAt === undefined ? [] : [startOf(dueAt)]), ...(settled === undefined ? [] : [settled])]
    return [
      possible(s, 'meet', id, {
        with: [stakeholder],
        effect: swaying(s, stakeholder, importance),
        things: [id],
        answers: [{ kind: 'expectation', id, stakeholder }],
        finishBy: ends.length === 0 ? undefined : Math.min(...ends),
        words: [...(dueAt === undefined ? [] : [`due ${dueAt.slice(0, 10)}`]), ...(status.at(-1)?.state === 'missed' ? ['missed'] : [])],
      }),
    ]
  })
}

/** Winning over somebody with a seat who was heard lately and to whom we owe nothing. */
export function winningOver(s: Snapshot): Possible[] {
  const known = sentimentsByStakeholder(s)
  const owed = new Set(s.expectations.flatMap(({ stakeholder, status }) => (status.at(-1)?.state === 'met' ? [] : [stakeholder])))
  const people = new Set(knownPeople(s))
  return decidingRule(s).rule.players.flatMap((id): Possible[] => {
    const { value, reliability = 0 } = known.get(id) ?? {}
    const isKnown = value !== undefined && reliability >= s.settings.account.staleReliability
    if (!people.has(id) || owed.has(id) || !isKnown) return []
    return [possible(s, 'winOver', id, { with: [id], effect: swaying(s, id, s.settings.moves.importance.winOver), finishBy: inTime(s) })]
  })
}

/** Answering what somebody said. */
export function answering(s: Snapshot): Possible[] {
  const people = new Set(knownPeople(s))
  return openComments(s).flatMap(({ comment, stakeholder, at, state, days }): Possible[] => {
    if (!people.has(stakeholder)) return []
    const isDone = state === 'untold'
    return [
      possible(s, 'answer', comment, {
        with: [stakeholder],
        effect: swaying(s, stakeholder, s.settings.moves.importance.answer),
        things: [comment],
        answers: [{ kind: 'comment', id: comment, stakeholder }],
        ...(isDone && { effort: UNTOLD_HOURS }),
        finishBy: after(s, startOf(at), s.settings.listening.answerDays),
        words: [
          isDone
            ? 'Something was done about what they said, and nobody has told them.'
            : `Said ${Math.floor(days)} days ago, and nothing was done about it.`,
        ],
      }),
    ]
  })
}

/** To tell somebody what was done takes less than to do it. */
const UNTOLD_HOURS = 0.5

/** Showing somebody who matters what came of what they asked for. */
export function sharing(s: Snapshot): Possible[] {
  const seats = new Set(decidingRule(s).rule.players)
  const power = powerByStakeholder(s)
  // Who is answered is told what came of it then.
  const untold = new Set(openComments(s).flatMap(({ stakeholder, state }) => (state === 'untold' ? [stakeholder] : [])))
  return knownPeople(s)
    .filter(id => !untold.has(id) && (seats.has(id) || isPowerful(power.get(id)?.share ?? 0, s)) && progressReport(s, { with: id }).news)
    .map(id =>
      possible(s, 'share', id, {
        with: [id],
        effect: swaying(s, id, s.settings.moves.importance.share),
        finishBy: inTime(s),
        words: ['Something that they asked for is done, and nobody has told them.'],
      }),
    )
}

function swaying(s: Snapshot, id: string, importance: number): Possible['effect'] {
  return { sway: { person: placeOf(s, id), by: s.settings.expectation.met * importance } }
}
