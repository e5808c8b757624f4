import type { MoveStatus } from '../model/move.js'
import type { Village } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import { reading } from '../support/reading.js'
import { believedFact, changedAt, dateOf } from '../village/believedFact.js'
import { rowsOf } from '../village/village.js'

/** What became of a move, and what came of it. */
export interface MoveProgress<Time = TimeInput> extends MoveStatus<Time> {
  /** What came of it, in our words; what was known of that stays when absent. */
  readonly outcome?: string | undefined
}

/**
 * The village in which a move was started, done or dropped.
 *
 * It is learned when it happened, and never before the move was itself known. What is recorded again changes nothing.
 *
 * @param progress when, what, and as far as it is known a note and what came of it
 * @throws InvalidArgumentError when there is no such move; InvalidDateError for a date that is none; InvalidVillageError for another state
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { recordMove } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   moves: [{ id: 'm1', statement: 'Name one contact', with: ['ann'] }],
 * })
 * const done = recordMove(village, 'm1', { at: '2026-03-09', state: 'done', outcome: 'Ann is glad.' })
 * snapshot(done, '2026-03-09').moves[0]?.status //=> [{ at: '2026-03-09T00:00:00.000Z', state: 'done' }]
 * snapshot(done, '2026-03-08').moves[0]?.status //=> undefined
 */
export function recordMove(village: Village, move: string, progress: MoveProgress): Village {
  const where = 'recordMove'
  const { fact, knownFrom } = believedFact(where, 'move', rowsOf(where, village).moves, move)
  const given = reading(where, 'progress', () => ({ ...progress, at: progress.at }), 'is no progress; pass { at, state }')
  const { outcome, ...status } = { ...given, at: dateOf(where, 'at', given.at) }
  const before = fact.status ?? []
  const isKnown = before.some(each => each.at === status.at && each.state === status.state && each.note === status.note)
  const after = { ...fact, status: isKnown ? before : [...before, status], ...(outcome !== undefined && { outcome }) }
  return changedAt(where, village, { moves: [after] }, knownFrom, status.at)
}

/**
 * The village in which a person was told what came of a move. A comment of theirs that the move answers is then no longer open.
 *
 * @throws InvalidArgumentError when there is no such move; UnknownStakeholderError when nobody has the id; InvalidDateError for a date that
 * is none
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { openComments } from 'account-village/listening'
 * import { recordMoveShared } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'ann', text: 'Late again.' }],
 *   moves: [{ id: 'm1', statement: 'A second driver', answers: [{ kind: 'comment', id: 'c1' }], status: [{ at: '2026-03-05', state: 'done' }] }],
 * })
 * openComments(snapshot(village, '2026-03-10')).map(({ state }) => state) //=> ['untold']
 * openComments(snapshot(recordMoveShared(village, 'm1', 'ann', '2026-03-10'), '2026-03-10')) //=> []
 */
export function recordMoveShared(village: Village, move: string, stakeholder: string, at: TimeInput): Village {
  const where = 'recordMoveShared'
  const { fact, knownFrom } = believedFact(where, 'move', rowsOf(where, village).moves, move)
  const moment = dateOf(where, 'at', at)
  const before = fact.sharedWith ?? []
  if (before.some(each => each.stakeholder === stakeholder && each.at === moment)) return village
  const sharedWith = [...before, { stakeholder, at: moment }]
  return changedAt(where, village, { moves: [{ ...fact, sharedWith }] }, knownFrom, moment)
}
