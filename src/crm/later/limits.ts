import type { Fact, Recorded } from '../../model/fact.js'
import { VILLAGE_LIMITS, type Village } from '../../model/village.js'
import { compareText } from '../../support/order.js'
import { report } from '../ledger.js'
import { isToDo } from '../moves.js'
import { type Edits, unitedWith } from './edits.js'
import { retractedBy } from './facts.js'
import { believed } from './known.js'
import type { Merge } from './merge.js'

/**
 * The village without what was to be done longest ago of what will be more than it can hold, so that the rest is not refused for it. Edits
 * lose what is new among that.
 */
export function withRoomForMoves(before: Village, { known, statement, ledger, moment }: Merge, edits: Edits): Village {
  const edited = new Map(edits.changes.now('moves').map(move => [move.id, move]))
  const held: readonly Recorded<Fact>[] = believed(before.moves)
  const live = [...held.filter(({ id }) => !edited.has(id)), ...believed([...edited.values()])].filter(isToDo)
  const tooMany = live.length - VILLAGE_LIMITS.liveMoves
  if (tooMany <= 0) return before
  const oldest = live
    .filter(({ source }) => source === known.source)
    .sort((a, b) => compareText(dayOf(a), dayOf(b)) || compareText(a.id, b.id))
    .slice(0, tooMany)
  const left = new Set(oldest.map(({ id }) => id))
  for (const id of left) edits.withhold('moves', id)
  const { id } = before.account
  const message = `It would have ${tooMany} open tasks more than the ${VILLAGE_LIMITS.liveMoves} that a village can hold. Those due longest ago were left out.`
  report(ledger, { object: statement.draft.accountObject, id }, 'limitExceeded', message)
  return unitedWith(
    before,
    { moves: believed(before.moves).flatMap(move => (left.has(move.id) ? [retractedBy(move, moment)] : [])) },
    moment,
  )
}

function dayOf(move: object): string {
  return String(Reflect.get(move, 'dueAt') ?? Reflect.get(move, 'plannedAt') ?? '')
}
