import type { ChosenMove } from '../math/moveStage.js'
import { type Move, stateOfMove } from '../model/move.js'
import { knownPeople } from '../moves/relationships.js'
import type { Snapshot } from '../village/snapshot.js'
import { boundsOf, startOf, written } from './dates.js'
import { type NextMove, nextMove } from './nextMove.js'
import type { Possible } from './possible.js'
import type { Setting } from './setting.js'
import type { Underway } from './underway.js'

/** A move that is planned or was started, with what it adds once it is done. One that is about nothing that is still to be done adds nothing. */
export interface MoveUnderway extends NextMove {
  /** The id of the move. */
  readonly move: string
  /** `started` once anybody is at it, `planned` before. */
  readonly state: 'planned' | 'started'
  /** The day on which it is due, `YYYY-MM-DD`. */
  readonly dueAt?: string
  /** Whether `dueAt` is before the day of the snapshot; false without `dueAt`. */
  readonly overdue: boolean
}

/** A move under way, with what each part of it adds to the moves before. */
export function moveUnderway(setting: Setting, { move, does }: Underway, adds: readonly ChosenMove[]): MoveUnderway {
  const { view } = setting
  const due = move.dueAt === undefined ? undefined : startOf(move.dueAt)
  const what = whatIsDone(view, move, does)
  const way = { ...(move.by !== undefined && { by: move.by }), through: [], chance: 1, cold: false }
  const sum = (part: (each: ChosenMove) => number): number => adds.reduce((total, each) => total + part(each), 0)
  const worth = sum(each => each.worth)
  const told = nextMove(
    setting,
    { ...what, way, finishBy: due ?? what.finishBy },
    {
      id: what.id,
      gain: sum(each => each.gain),
      knowledge: sum(each => each.knowledge),
      worth,
      perHour: what.effort > 0 ? worth / what.effort : 0,
    },
  )
  return {
    ...told,
    move: move.id,
    statement: move.statement,
    state: stateOfMove(move) === 'started' ? 'started' : 'planned',
    ...(due !== undefined && { dueAt: written(due) }),
    overdue: due !== undefined && due < boundsOf(view).today,
  }
}

/** What a move does of what is to be done; what is recorded of it counts before what its kind usually costs. */
function whatIsDone(s: Snapshot, move: Move, does: readonly Possible[]): Possible {
  const { effortHours, durationDays } = s.settings.moves
  const { kind = 'other', with: people = [], answers = [] } = move
  const there = new Set(knownPeople(s))
  const [first] = does
  const own = first ?? {
    id: `${kind}:${move.id}`,
    kind,
    about: move.id,
    effect: {},
    effort: effortHours[kind],
    days: durationDays[kind],
    answers: [],
  }
  const named = new Set(answers.map(({ id }) => id))
  return {
    ...own,
    with: [...new Set([...people, ...does.flatMap(each => each.with)])].filter(id => there.has(id)),
    things: [...named, ...does.flatMap(({ things }) => things)],
    answers: [...answers, ...does.flatMap(each => each.answers).filter(({ id }) => !named.has(id))],
    effort: move.effort ?? own.effort,
    days: move.durationDays ?? own.days,
  }
}
