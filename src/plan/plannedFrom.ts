import { errorFor } from '../errors.js'
import { schemaOf } from '../model/fact.js'
import { type Move, moveKind } from '../model/move.js'
import { checkLength } from '../support/finite.js'
import { deepFreeze } from '../support/freeze.js'
import type { TimeInput } from '../support/instants.js'
import { date, idText, type OptionShape, optionsOf, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import type { NextMove } from './nextMove.js'

/** What is known of a move that was decided on beside what was suggested. */
export interface PlannedFromOptions {
  /** The id under which the move is recorded, of your choice; there is no default. */
  readonly id: string
  /** The teammate who sees to it; the suggested one when absent. */
  readonly by?: string | undefined
  /** The last day on which it makes sense when absent. */
  readonly dueAt?: TimeInput | undefined
}

/** A move to record. */
export type PlannedMoveInput = Move<TimeInput>

const PLANNED_FROM_OPTIONS: OptionShape<PlannedFromOptions> = { id: idText, by: idText, dueAt: date }

/**
 * A suggestion of `nextMoves` as a move to record: with whom, by whom, what it answers, what it costs, and what is expected of it, so that it can
 * later be told whether it worked.
 *
 * @throws InvalidArgumentError for a suggestion or options that make no sense
 * @example
 * import { createVillage, nextMoves, record, snapshot } from 'account-village'
 * import { plannedFrom } from 'account-village/moves'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'bo', name: 'Bo Li', roles: ['economicBuyer'] }] })
 * const s = snapshot(village, '2026-03-02')
 * const [first] = nextMoves(s).moves
 * const move = first && plannedFrom(s, first, { id: 'm1', dueAt: '2026-03-13' })
 * move?.statement //=> 'Hear Bo Li'
 * snapshot(record(village, { moves: move ? [move] : [] }), '2026-03-02').moves.map(({ id, kind }) => [id, kind]) //=> [['m1', 'hear']]
 */
export function plannedFrom(snapshot: Snapshot, suggestion: NextMove, options: PlannedFromOptions): PlannedMoveInput {
  checkGiven('plannedFrom', snapshot)
  const given = optionsOf('plannedFrom', options, PLANNED_FROM_OPTIONS, ['id'])
  const move = reading('plannedFrom', 'suggestion', () => soundMove(moveOf(snapshot, suggestion, given)), NO_MOVE)
  if (move === undefined) throw errorFor('plannedFrom', [wrong('suggestion', NO_MOVE)])
  return deepFreeze(move)
}

/** A move that may be recorded; nothing where it has a fault. */
function soundMove(move: PlannedMoveInput): PlannedMoveInput | undefined {
  return schemaOf(moveKind).safeParse(move).success ? move : undefined
}

/** So many people and answers a suggestion may have. */
const MOST_NAMED = 10_000

const NO_MOVE = 'is none of the moves that nextMoves gives'

function moveOf(
  { asOf }: Snapshot,
  suggestion: NextMove,
  { id, by = suggestion.by, dueAt = suggestion.finishBy }: PlannedFromOptions,
): PlannedMoveInput {
  const { kind, about, with: people, decision, gain, money, sway, effort, days, answers, statement } = suggestion
  checkLength('plannedFrom', 'suggestion.with', people, MOST_NAMED)
  checkLength('plannedFrom', 'suggestion.answers', answers, MOST_NAMED)
  const isNamed = people.includes(about) || answers.some(answer => answer.id === about)
  return {
    id,
    statement,
    kind,
    with: [...people],
    ...(by !== undefined && { by }),
    ...(decision !== undefined && { decision }),
    plannedAt: asOf,
    ...(dueAt !== undefined && { dueAt }),
    effort,
    durationDays: days,
    // What is neither a person nor a fact is named as a plan, so that it is not suggested again.
    answers: [...answers.map(answer => ({ ...answer })), ...(isNamed ? [] : [{ kind: 'plan' as const, id: about }])],
    expected: { gain, ...(money !== undefined && { money: { ...money } }), ...(sway !== undefined && { sway }) },
  }
}
