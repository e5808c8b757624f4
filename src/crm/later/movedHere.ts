import type { Fact, Recorded, ReferenceTarget } from '../../model/fact.js'
import type { Move } from '../../model/move.js'
import { moveWithout } from '../../village/withoutPerson.js'
import type { Edits } from './edits.js'
import { withDay } from './facts.js'
import type { Merge, Sides } from './merge.js'
import { statusNow } from './ours.js'

/**
 * A move that was to be done in another account until now, as its record says it and with what we recorded of it, as far as that has a place
 * here; `undefined` for one that was nowhere.
 */
export function movedHere(
  move: Recorded<Move>,
  { before, imported }: Pick<Sides, 'before' | 'imported'>,
  { known, moment }: Merge,
  edits: Edits,
) {
  const ours = known.moves.get(move.id)?.believed
  if (ours === undefined) return undefined
  const { kind, effort, durationDays, dependsOn, answers, expected, outcome, promise } = ours
  const own = { kind, effort, durationDays, dependsOn, answers, expected, outcome, promise }
  const recorded = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const status = statusNow(ours, move, {
    changedAt: known.records.get(move.id)?.changedAt,
    doneAt: known.interactions.get(move.id)?.fact.at,
  })
  const { status: _, ...said } = move
  const whole = { ...said, ...recorded, ...(status.length > 0 && { status }) }
  const isHere = (target: ReferenceTarget, id: unknown): boolean => {
    const facts: readonly Recorded<Fact>[] = [...before[target], ...(imported?.[target] ?? []), ...edits.changes.now(target)]
    return facts.some(fact => fact.id === id)
  }
  return withDay(
    moveWithout(whole, (target, id) => !isHere(target, id)),
    'recordedAt',
    moment,
  )
}
