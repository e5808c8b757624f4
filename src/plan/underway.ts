import { isLiveMove, type Move } from '../model/move.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Possible } from './possible.js'

/** A move that is planned or was started, and those that need not be suggested because it does what they would. */
export interface Underway {
  readonly move: Move
  readonly does: readonly Possible[]
}

/** The moves that are neither done nor dropped, by the day on which they are due, those without one last, then by id. */
export function underwayIn(s: Snapshot, all: readonly Possible[]): readonly Underway[] {
  const free = new Set(all)
  return s.moves
    .filter(isLiveMove)
    .sort((a, b) => compareText(a.dueAt ?? LAST, b.dueAt ?? LAST) || compareText(a.id, b.id))
    .map(move => {
      // What two moves do is done by the first.
      const does = [...free].filter(possible => isDoneBy(move, possible))
      for (const each of does) free.delete(each)
      return { move, does }
    })
}

/** After every instant as a text. */
const LAST = '~'

/** Whether a move is of the kind and about the same, or answers the same expectation, barrier or comment. */
function isDoneBy({ kind, with: people = [], answers = [] }: Move, possible: Possible): boolean {
  const isAnswered = possible.answers.some(
    ({ kind: of, id }) => isOfFact(of) && answers.some(answer => answer.kind === of && answer.id === id),
  )
  const named = [...people, ...answers.map(({ id }) => id)]
  return isAnswered || (kind === possible.kind && named.includes(possible.about))
}

function isOfFact(kind: string): boolean {
  return kind === 'expectation' || kind === 'barrier' || kind === 'comment'
}
