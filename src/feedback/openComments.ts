import { shareIn } from '../listening/several.js'
import type { Comment } from '../model/comment.js'
import { DAY, type Instant, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { actionsOn, type Handling } from '../village/actionsOn.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** What is still to be done about a comment: pass it on, act on it, or tell whoever said it what came of it. */
export type CommentState = 'unrouted' | 'unanswered' | 'untold'

/** A comment of which something is still to be done. */
export interface OpenComment {
  /** The id of the comment. */
  readonly comment: string
  /** The id of the person who said it, also of one who has left. */
  readonly stakeholder: string
  /** When it was said. */
  readonly at: Instant
  /** Its themes as they were written; empty where it has none. */
  readonly themes: readonly string[]
  /** The next step: `unrouted` before it is passed on, `unanswered` before anything is done, `untold` before they hear what was done. */
  readonly state: CommentState
  /** The groups to which it was passed. */
  readonly groups: readonly string[]
  /** Days since it was said. */
  readonly days: number
  /** The share of all power of whoever said it, 0..1; 0 when they have left. */
  readonly share: number
}

/**
 * The comments of which something is still to be done, the oldest first: those passed to nobody, those nobody acted on, and those whose
 * originators were never told what came of them. A done move that answers a comment is an action on it, and tells those with whom it was shared.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { openComments } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   comments: [{ id: 'c1', at: '2026-02-20', stakeholder: 'ann', text: 'The report came late again.', themes: ['lateness'] }],
 * })
 * openComments(snapshot(village, '2026-03-02')).map(({ comment, state, days }) => [comment, state, days]) //=> [['c1', 'unrouted', 10]]
 */
export function openComments(snapshot: Snapshot): readonly OpenComment[] {
  return measured('openComments', snapshot, measureOpenComments)
}

function measureOpenComments(s: Snapshot): readonly OpenComment[] {
  const now = parseInstant(s.agedTo) ?? 0
  return s.comments.flatMap((comment): OpenComment[] => {
    const state = stateOf(comment, actionsOn(s, comment))
    if (state === undefined) return []
    const { id, stakeholder, at, themes = [], routedTo = [] } = comment
    const groups = [...new Set(routedTo.map(({ group }) => group))].sort(compareText)
    const days = Math.max(0, (now - (parseInstant(at) ?? now)) / DAY)
    return [{ comment: id, stakeholder, at, themes, state, groups, days, share: shareIn(s, stakeholder) }]
  })
}

/** What is still to be done; nothing once whoever said it was told. */
function stateOf({ routedTo = [] }: Comment, { actions, toldAt }: Handling): CommentState | undefined {
  if (toldAt !== undefined) return undefined
  if (actions.length > 0) return 'untold'
  return routedTo.length > 0 ? 'unanswered' : 'unrouted'
}
