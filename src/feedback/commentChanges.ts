import { errorFor, InvalidArgumentError, quoted } from '../errors.js'
import type { Comment, CommentAction } from '../model/comment.js'
import type { Village } from '../model/village.js'
import { badDate, formatInstant, type Instant, parseInstant, type TimeInput } from '../support/instants.js'
import { reading } from '../support/reading.js'
import { believedRows, reviseAs } from '../village/revise.js'
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
  const at = dateOf(
    where,
    'at',
    reading(where, 'action', () => action.at, 'is not an action; pass { at, by, statement }'),
  )
  return revised(where, village, known, at, { actions: [...(known.fact.actions ?? []), { ...action, at }] })
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

/** A comment as it is believed, and since when. */
export interface BelievedComment {
  readonly fact: Comment
  readonly knownFrom: number
}

/** The comment of an id. */
export function believed(where: string, village: Village, id: string): BelievedComment {
  const found = believedRows(rowsOf(where, village).comments).get(id)
  if (found !== undefined) return found
  const message = `there is no comment ${quoted(id)}. Record it first.`
  throw new InvalidArgumentError(where, [{ path: 'comment', message, code: 'invalidArgument' }])
}

/** The village with a comment changed, learned when it happened and never before the comment was itself known. */
export function revised(
  where: string,
  village: Village,
  { fact, knownFrom }: BelievedComment,
  at: Instant,
  change: Partial<Comment>,
): Village {
  const learned = Math.max(knownFrom, parseInstant(at) ?? knownFrom)
  return reviseAs(where, village, { comments: [{ ...fact, ...change }] }, formatInstant(learned))
}

/** A point in time as its instant. */
export function dateOf(where: string, path: string, at: TimeInput): Instant {
  const instant = parseInstant(at)
  if (instant !== undefined) return formatInstant(instant)
  throw errorFor(where, [{ path, message: badDate(at), code: 'invalidDate' }])
}
