import { LONGEST_TEXT } from '../model/fact.js'
import type { Move, MoveStatus } from '../model/move.js'
import type { Instant } from '../support/instants.js'
import { shortened } from '../support/text.js'
import type { ImportContext } from './context.js'
import type { PlacedMove } from './draft.js'
import type { SourceRecord } from './record.js'
import { silentOn } from './silence.js'

/** A task that is not done. */
export interface OpenTask extends Pick<Move, 'by' | 'decision' | 'startAt' | 'dueAt'> {
  readonly record: SourceRecord
  /** What tells where it is to be done. */
  readonly places: PlacedMove['places']
  /** What is to be done; the id of the task stands for it where nothing tells. */
  readonly subject: string | undefined
  /** The people of the account with whom it is done. */
  readonly people: readonly string[]
  /** Whether its source says that it was begun. */
  readonly isStarted: boolean
}

/** The columns that tell each field of a task, so that a record without them says nothing of it. */
export type TaskColumns = { readonly [Field in 'statement' | 'with' | 'by' | 'decision' | 'startAt' | 'dueAt']?: readonly string[] }

/** Adds a task that is not done as a move. */
export function addOpenTask(task: OpenTask, columns: TaskColumns, { draft, ledger, times }: ImportContext<unknown, unknown>): void {
  const { record, places, subject = '', people, by, decision, startAt, dueAt, isStarted } = task
  const plannedAt = times.createdAt(record, ledger)
  const startedAt = isStarted ? startOf(ledger.stamps.get(record.id), plannedAt) : undefined
  const fact = {
    id: record.id,
    statement: subject.trim() === '' ? record.id : shortened(subject, LONGEST_TEXT),
    ...(people.length > 0 && { with: people }),
    ...(by !== undefined && { by }),
    ...(decision !== undefined && { decision }),
    ...(plannedAt !== undefined && { plannedAt }),
    ...(startAt !== undefined && { startAt }),
    ...(dueAt !== undefined && { dueAt }),
    ...(startedAt !== undefined && { status: [{ at: startedAt, state: 'started' } satisfies MoveStatus] }),
    basis: 'stated' as const,
  }
  draft.moves.push({ fact, places, ...silentOn(record, columns), from: record })
}

/** When a task was begun: nobody tells, but it had been when its record was last changed. */
export function startOf(changedAt: Instant | '' | undefined, plannedAt: Instant | undefined): Instant | undefined {
  return changedAt === undefined || changedAt === '' ? plannedAt : changedAt
}

/** Whether nothing says that a move is over. */
export function isToDo(move: object): boolean {
  const status: unknown = Reflect.get(move, 'status')
  return !Array.isArray(status) || status.every((each: object) => Reflect.get(each, 'state') === 'started')
}
