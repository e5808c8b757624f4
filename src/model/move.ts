import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { type Money, money } from './account.js'
import { defineKind, type Fact, factFields, id, longText, type ShapeOf, time } from './fact.js'

/** What is to be done: find out who has a seat, listen, meet an expectation, win a person over, lift a barrier, prepare a hand-over, answer a comment, show what came of it. */
export type MoveKind = (typeof MOVE_KINDS)[number]
/** Every kind of move. */
export const MOVE_KINDS = deepFreeze([
  'identify',
  'hear',
  'meet',
  'winOver',
  'liftBarrier',
  'prepareHandover',
  'answer',
  'share',
  'other',
] as const)

/** What a move may answer. A plan, a finding and a question are named freely; the others are facts of the village. */
export type MoveAnswerKind = (typeof ANSWER_KINDS)[number]
const ANSWER_KINDS = ['expectation', 'barrier', 'comment', 'interview', 'plan', 'finding', 'question'] as const

/** What a move answers. */
export interface MoveAnswer {
  /** Of what kind `id` is. `plan`, `finding` and `question` are names that nothing checks; of the others there must be such a fact. */
  readonly kind: MoveAnswerKind
  /** The id of the fact, or the name of the plan, the finding or the question. */
  readonly id: string
  /** Whose it is, where that matters. */
  readonly stakeholder?: string | undefined
}

/** Where a move stood from a moment on. A move without any is planned. */
export interface MoveStatus<Time = Instant> {
  /** From when on it stood so; a snapshot from before does not show the entry. */
  readonly at: Time
  /** Begun, finished, or given up; it may be started again. */
  readonly state: 'started' | 'done' | 'dropped'
  /** In our words; internal. */
  readonly note?: string | undefined
}

/** What was expected of a move when it was planned. */
export interface MoveExpectation {
  /** The gain in the chance of yes or in sentiment, -2..2. */
  readonly gain?: number | undefined
  /**
   * What the gain is worth, in the currency of the decision, such as the gain in the chance of yes times its value; unknown when absent.
   */
  readonly money?: Money | undefined
  /** By how much it would move the sentiment of each person that it is with, -2..2. */
  readonly sway?: number | undefined
}

/** That a person was told what came of a move. */
export interface MoveShared<Time = Instant> {
  /** The id of the person of the account who was told. */
  readonly stakeholder: string
  /** When they were told; a snapshot from before does not show it. */
  readonly at: Time
}

/** Something that we, or people of the account, are to do. */
export interface Move<Time = Instant> extends Fact<Time> {
  /** Not empty; `dependsOn` of other moves and the functions that change a move name it. */
  readonly id: string
  /** What is to be done, in our words; internal. */
  readonly statement: string
  /** `other` when absent. */
  readonly kind?: MoveKind | undefined
  /** The people of the account with whom it is done. */
  readonly with?: readonly string[] | undefined
  /** The teammate who sees to it. */
  readonly by?: string | undefined
  /** The stakeholder who sees to it; not beside `by`. */
  readonly byThem?: string | undefined
  /** The decision that it is for. */
  readonly decision?: string | undefined
  /** When it was planned; always when absent. */
  readonly plannedAt?: Time | undefined
  /** It does not start before. */
  readonly startAt?: Time | undefined
  /** By when it is to be done; no date of its own when absent. */
  readonly dueAt?: Time | undefined
  /** Hours that it costs us, 0..1,000,000. */
  readonly effort?: number | undefined
  /** Business days that it takes, 0..10,000. */
  readonly durationDays?: number | undefined
  /** The moves that must be done before it starts. */
  readonly dependsOn?: readonly string[] | undefined
  /** What it answers; nothing when absent. Once it is done, a comment among these has been acted on. */
  readonly answers?: readonly MoveAnswer[] | undefined
  /** How it went; the latest entry counts. */
  readonly status?: readonly MoveStatus<Time>[] | undefined
  /** What was expected of it when it was planned; `moveEffects` shows its `sway` beside what came of it. Unknown when absent. */
  readonly expected?: MoveExpectation | undefined
  /** What came of it, in our words; internal. */
  readonly outcome?: string | undefined
  /** The words for the customer, to whom nothing else of it is shown. */
  readonly promise?: string | undefined
  /** Who was told what came of it. */
  readonly sharedWith?: readonly MoveShared<Time>[] | undefined
}

/** Where a move stands. */
export type MoveState = MoveStatus['state'] | 'planned'

/** Where a move stands by the latest entry of its status; of several at one moment the last one given counts. */
export function stateOfMove({ status = [] }: Pick<Move, 'status'>): MoveState {
  return latestStatus(status)?.state ?? 'planned'
}

/** The entry of a status that counts. Stored instants are ordered as texts. */
function latestStatus(status: readonly MoveStatus[]): MoveStatus | undefined {
  return status.reduce<MoveStatus | undefined>((latest, each) => (latest === undefined || each.at >= latest.at ? each : latest), undefined)
}

/** When a move was done; `undefined` when it is not. */
export function doneAt({ status = [] }: Pick<Move, 'status'>): Instant | undefined {
  const latest = latestStatus(status)
  return latest?.state === 'done' ? latest.at : undefined
}

/** When a move was started that is neither done nor dropped since; `undefined` when it is not. */
export function startedAt({ status = [] }: Pick<Move, 'status'>): Instant | undefined {
  return latestStatus(status)?.state === 'started' ? firstSince(status) : undefined
}

/** When it was first started since it was last done or dropped. */
function firstSince(status: readonly MoveStatus[]): Instant | undefined {
  const ended = latestStatus(status.filter(({ state }) => state !== 'started'))?.at ?? ''
  const starts = status.flatMap(({ at, state }) => (state === 'started' && at >= ended ? [at] : []))
  return starts.reduce<Instant | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined)
}

/** Whether a move is neither done nor dropped. */
export function isLiveMove(move: Pick<Move, 'status'>): boolean {
  const state = stateOfMove(move)
  return state !== 'done' && state !== 'dropped'
}

/** A part of what may be gained or lost on the scale of sentiment or of a chance. */
const difference = z.number().check(z.minimum(-2), z.maximum(2))

/** The fields of a move. */
export const moveFields = {
  ...factFields,
  id,
  statement: longText,
  kind: z.exactOptional(z.enum(MOVE_KINDS)),
  with: z.exactOptional(z.array(id)),
  by: z.exactOptional(id),
  byThem: z.exactOptional(id),
  decision: z.exactOptional(id),
  plannedAt: z.exactOptional(time),
  startAt: z.exactOptional(time),
  dueAt: z.exactOptional(time),
  effort: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1e6))),
  durationDays: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1e4))),
  dependsOn: z.exactOptional(z.array(id)),
  answers: z.exactOptional(
    z.array(z.strictObject({ kind: z.enum(ANSWER_KINDS), id, stakeholder: z.exactOptional(id) } satisfies ShapeOf<MoveAnswer>)),
  ),
  status: z.exactOptional(
    z.array(
      z.strictObject({
        at: time,
        state: z.enum(['started', 'done', 'dropped']),
        note: z.exactOptional(longText),
      } satisfies ShapeOf<MoveStatus<TimeInput>>),
    ),
  ),
  expected: z.exactOptional(
    z.strictObject({
      gain: z.exactOptional(difference),
      money: z.exactOptional(money),
      sway: z.exactOptional(difference),
    } satisfies ShapeOf<MoveExpectation>),
  ),
  outcome: z.exactOptional(longText),
  promise: z.exactOptional(longText),
  sharedWith: z.exactOptional(z.array(z.strictObject({ stakeholder: id, at: time } satisfies ShapeOf<MoveShared<TimeInput>>))),
} satisfies ShapeOf<Move<TimeInput>>

export const moveKind = defineKind<Move, Move<TimeInput>>({
  noun: 'move',
  fields: moveFields,
  begins: 'plannedAt',
  times: ['startAt', 'dueAt'],
  timesWithin: { status: ['at'], sharedWith: ['at'] },
  unfolds: ['status', 'sharedWith'],
  references: {
    with: 'stakeholders',
    by: 'teammates',
    byThem: 'stakeholders',
    decision: 'decisions',
    dependsOn: 'moves',
  },
  referencesWithin: {
    answers: [
      { field: 'stakeholder', target: 'stakeholders' },
      { field: 'id', target: 'expectations', kind: 'expectation' },
      { field: 'id', target: 'barriers', kind: 'barrier' },
      { field: 'id', target: 'comments', kind: 'comment' },
      { field: 'id', target: 'interviews', kind: 'interview' },
    ],
    sharedWith: [{ field: 'stakeholder', target: 'stakeholders' }],
  },
  dispensable: ['byThem'],
})
