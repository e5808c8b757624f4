import { doneAt, type Move, type MoveKind, type MoveState, startedAt, stateOfMove } from '../model/move.js'
import { bothSidesOf } from '../moves/bothSides.js'
import { type PlanSchedule, planSchedule } from '../moves/planSchedule.js'
import { type PlanCoverage, planCoverage } from '../plan/planCoverage.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'

/** A move in a report: what is to be done, by whom, and where it stands. */
export interface MoveReport {
  /** The id of the move, as in `Village.moves`. */
  readonly move: string
  /** What is to be done, in our words; internal. */
  readonly statement: string
  /** `other` where the move says none. */
  readonly kind: MoveKind
  /** Where it stands by the latest entry of its status; `planned` without any. */
  readonly state: MoveState
  /** The people of the account with whom it is done. */
  readonly with: readonly string[]
  /** The id of the teammate who sees to it; nobody of ours when absent. */
  readonly by?: string
  /** The name of that teammate; absent where none is known. */
  readonly byName?: string
  /** The stakeholder who sees to it. */
  readonly byThem?: string
  /** By when it is to be done; no date of its own when absent. */
  readonly dueAt?: Instant
  /** When it was started, while it is under way. */
  readonly startedAt?: Instant
  /** When it was done, by the latest entry of its status; absent where it is not. */
  readonly doneAt?: Instant
  /** Business days that it takes: its own, or what `settings.moves.durationDays` says of its kind. */
  readonly durationDays: number
  /** The moves that must be done before it starts, in order of id. */
  readonly dependsOn: readonly string[]
}

/** What is to be done, when it can be, and what it leaves unanswered. */
export interface PlanReport {
  /** When the moves can be done that are neither done nor dropped. */
  readonly schedule: PlanSchedule
  /** Whom and what those answer, and whom and what they do not. */
  readonly coverage: PlanCoverage
  /** Every move, those that are done and dropped among them, in order of id. */
  readonly moves: readonly MoveReport[]
}

/** The plan of an account. */
export function planIn(s: Snapshot): PlanReport {
  const { ours } = bothSidesOf(s)
  const moves = s.moves.map(move => reportOf(move, ours, s))
  return {
    schedule: planSchedule(s),
    coverage: planCoverage(s),
    moves: moves.sort((a, b) => compareText(a.move, b.move)),
  }
}

function reportOf(move: Move, teammates: ReadonlyMap<string, string | undefined>, { settings }: Snapshot): MoveReport {
  const { id, statement, kind = 'other', by, byThem, dueAt, durationDays = settings.moves.durationDays[kind] } = move
  const byName = by === undefined ? undefined : teammates.get(by)
  const [started, done] = [startedAt(move), doneAt(move)]
  return {
    move: id,
    statement,
    kind,
    state: stateOfMove(move),
    with: [...new Set(move.with)],
    ...(by !== undefined && { by }),
    ...(byName !== undefined && { byName }),
    ...(byThem !== undefined && { byThem }),
    ...(dueAt !== undefined && { dueAt }),
    ...(started !== undefined && { startedAt: started }),
    ...(done !== undefined && { doneAt: done }),
    durationDays,
    dependsOn: [...new Set(move.dependsOn)].sort(compareText),
  }
}
