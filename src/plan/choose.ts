import { accountObjective, decisionObjective, seatedBeliefs } from '../account/objective.js'
import { followingOf } from '../influence/power.js'
import { type Chosen, chooseMoves } from '../math/moveChoice.js'
import type { MoveCandidate, MoveChoice } from '../math/moveStage.js'
import type { Snapshot } from '../village/snapshot.js'
import { type PlannedMove, type PlanningOptions, plannedMoves } from './plannedMoves.js'
import { possibleMoves } from './possibleMoves.js'
import type { MoveAim } from './setting.js'
import { type Underway, underwayIn } from './underway.js'

/** What is chosen of all that could be done. */
export interface MovesChosen {
  readonly aim: MoveAim
  readonly choice: MoveChoice
  readonly underway: readonly Underway[]
  /** What could be done and is not under way, by id. */
  readonly planned: ReadonlyMap<string, PlannedMove>
  readonly chosen: Chosen
  /** What is believed if all that is under way and chosen succeeds, for whatever chance it has. */
  readonly meansAfter: Float64Array
}

/** How much there is to spend. */
export interface Budget extends Pick<MoveChoice, 'hours' | 'limit' | 'leastPerHour'>, PlanningOptions {}

/** The moves of most worth that fit, judged by the decision in view, or by the account where none is open. */
export function movesFor(view: Snapshot, { hours, limit, leastPerHour, ...options }: Budget): MovesChosen {
  const decided = decisionObjective(view)
  const all = isUninhabited(view) ? [] : possibleMoves(view)
  const underway = underwayIn(view, all)
  const busy = new Set(underway.flatMap(({ does }) => does))
  const planned = plannedMoves(
    view,
    all.filter(each => !busy.has(each)),
    options,
  )
  const { moves, sentiment } = view.settings
  const choice: MoveChoice = {
    objective: decided ?? accountObjective(view),
    beliefs: seatedBeliefs(view),
    followers: followersIn(view),
    error: sentiment.readingSd.interview ** 2,
    indirectWeight: moves.indirectWeight,
    hours,
    limit,
    leastPerHour,
  }
  const begun = underway.flatMap(({ does }) => does.map(({ id, effect }): MoveCandidate => ({ id, effort: 1, ...effect })))
  const chosen = chooseMoves(planned.map(candidateOf), choice, begun)
  const byId = new Map(planned.map(each => [each.id, each]))
  const sure = chosen.chosen.flatMap(({ id }) => byId.get(id) ?? []).map(each => ({ ...candidateOf(each), chance: 1 }))
  const { means } = chooseMoves([], choice, [...begun, ...sure])
  return { aim: decided === undefined ? 'account' : 'decision', choice, underway, planned: byId, chosen, meansAfter: means }
}

/** Whether nobody of theirs is known by name, so that nothing can be said of what to do. */
export function isUninhabited({ stakeholders, former, placeholders }: Snapshot): boolean {
  return stakeholders.length === placeholders.length && former.length === 0
}

function candidateOf({ id, effort, effect, needs, way }: PlannedMove): MoveCandidate {
  return { id, effort, chance: way.chance, needs, ...effect }
}

/** Who follows each person, sought once for each who is asked about. */
function followersIn(view: Snapshot): MoveChoice['followers'] {
  const known = new Map<number, readonly (readonly [number, number])[]>()
  return person => {
    const before = known.get(person)
    if (before !== undefined) return before
    // Nobody follows a seat that nobody has.
    const following = person < view.stakeholders.length ? [...followingOf(view, person)] : []
    const found = following.flatMap((share, i): [number, number][] => (i === person || share === 0 ? [] : [[i, share]]))
    known.set(person, found)
    return found
  }
}
