import type { Move, MoveStatus } from '../../model/move.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import type { Draft, DraftTeammate, PlacedMove } from '../draft.js'
import { startOf } from '../moves.js'
import { addNamedTeammates } from '../teammates.js'
import type { Known } from './known.js'

/**
 * Those of us whom an import names or tells of, as they are known. Of those whom it only names it brings no news, and of those whom it tells
 * of it brings the news to all villages whose teammates they are.
 */
export function teammatesKnown(draft: Draft, known: Known): DraftTeammate[] {
  const named = { ...draft, teammates: [...draft.teammates] }
  // What comes back names those of us of whom an import does not tell.
  addNamedTeammates(named, new Map())
  return named.teammates.map(each => {
    const found = known.teammates.get(each.id)
    if (found === undefined) return each
    if (each.isOnlyNamed !== true) return { ...each, accounts: found.villages.map(id => draft.masters.get(id) ?? id) }
    const { name, title, email, team, externalIds, leftAt } = found.fact
    const said = {
      ...(name !== undefined && { name }),
      ...(title !== undefined && { title }),
      ...(email !== undefined && { email }),
      ...(team !== undefined && { team }),
      ...(externalIds !== undefined && { externalIds }),
      ...(leftAt !== undefined && { leftAt }),
    }
    const isNamed = name === undefined && each.name !== undefined && !known.records.has(each.id)
    return { ...each, ...said, silent: isNamed ? OTHERS : ['name', ...OTHERS] }
  })
}

const OTHERS = ['title', 'email', 'team', 'externalIds', 'leftAt']

/** The moves that were to be done when they were last told of, and took place by now: they are done, where that was. So are those that no village holds. */
export function finishedMoves({ interactions }: Pick<Draft, 'interactions'>, { moves }: Known): PlacedMove[] {
  return interactions.flatMap(({ fact: { id, at, participants, decision, retractedAt }, places, from }) => {
    const known = retractedAt === undefined ? moves.get(id) : undefined
    const isDone = known?.fact.status?.some(({ state }) => state === 'done') === true
    const fact = known?.believed ?? (isDone ? known?.fact : undefined)
    if (fact === undefined) return []
    const done = {
      id,
      statement: fact.statement,
      with: participants,
      ...(decision !== undefined && { decision }),
      status: [{ at, state: 'done' }],
    } as const
    return [{ fact: done, places, silent: UNTOLD, from }]
  })
}

/** What the record of something that took place does not tell of the move that it was. */
const UNTOLD = ['statement', 'with', 'by', 'plannedAt', 'startAt', 'dueAt']

/** What a source said of where a move stands when its record was last read. */
export interface Said {
  /** When the record was changed that was read. */
  readonly changedAt: Instant | undefined
  /** When it took place; absent where it had not. */
  readonly doneAt: Instant | undefined
}

/** Where a move stands: what people of ours recorded of it stays, and what the source said gives way to what it says now. */
export function statusNow(ours: Move, news: Pick<Move, 'status'>, { changedAt, doneAt }: Said): readonly MoveStatus[] {
  const own = (ours.status ?? []).filter(each => each.state !== 'started' || each.at !== startOf(changedAt, ours.plannedAt))
  const recorded = own.filter(each => each.state !== 'done' || doneAt === undefined || each.at !== endOf(doneAt, own, each))
  const said = (news.status ?? []).map(each => (each.state === 'done' ? { ...each, at: endOf(each.at, recorded) } : each))
  const isOver = recorded.some(({ state }) => state !== 'started')
  const added = said.filter(each => !recorded.some(({ at, state }) => at === each.at && state === each.state))
  // What we know to be over was not begun anew because its record still says that it was begun.
  return [...recorded, ...added.filter(({ state }) => state !== 'started' || !isOver)].sort((a, b) => compareText(a.at, b.at))
}

/** When something was done that took place at a moment: no earlier than anything else that is recorded of it. */
function endOf(at: Instant, status: readonly MoveStatus[], except?: MoveStatus): Instant {
  return status.reduce((latest, each) => (each !== except && each.at > latest ? each.at : latest), at)
}
