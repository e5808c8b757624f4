import { type Move, type MoveAnswer, type MoveState, stateOfMove } from '../model/move.js'
import { type BothSides, bothSidesOf, nameOfOwner } from '../moves/bothSides.js'
import { planSchedule, type ScheduledMove } from '../moves/planSchedule.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Column } from './csvText.js'
import type { Facts } from './tables.js'

/** A move in a table: what is to be done and, where a day is looked at and it is neither done nor dropped, when it can be. */
export interface MoveRow {
  readonly move: Move
  readonly state: MoveState
  readonly names: BothSides
  readonly scheduled?: ScheduledMove
}

/** The moves of a snapshot, with when they can be done. */
export function plannedRows(s: Snapshot): MoveRow[] {
  return rowsWith(s, new Map(planSchedule(s).moves.map(row => [row.move, row])))
}

/** The moves of a village as they are believed last, of no day. */
export function moveRows(facts: Facts): MoveRow[] {
  return rowsWith(facts, new Map())
}

function rowsWith(facts: Facts, schedule: ReadonlyMap<string, ScheduledMove>): MoveRow[] {
  const names = bothSidesOf(facts)
  return [...facts.moves]
    .sort((a, b) => compareText(a.id, b.id))
    .map(move => {
      const scheduled = schedule.get(move.id)
      return { move, state: stateOfMove(move), names, ...(scheduled !== undefined && { scheduled }) }
    })
}

/** What tables show of a move. */
export const MOVE_COLUMNS: readonly Column<MoveRow>[] = [
  ['id', ({ move }) => move.id],
  ['kind', ({ move }) => move.kind ?? 'other'],
  ['statement', ({ move }) => move.statement],
  ['with', ({ move }) => listed(move.with)],
  ['withNames', ({ move, names }) => listed(move.with?.map(id => names.theirs.get(id) ?? id))],
  ['by', ({ move }) => move.by],
  ['byThem', ({ move }) => move.byThem],
  ['byName', ({ move, names }) => nameOfOwner(move, names)],
  ['dueAt', ({ move }) => move.dueAt],
  ['earliestStart', ({ scheduled }) => scheduled?.earliestStart],
  ['latestFinish', ({ scheduled }) => scheduled?.latestFinish],
  ['slack', ({ scheduled }) => scheduled?.slack],
  ['critical', ({ scheduled }) => scheduled?.critical],
  ['state', ({ state }) => state],
  ['gain', ({ move }) => move.expected?.gain],
  ['money', ({ move }) => move.expected?.money?.amount],
  ['currency', ({ move }) => move.expected?.money?.currency],
  ['effort', ({ move }) => move.effort],
  ['answers', ({ move }) => listed(move.answers?.map(answerText))],
]

function answerText({ kind, id }: MoveAnswer): string {
  return `${kind}:${id}`
}

/** Texts between semicolons, or as JSON where one of them would not be read back: `village record` takes both. */
function listed(texts: readonly string[] = []): string | undefined {
  const all = [...new Set(texts)]
  const isPlain = all.every(text => text !== '' && text === text.trim() && !text.includes(';')) && !all[0]?.startsWith('[')
  return all.length === 0 ? undefined : isPlain ? all.join('; ') : JSON.stringify(all)
}
