import type { Comment, CommentAction } from '../model/comment.js'
import type { Village } from '../model/village.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { reading } from '../support/reading.js'
import { believedFact, changedAt, dateOf } from '../village/believedFact.js'
import type { Row } from '../village/rows.js'
import { recordAs, rowsOf } from '../village/village.js'

/**
 * `record` for one comment: what somebody said in passing, in one call.
 *
 * @throws the errors of `record`
 * @example
 * import { createVillage } from 'account-village'
 * import { recordComment } from 'account-village/listening'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
 * recordComment(village, { id: 'c1', at: '2026-03-02', stakeholder: 'ann', text: 'Late again.' }).comments.length //=> 1
 */
export function recordComment(village: Village, comment: Comment<TimeInput>): Village {
  return recordAs('recordComment', village, { comments: [comment] })
}

/**
 * The village in which something was done about a comment.
 *
 * @param action when, by whom of us, and what
 * @throws InvalidArgumentError when there is no such comment; InvalidDateError for a date that is none
 */
export function recordCommentAction(village: Village, comment: string, action: CommentAction<TimeInput>): Village {
  const where = 'recordCommentAction'
  const known = believed(where, village, comment)
  const given = reading(where, 'action', () => ({ ...action, at: action.at }), 'is not an action; pass { at, by, statement }')
  const at = dateOf(where, 'at', given.at)
  return revised(where, village, known, at, { actions: [...(known.fact.actions ?? []), { ...given, at }] })
}

/**
 * The village in which whoever made a comment was told what came of it.
 *
 * @throws InvalidArgumentError when there is no such comment; InvalidDateError for a date that is none
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { openComments, recordSharedBack } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'ann', text: 'Late again.' }],
 * })
 * openComments(snapshot(recordSharedBack(village, 'c1', '2026-03-10'), '2026-03-10')) //=> []
 */
export function recordSharedBack(village: Village, comment: string, at: TimeInput): Village {
  const where = 'recordSharedBack'
  const moment = dateOf(where, 'at', at)
  return revised(where, village, believed(where, village, comment), moment, { sharedBackAt: moment })
}

/** The comment of an id, as it is believed. */
export function believed(where: string, village: Village, id: string): Row<Comment> {
  return believedFact(where, 'comment', rowsOf(where, village).comments, id)
}

/** The village with a comment changed at a moment. */
export function revised(
  where: string,
  village: Village,
  { fact, knownFrom }: Row<Comment>,
  at: Instant,
  change: Partial<Comment>,
): Village {
  return changedAt(where, village, { comments: [{ ...fact, ...change }] }, knownFrom, at)
}
