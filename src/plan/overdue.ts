import { openComments } from '../feedback/openComments.js'
import { isLiveMove } from '../model/move.js'
import { knownPeople } from '../moves/relationships.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { after, between, boundsOf, startOf, written } from './dates.js'

/** Something of which the day is past. */
export interface OverdueRow {
  /** What it is, and so in which array of the village it stands. */
  readonly kind: 'move' | 'expectation' | 'comment'
  /** The id of the move, the expectation or the comment, by `kind`. */
  readonly id: string
  /** Whose it is, or with whom the move is first. */
  readonly stakeholder?: string
  /** The day, `YYYY-MM-DD`; of a comment the last on which it should have been answered. */
  readonly dueAt: string
  /** Business days since then. */
  readonly businessDays: number
}

/** Moves, expectations and comments of which the day is past, the longest first, then by kind and id. */
export function overdueIn(s: Snapshot): readonly OverdueRow[] {
  const { today } = boundsOf(s)
  const people = new Set(knownPeople(s))
  const row = (kind: OverdueRow['kind'], id: string, due: number, stakeholder?: string): OverdueRow[] =>
    due >= today
      ? []
      : [{ kind, id, ...(stakeholder !== undefined && { stakeholder }), dueAt: written(due), businessDays: between(s, due, today) }]
  return [
    ...s.moves
      .filter(isLiveMove)
      .flatMap(({ id, dueAt, with: who = [] }) => (dueAt === undefined ? [] : row('move', id, startOf(dueAt), who[0]))),
    ...s.expectations.flatMap(({ id, dueAt, stakeholder, status }) =>
      dueAt === undefined || status.at(-1)?.state === 'met' || !people.has(stakeholder)
        ? []
        : row('expectation', id, startOf(dueAt), stakeholder),
    ),
    ...openComments(s).flatMap(({ comment, at, stakeholder }) =>
      people.has(stakeholder) ? row('comment', comment, after(s, startOf(at), s.settings.listening.answerDays), stakeholder) : [],
    ),
  ].sort((a, b) => b.businessDays - a.businessDays || compareText(a.kind, b.kind) || compareText(a.id, b.id))
}
