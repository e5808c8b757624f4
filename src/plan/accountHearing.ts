import { accountObjective, seatedBeliefs } from '../account/objective.js'
import { partsOfAll, varianceOfSum } from '../account/view.js'
import type { JointState } from '../math/jointState.js'
import { dot } from '../math/moveObjective.js'
import type { ChosenMove } from '../math/moveStage.js'
import { at } from '../support/linear.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { PlannedMove } from './plannedMoves.js'

/** Below this share of what is uncertain of the account's sentiment nobody is heard for its sake. */
const WORTH_HEARING = 0.05

/** Somebody to hear for the sake of the account as a whole. */
export interface AccountHearing {
  readonly planned: PlannedMove
  readonly adds: ChosenMove
  /** The share of what is uncertain of the account's sentiment that goes, 0..1. */
  readonly share: number
}

/**
 * Whom to hear in the hours and places that are left, for the sake of the account's sentiment: greedily by the share of what is uncertain that
 * goes, per hour.
 *
 * @param joint what is known once the moves chosen before have succeeded
 */
export function heardForAccount(
  s: Snapshot,
  hearings: readonly PlannedMove[],
  joint: JointState,
  { hours, places }: { readonly hours: number; readonly places: number },
): readonly AccountHearing[] {
  const { direction, perVariance } = accountObjective(s)
  const alongIn = (state: JointState): number => dot(state.withSum(direction), direction)
  // What hangs on nobody known stays uncertain.
  const ofNobody = varianceOfSum(s, partsOfAll(s)) - alongIn(seatedBeliefs(s).joint)
  const found: AccountHearing[] = []
  let state = joint
  let room = hours
  while (found.length < places) {
    const left = ofNobody + alongIn(state)
    const next = bestHearing(s, hearings, state, direction).find(
      ({ planned, learned }) =>
        learned >= WORTH_HEARING * left && planned.effort <= room && !found.some(each => each.planned.id === planned.id),
    )
    if (next === undefined || !(left > 0)) break
    const { planned, learned } = next
    const knowledge = perVariance * learned
    const worth = s.settings.moves.indirectWeight * knowledge
    found.push({ planned, share: learned / left, adds: { id: planned.id, gain: 0, knowledge, worth, perHour: worth / planned.effort } })
    room -= planned.effort
    state = state.hearing(next.person, next.error)
  }
  return found
}

/** What each hearing takes from the variance along a direction, most an hour first. */
function bestHearing(
  { settings }: Snapshot,
  hearings: readonly PlannedMove[],
  state: JointState,
  direction: Float64Array,
): readonly { readonly planned: PlannedMove; readonly person: number; readonly error: number; readonly learned: number }[] {
  const leaning = state.withSum(direction)
  return hearings
    .flatMap(planned => {
      const { hear: person } = planned.effect
      if (person === undefined) return []
      const error = settings.sentiment.readingSd.interview ** 2 / planned.way.chance
      const variance = state.covariance(person, person) + error
      return [{ planned, person, error, learned: variance > 0 ? at(leaning, person) ** 2 / variance : 0 }]
    })
    .sort((a, b) => b.learned / b.planned.effort - a.learned / a.planned.effort || compareText(a.planned.id, b.planned.id))
}
