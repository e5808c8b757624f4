import type { TieKind } from '../model/tie.js'
import type { Snapshot } from '../village/snapshot.js'
import { weighedTies } from '../village/weighedTies.js'

/** A tie between two people who are there; `from` moves or informs `to`, or reports to `to`. */
export interface TieReport {
  /** The id of the person who the tie begins with, as it was recorded. */
  readonly from: string
  /** The id of the person who it ends with; for `influence` and `informs` the listener. */
  readonly to: string
  /** What lies between the two; a `conflict` moves neither. */
  readonly kind: TieKind
  /** Above 0; where none was given, the mean of those of its kind to the same listener, or 1. */
  readonly weight: number
}

/** A part of the account. */
export interface UnitReport {
  /** The id of the unit, as in `Village.units`. */
  readonly unit: string
  /** The name of the unit, as shown to people. */
  readonly name: string
  /** The id of the unit that this one belongs to; the account itself when absent. */
  readonly parent?: string
}

/** Who moves whom, who reports to whom, and who is at odds with whom. */
export function tiesIn(s: Snapshot): TieReport[] {
  return weighedTies(s).map(({ from, to, kind, weight }) => ({ from, to, kind, weight }))
}

/** The parts of the account. */
export function unitsIn(s: Snapshot): UnitReport[] {
  return s.units.map(({ id: unit, name, parent }) => ({ unit, name, ...(parent !== undefined && { parent }) }))
}
