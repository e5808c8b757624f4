import type { Comment } from '../model/comment.js'
import { doneAt, type Move } from '../model/move.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from './snapshot.js'
import { remembered } from './work.js'

/** Something that was done about a comment. */
export interface ActionOn {
  readonly at: Instant
  /** Who did it; absent for a move of which nobody says who. */
  readonly by?: string
  readonly statement: string
}

/** What became of a comment. */
export interface Handling {
  /** What was done about it, the earliest first. */
  readonly actions: readonly ActionOn[]
  /** When whoever made it was told what came of it; absent when they were not. */
  readonly toldAt?: Instant
}

/**
 * What was done about a comment and when its originator was told: the actions and the telling that it holds itself, and every done move that
 * answers it.
 */
export function actionsOn(s: Snapshot, { id, stakeholder, actions = [], sharedBackAt }: Comment): Handling {
  const moves = remembered(s, doneMovesByComment).get(id) ?? []
  const told = [...(sharedBackAt === undefined ? [] : [sharedBackAt]), ...moves.flatMap(move => toldAt(move, stakeholder))]
  const [first] = told.sort(compareText)
  return {
    actions: moves.length === 0 ? actions : [...actions, ...moves.flatMap(actionOf)].sort((a, b) => compareText(a.at, b.at)),
    ...(first !== undefined && { toldAt: first }),
  }
}

function doneMovesByComment({ moves }: Snapshot): ReadonlyMap<string, readonly Move[]> {
  const byComment = new Map<string, Move[]>()
  for (const move of moves) {
    if (doneAt(move) === undefined) continue
    const answered = new Set((move.answers ?? []).flatMap(({ kind, id }) => (kind === 'comment' ? [id] : [])))
    for (const id of answered) byComment.set(id, [...(byComment.get(id) ?? []), move])
  }
  return byComment
}

function toldAt({ sharedWith = [] }: Move, stakeholder: string): Instant[] {
  return sharedWith.flatMap(shared => (shared.stakeholder === stakeholder ? [shared.at] : []))
}

function actionOf(move: Move): ActionOn[] {
  const by = move.by ?? move.byThem
  const at = doneAt(move)
  return at === undefined ? [] : [{ at, ...(by !== undefined && { by }), statement: move.promise ?? move.statement }]
}
