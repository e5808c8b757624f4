import { doneAt } from '../model/move.js'
import type { PastMoment } from '../sentiment/personChange.js'
import { days } from '../sentiment/readings.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'

/** A done move with somebody. */
export interface DoneWith extends PastMoment {
  readonly move: string
  readonly doneAt: Instant
  readonly expectedSway?: number
}

/** Every done move with each person that it was with. */
export function doneWith({ moves }: Snapshot): DoneWith[] {
  return moves.flatMap(move => {
    const at = doneAt(move)
    if (at === undefined) return []
    const { sway } = move.expected ?? {}
    const done = { move: move.id, doneAt: at, day: days(at), ...(sway !== undefined && { expectedSway: sway }) }
    return [...new Set(move.with)].map(stakeholder => ({ ...done, stakeholder }))
  })
}
