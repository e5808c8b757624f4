import type { MoveCandidate } from '../math/moveStage.js'
import type { MoveAnswer, MoveKind } from '../model/move.js'
import type { Snapshot } from '../village/snapshot.js'
import { before, boundsOf } from './dates.js'

/** A move that could be made, before it is known who makes it. */
export interface Possible {
  /** The kind, a colon, and what it is about. */
  readonly id: string
  readonly kind: MoveKind
  readonly about: string
  /** The people with whom it is made, who are all there. */
  readonly with: readonly string[]
  /** What else it is about, by id, as findings name it. */
  readonly things: readonly string[]
  /** What it does if it succeeds. People are places in `seatedBeliefs`. */
  readonly effect: Pick<MoveCandidate, 'sway' | 'hear' | 'direct' | 'coverage' | 'indirect'>
  readonly answers: readonly MoveAnswer[]
  /** Hours and business days that it costs and takes without an introduction. */
  readonly effort: number
  readonly days: number
  /** The last day on which it makes sense to be done, in milliseconds. */
  readonly finishBy?: number | undefined
  /** Whether it hears somebody overdue or never heard. */
  readonly presses?: boolean
  /** What is to be said of it where that is not in numbers; in sentences, or in parts of one for an expectation. */
  readonly words?: readonly string[]
}

/** What is said of a move beside what follows from its kind. */
export type Told = Pick<Possible, 'with' | 'effect'> & Partial<Possible>

/** A move of a kind about something. */
export function possible(s: Snapshot, kind: Possible['kind'], about: string, told: Told): Possible {
  const { effortHours, durationDays } = s.settings.moves
  const own = { effort: effortHours[kind], days: durationDays[kind] }
  return { id: `${kind}:${about}`, kind, about, things: [about], answers: [], ...own, ...told }
}

/** Where somebody is among the stakeholders. */
export function placeOf(s: Snapshot, id: string): number {
  return s.stakeholders.findIndex(person => person.id === id)
}

/** The last day on which something can be done that is to bear on the decision in view. */
export function inTime(s: Snapshot): number | undefined {
  return boundsOf(s).settled
}

/** The last day on which somebody can be heard so that they can still be won over. */
export function toldInTime(s: Snapshot): number | undefined {
  const { settled } = boundsOf(s)
  return settled === undefined ? undefined : before(s, settled, s.settings.moves.durationDays.winOver)
}
