import type { Comment } from '../model/comment.js'
import type { Expectation } from '../model/expectation.js'
import { doneAt, isLiveMove, type Move, type MoveState, startedAt, stateOfMove } from '../model/move.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { deepFreeze } from '../support/freeze.js'
import type { Instant } from '../support/instants.js'
import { idText, type OptionShape, optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import { actionsOn } from '../village/actionsOn.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { knownPerson } from './relationships.js'

/** Whom a report of progress is for. */
export interface ProgressOptions {
  /** The id of a person of theirs who is there. */
  readonly with: string
}

/** Whether something is done, somebody is at it, or neither. */
export type ProgressState = 'done' | 'underway' | 'open'

/** A move that answers what the person asked for. */
export interface ProgressStep {
  /** Since when it is done or under way; absent for what is planned. */
  readonly at?: Instant
  /** The promise of the move. */
  readonly text: string
  /** `underway` once it was started, `open` while it is planned. */
  readonly state: ProgressState
}

/** What the person asked for. */
export interface AskedProgress {
  /** The id of the expectation or the comment, by `kind`. */
  readonly id: string
  /** Whether they expected it, or said it in a comment. */
  readonly kind: 'expectation' | 'comment'
  /** In their own words. */
  readonly said: string
  /** When they said it; absent for an expectation. */
  readonly at?: Instant
  /**
   * `done` when the expectation is met or something was done about the comment, otherwise `underway` when a move answers it that is planned
   * or started.
   */
  readonly state: ProgressState
  /** When the expectation was met, or the first thing was done about the comment. */
  readonly doneAt?: Instant
  /** When the expectation is due; absent where no day was named, and for a comment. */
  readonly dueAt?: Instant
  /** The promises of the moves that answer it. */
  readonly steps: readonly ProgressStep[]
}

/** Another move with the person that has a promise. */
export interface OurProgress {
  /** The id of the move. */
  readonly id: string
  /** The promise of the move. */
  readonly text: string
  /** `underway` once it was started, `open` while it is planned. */
  readonly state: ProgressState
  /** When the move is due; absent where no day was named. */
  readonly dueAt?: Instant
  /** When the move was done; absent while it is not. */
  readonly doneAt?: Instant
}

/** A move to which the person sees themselves. */
export interface TheirProgress {
  /** The id of the move. */
  readonly id: string
  /** The promise of the move. */
  readonly text: string
  /** When the move is due; absent where no day was named. */
  readonly dueAt?: Instant
  /** `underway` once it was started, `open` while it is planned. */
  readonly state: ProgressState
}

/** What one person of theirs may be sent. */
export interface ProgressReport {
  /** The name of the account. */
  readonly account: string
  /** The moment that it shows, as the snapshot gives it. */
  readonly asOf: string
  /** The person of theirs it is for, as asked; `name` is absent where it is not known. */
  readonly for: { readonly id: string; readonly name?: string }
  /** Their own expectations and comments, what is done first, then what is under way, then what is open. */
  readonly asked: readonly AskedProgress[]
  /** What we promised them beside that, in the same order. */
  readonly ours: readonly OurProgress[]
  /** What they are to do themselves, in the same order. */
  readonly theirs: readonly TheirProgress[]
  /** Whether something here became done since they were last told what came of anything; whether anything is, when they never were. */
  readonly news: boolean
}

/**
 * What one person of theirs may be sent: what they asked for and what became of it, what else we promised them, and what they took on.
 *
 * It is built up from what that person may see: their own words, the promises of moves, states and dates. Nothing else of a move, of them or of
 * anybody else is in it. A dropped move is left out, and a move without a promise shows only through the state of what it answers. What we
 * concluded and they did not say, of `basis` `inferred`, is not in their words and is left out. Every list has what is done first, then what is
 * under way and what is open, each by date, what has none last, then by id.
 *
 * @throws UnknownStakeholderError when nobody who is there has the id; InvalidArgumentError for options that make no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { progressReport } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'ann', text: 'Late again.' }],
 *   moves: [{ id: 'm1', statement: 'Calm her down', promise: 'A second driver', answers: [{ kind: 'comment', id: 'c1' }] }],
 * })
 * const { asked, news } = progressReport(snapshot(village, '2026-03-10'), { with: 'ann' })
 * asked.map(({ said, state, steps }) => [said, state, steps])
 * //=> [['Late again.', 'underway', [{ text: 'A second driver', state: 'open' }]]]
 * news //=> false
 */
export function progressReport(snapshot: Snapshot, options: ProgressOptions): ProgressReport {
  const where = 'progressReport'
  checkGiven(where, snapshot)
  const { with: stakeholder } = optionsOf(where, options, OPTIONS, ['with'])
  return deepFreeze(reportFor(snapshot, knownPerson(where, 'with', snapshot, stakeholder)))
}

const OPTIONS: OptionShape<ProgressOptions> = { with: idText }

/** A row of a list, with what puts it in order. */
interface Row {
  readonly id: string
  readonly state: ProgressState
  readonly at?: Instant
  readonly dueAt?: Instant
  readonly doneAt?: Instant
}

/** A move as far as they may see it. */
interface Promised extends Row {
  readonly text: string
}

function reportFor(s: Snapshot, { id, name }: Stakeholder): ProgressReport {
  const asked = inOrder([
    ...s.expectations.filter(each => isSaidBy(id, each)).map(each => expectationRow(s, each)),
    ...s.comments.filter(each => isSaidBy(id, each)).map(each => commentRow(s, each)),
  ])
  const steps = new Set(asked.flatMap(each => movesFor(s, each.kind, each.id)))
  const others = s.moves.filter(move => move.with?.includes(id) && move.byThem !== id && !steps.has(move))
  const ours = promisedIn(others).map(
    ({ id, text, state, dueAt, doneAt }): OurProgress => ({ id, text, state, ...dated({ dueAt, doneAt }) }),
  )
  const theirs = promisedIn(s.moves.filter(({ byThem }) => byThem === id)).map(
    ({ id, text, state, dueAt }): TheirProgress => ({ id, text, ...dated({ dueAt }), state }),
  )
  const told = lastTold(s, id)
  const done = [...asked.flatMap(({ doneAt, steps }) => [doneAt, ...steps.map(doneIn)]), ...ours.map(({ doneAt }) => doneAt)]
  return {
    account: s.account.name,
    asOf: s.asOf,
    for: { id, ...(name !== undefined && { name }) },
    asked,
    ours,
    theirs,
    news: done.some(at => at !== undefined && (told === undefined || at > told)),
  }
}

/** Whether a person said it: what was concluded of them they did not. */
function isSaidBy(id: string, { stakeholder, basis }: Expectation | Comment): boolean {
  return stakeholder === id && basis !== 'inferred'
}

function expectationRow(s: Snapshot, { id, statement, dueAt, status }: Expectation): AskedProgress {
  const latest = status.at(-1)
  const doneAt = latest?.state === 'met' ? latest.at : undefined
  return { id, kind: 'expectation', said: statement, ...progressOf(movesFor(s, 'expectation', id), doneAt), ...dated({ dueAt }) }
}

function commentRow(s: Snapshot, comment: Comment): AskedProgress {
  const { id, text, at } = comment
  const [first] = actionsOn(s, comment).actions
  return { id, kind: 'comment', said: text, at, ...progressOf(movesFor(s, 'comment', id), first?.at) }
}

function progressOf(moves: readonly Move[], doneAt: Instant | undefined): Pick<AskedProgress, 'state' | 'doneAt' | 'steps'> {
  const state = doneAt !== undefined ? 'done' : moves.some(isLiveMove) ? 'underway' : 'open'
  const steps = promisedIn(moves).map(({ at, text, state }): ProgressStep => ({ ...dated({ at }), text, state }))
  return { state, ...dated({ doneAt }), steps }
}

/** The moves, none of them dropped, that answer an expectation or a comment. */
function movesFor(s: Snapshot, kind: AskedProgress['kind'], id: string): readonly Move[] {
  return remembered(s, movesByAnswer).get(`${kind} ${id}`) ?? []
}

function movesByAnswer({ moves }: Snapshot): ReadonlyMap<string, readonly Move[]> {
  const byAnswer = new Map<string, Move[]>()
  for (const move of moves) {
    if (stateOfMove(move) === 'dropped') continue
    const answered = new Set((move.answers ?? []).map(({ kind, id }) => `${kind} ${id}`))
    for (const each of answered) byAnswer.set(each, [...(byAnswer.get(each) ?? []), move])
  }
  return byAnswer
}

/** What they may see of moves: those that were not dropped and have a promise. */
function promisedIn(moves: readonly Move[]): readonly Promised[] {
  return inOrder(
    moves.flatMap((move): Promised[] => {
      const { id, promise: text, dueAt } = move
      const state = STATES[stateOfMove(move)]
      if (state === undefined || text === undefined || text.trim() === '') return []
      const done = doneAt(move)
      return [{ id, text, state, ...dated({ at: done ?? startedAt(move), dueAt, doneAt: done }) }]
    }),
  )
}

const STATES: { readonly [S in MoveState]: ProgressState | undefined } = {
  done: 'done',
  started: 'underway',
  planned: 'open',
  dropped: undefined,
}

/** When they were last told what came of anything. */
function lastTold({ moves, comments }: Snapshot, id: string): Instant | undefined {
  const shared = moves.flatMap(({ sharedWith = [] }) => sharedWith.flatMap(({ stakeholder, at }) => (stakeholder === id ? [at] : [])))
  const back = comments.flatMap(({ stakeholder, sharedBackAt }) => (stakeholder === id ? (sharedBackAt ?? []) : []))
  return [...shared, ...back].sort(compareText).at(-1)
}

function doneIn({ at, state }: ProgressStep): Instant | undefined {
  return state === 'done' ? at : undefined
}

/** What is done first, then what is under way and what is open; each by date, what has none last, then by id. */
function inOrder<Of extends Row>(rows: readonly Of[]): readonly Of[] {
  const dateOf = ({ doneAt, dueAt, at }: Row): string => doneAt ?? dueAt ?? at ?? UNDATED
  return [...rows].sort((a, b) => PLACES[a.state] - PLACES[b.state] || compareText(dateOf(a), dateOf(b)) || compareText(a.id, b.id))
}

const PLACES: { readonly [S in ProgressState]: number } = { done: 0, underway: 1, open: 2 }

/** After every instant. */
const UNDATED = '~'

/** The dates that are known. */
function dated({ at, dueAt, doneAt }: Partial<Record<DateName, Instant | undefined>>): Pick<Row, DateName> {
  return { ...(at !== undefined && { at }), ...(dueAt !== undefined && { dueAt }), ...(doneAt !== undefined && { doneAt }) }
}

type DateName = 'at' | 'dueAt' | 'doneAt'
