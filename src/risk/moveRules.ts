import { voteOn } from '../decision/vote.js'
import { isPowerful } from '../influence/isPowerful.js'
import { isLiveMove, type Move } from '../model/move.js'
import { heardPeople } from '../moves/answeredPeople.js'
import { planSchedule, type ScheduledMove } from '../moves/planSchedule.js'
import { compareText } from '../support/order.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Found, MOST_EVIDENCE, type RiskRule } from './finding.js'
import { presentOf } from './present.js'

/** A move is not done on the day on which it was due. */
export const moveOverdue: RiskRule = {
  id: 'moveOverdue',
  title: 'Move overdue',
  asks: 'account',
  gravest: 'critical',
  find(s) {
    const overdue = new Set(planSchedule(s).moves.flatMap(row => (row.overdue ? [row.move] : [])))
    const holding = new Set(openDecisions(s).flatMap(decision => holdingUp(inViewOf(s, decision))))
    return s.moves
      .filter(({ id }) => overdue.has(id))
      .map((move): Found => {
        const { id, byThem, dueAt } = move
        const what = byThem === undefined ? 'Something that we planned to do' : 'Something that one of them was to do'
        const isHolding = holding.has(id)
        return {
          stakeholders: peopleOf(s, [move]),
          subjects: [id],
          message: `${what} is overdue${isHolding ? ', and the decision falls before all that waits for it can be done' : ''}.`,
          evidence: [{ measure: 'planSchedule.overdue', value: id, ...(dueAt !== undefined && { at: dueAt }) }],
          floor: isHolding ? 'critical' : 'warning',
        }
      })
  },
}

/** Not all that is planned can be done before the decision falls. */
export const planTooLate: RiskRule = {
  id: 'planTooLate',
  title: 'Plan too late',
  asks: 'decision',
  gravest: 'warning',
  find(s) {
    const late = lateFor(s)
    const [last] = late
    if (last === undefined) return []
    const ids = new Set(late.map(({ move }) => move))
    return [
      {
        stakeholders: peopleOf(
          s,
          s.moves.filter(({ id }) => ids.has(id)),
        ),
        subjects: [],
        message: 'The decision falls before all that is planned can be done. Begin earlier, do less, or agree on a later day.',
        evidence: [
          { measure: 'planSchedule.earliestFinish', value: last.earliestFinish },
          ...late.slice(0, MOST_EVIDENCE).map(({ move }) => ({ measure: 'planSchedule.moves', value: move })),
        ],
        floor: 'warning',
      },
    ]
  },
}

/** Nobody sees to a move. */
export const moveWithoutOwner: RiskRule = {
  id: 'moveWithoutOwner',
  title: 'Move without owner',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const gone = { ours: idsOf(s.formerTeammates), theirs: idsOf(s.former) }
    return s.moves.filter(isLiveMove).flatMap((move): Found[] => {
      const { id, by, byThem } = move
      const owner = by ?? byThem
      const hasLeft = (by !== undefined && gone.ours.has(by)) || (byThem !== undefined && gone.theirs.has(byThem))
      if (owner !== undefined && !hasLeft) return []
      return [
        {
          stakeholders: peopleOf(s, [move]),
          subjects: [id],
          message: hasLeft ? 'The owner of a move has left.' : 'A move has no owner.',
          evidence: [{ measure: 'moves', value: id }],
          floor: 'info',
        },
      ]
    })
  },
}

/** Nothing that is planned answers some powerful people. Only where moves are recorded does anybody plan. */
export const voiceUnanswered: RiskRule = {
  id: 'voiceUnanswered',
  title: 'Voice unanswered',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    if (s.moves.length === 0) return []
    const open = heardPeople(s).filter(({ share, isAnswered }) => !isAnswered && isPowerful(share, s))
    if (open.length === 0) return []
    return [
      {
        stakeholders: byShare(open).map(({ stakeholder }) => stakeholder),
        subjects: [],
        message: 'No move of ours is with powerful people, or answers anything that they said.',
        evidence: byShare(open).map(({ stakeholder, share }) => ({ measure: 'planCoverage.people', value: share, stakeholder })),
        floor: 'info',
      },
    ]
  },
}

/** The most powerful first, then by id. */
function byShare<Person extends { readonly stakeholder: string; readonly share: number }>(people: readonly Person[]): readonly Person[] {
  return [...people].sort((a, b) => b.share - a.share || compareText(a.stakeholder, b.stakeholder))
}

/** The moves for the decision in view, if its day is known and not past, that cannot be done by then; the last first. */
function lateFor(s: Snapshot): readonly ScheduledMove[] {
  const { moves, deadline } = planSchedule(s)
  if (voteOn(s).state !== 'dated' || deadline === undefined) return []
  const own = idsOf(s.moves.filter(({ decision }) => decision === undefined || decision === s.decision?.id))
  return moves
    .filter(({ move, earliestFinish }) => own.has(move) && earliestFinish > deadline)
    .sort((a, b) => compareText(b.earliestFinish, a.earliestFinish) || compareText(a.move, b.move))
}

/** The moves that are late for the decision in view, or for which one waits that is. */
function holdingUp(s: Snapshot): readonly string[] {
  const before = new Map(planSchedule(s).moves.map(({ move, dependsOn }) => [move, dependsOn]))
  const found = new Set(lateFor(s).map(({ move }) => move))
  for (const id of found) for (const each of before.get(id) ?? []) found.add(each)
  return [...found]
}

/** The people of theirs who are there and with whom, or by whom, moves are done. */
function peopleOf(s: Snapshot, moves: readonly Move[]): string[] {
  return presentOf(
    s,
    moves.flatMap(({ with: people = [], byThem }) => [...people, byThem ?? []].flat()),
  )
}

function idsOf(things: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(things.map(({ id }) => id))
}
