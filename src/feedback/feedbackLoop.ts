import { type Waiting, waiting } from '../math/waiting.js'
import type { Comment } from '../model/comment.js'
import { DAY, type Instant, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { actionsOn, type Handling } from '../village/actionsOn.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type OpenComment, openComments } from './openComments.js'

/** How often somebody who comments hears of us what came of it. */
export interface OriginatorLoop {
  /** The id of the person who made the comments, also of one who has left. */
  readonly stakeholder: string
  /** How many comments they made up to the moment of the snapshot. */
  readonly comments: number
  /** Of how many they were told what came of them. */
  readonly told: number
  /** Of how many something is still to be done: see `OpenComment`. */
  readonly open: number
  /** When they were last told; absent when they never were. */
  readonly lastToldAt?: Instant
  /** Days from what they said to being told. */
  readonly toSharingBack: Waiting
}

/** How comments come round to those who made them. */
export interface FeedbackLoop {
  /** How many comments were made up to the moment of the snapshot, by all people together. */
  readonly comments: number
  /** Of how many of them something is still to be done: see `OpenComment`. */
  readonly open: number
  /** Days from a comment to its being passed on. */
  readonly toRouting: Waiting
  /** Days from a comment to the first action. */
  readonly toAction: Waiting
  /** Days from the first action to telling whoever made the comment. Comments without action are not in it. */
  readonly fromActionToSharingBack: Waiting
  /** Days from a comment to telling whoever made it. */
  readonly toSharingBack: Waiting
  /** The comment that has waited longest; absent when none is open. */
  readonly oldestOpen?: OpenComment
  /** Those who were never told what came of anything they said, whoever has waited longest first. */
  readonly neverTold: readonly string[]
  /** Everybody who made comments, those with most open ones first. */
  readonly byOriginator: readonly OriginatorLoop[]
}

/**
 * How long it takes from what people say to what is done about it to telling them, and who was never told.
 *
 * Each time is given twice: the median of what is done, and the median that counts what is still open as taking at least as long as it has
 * waited (see `Waiting`). The first looks the better the more is left undone.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { feedbackLoop } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   comments: [
 *     { id: 'c1', at: '2026-01-10', stakeholder: 'ann', text: 'Late.', actions: [{ at: '2026-01-20', by: 'us', statement: 'a second driver' }], sharedBackAt: '2026-01-24' },
 *     { id: 'c2', at: '2026-02-20', stakeholder: 'bo', text: 'Too dear.' },
 *   ],
 * })
 * const loop = feedbackLoop(snapshot(village, '2026-03-02'))
 * loop.toAction //=> { done: 1, open: 1, median: 10, medianWithOpen: 10 }
 * loop.toSharingBack.median //=> 14
 * loop.oldestOpen?.comment //=> 'c2'
 * loop.neverTold //=> ['bo']
 */
export function feedbackLoop(snapshot: Snapshot): FeedbackLoop {
  return measured('feedbackLoop', snapshot, measureFeedbackLoop)
}

/** A comment with what became of it. */
type Handled = Omit<Comment, 'actions'> & Handling

function measureFeedbackLoop(s: Snapshot): FeedbackLoop {
  const open = openComments(s)
  const comments = s.comments.map((comment): Handled => ({ ...comment, ...actionsOn(s, comment) }))
  const told = new Set(comments.flatMap(({ stakeholder, toldAt }) => (toldAt === undefined ? [] : [stakeholder])))
  const silent = open.filter(({ stakeholder }) => !told.has(stakeholder)).map(({ stakeholder }) => stakeholder)
  const span = (start: (comment: Handled) => Instant | undefined, end: (comment: Handled) => Instant | undefined): Waiting =>
    spanOf(s, comments, start, end)
  return {
    comments: comments.length,
    open: open.length,
    toRouting: span(said, ({ routedTo = [] }) => earliest(routedTo)),
    toAction: span(said, acted),
    fromActionToSharingBack: span(acted, shared),
    toSharingBack: span(said, shared),
    ...(open[0] !== undefined && { oldestOpen: open[0] }),
    neverTold: [...new Set(silent)],
    byOriginator: originators(s, comments, open),
  }
}

function said({ at }: Handled): Instant {
  return at
}

function acted({ actions }: Handled): Instant | undefined {
  return earliest(actions)
}

function shared({ toldAt }: Handled): Instant | undefined {
  return toldAt
}

function earliest(parts: readonly { readonly at: Instant }[]): Instant | undefined {
  return parts.map(({ at }) => at).sort(compareText)[0]
}

/** Days from one thing to another, of the comments in which the first has happened. What is told before it is done took no time. */
function spanOf(
  s: Snapshot,
  comments: readonly Handled[],
  start: (comment: Handled) => Instant | undefined,
  end: (comment: Handled) => Instant | undefined,
): Waiting {
  const done: number[] = []
  const open: number[] = []
  for (const comment of comments) {
    const [from, to] = [parseInstant(start(comment)), parseInstant(end(comment))]
    if (from === undefined) continue
    // Whoever was told no longer waits for anything before it.
    const isClosed = to === undefined && comment.toldAt !== undefined
    if (isClosed) continue
    const days = ((to ?? parseInstant(s.agedTo) ?? from) - from) / DAY
    ;(to === undefined ? open : done).push(Math.max(0, days))
  }
  return waiting(done, open)
}

function originators(s: Snapshot, all: readonly Handled[], open: readonly OpenComment[]): OriginatorLoop[] {
  const own = new Map<string, Handled[]>()
  for (const comment of all) own.set(comment.stakeholder, [...(own.get(comment.stakeholder) ?? []), comment])
  const loops = [...own].map(([stakeholder, comments]): OriginatorLoop => {
    const dates = comments.flatMap(({ toldAt }) => toldAt ?? []).sort(compareText)
    const lastToldAt = dates.at(-1)
    return {
      stakeholder,
      comments: comments.length,
      told: dates.length,
      open: open.filter(each => each.stakeholder === stakeholder).length,
      ...(lastToldAt !== undefined && { lastToldAt }),
      toSharingBack: spanOf(s, comments, said, shared),
    }
  })
  return loops.sort((a, b) => b.open - a.open || b.comments - a.comments || compareText(a.stakeholder, b.stakeholder))
}
