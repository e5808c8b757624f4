import { errorFor, quoted } from '../errors.js'
import { wrong } from '../support/options.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Possible } from './possible.js'
import { type Way, wayOf } from './ways.js'

/** A move that could be made, with who makes it and what it then costs. */
export interface PlannedMove extends Possible {
  readonly way: Way
  /** The move that must be made before it. */
  readonly needs?: string
}

/** A move as whoever says what it costs sees it. */
export interface MoveToCost extends Pick<Possible, 'id' | 'kind' | 'about' | 'with'> {
  /** Hours that it costs by the settings, introductions included. */
  readonly effort: number
}

/** By whom moves are made and what they cost, where the caller says so. */
export interface PlanningOptions {
  /** In whose name it is said that what a move costs makes no sense. */
  readonly where: string
  readonly by?: string | undefined
  readonly effort?: ((move: MoveToCost) => number) | undefined
}

/** The moves with the way to whom each is with. Whoever is due to be heard is heard before they are won over. */
export function plannedMoves(s: Snapshot, all: readonly Possible[], options: PlanningOptions): readonly PlannedMove[] {
  const ids = new Set(all.map(({ id }) => id))
  return all.map(possible => {
    const planned = plannedMove(s, possible, options)
    const hearing = `hear:${possible.about}`
    return possible.kind === 'winOver' && ids.has(hearing) ? { ...planned, needs: hearing } : planned
  })
}

function plannedMove(s: Snapshot, possible: Possible, { where, by, effort }: PlanningOptions): PlannedMove {
  const { introductionHours, introductionDays } = s.settings.moves
  const { id, kind, about, with: people } = possible
  const way = wayOf(s, kind, people, by)
  const hours = possible.effort + introductionHours * way.through.length
  const own = effort === undefined ? hours : effort({ id, kind, about, with: people, effort: hours })
  if (!(own > 0 && Number.isFinite(own))) throw errorFor(where, [wrong('effort', `of ${quoted(id)} is not a number above 0`)])
  return { ...possible, way, effort: own, days: possible.days + introductionDays * way.through.length }
}
