import type { TieKind } from '../model/tie.js'
import type { Snapshot } from '../village/snapshot.js'
import { weighedTies } from '../village/weighedTies.js'

/** What all formats tell of a tie. */
export interface FormattedTie {
  /**
   * `influence`: the source moves the target; `informs`: the source tells the target things; `reportsTo`: the source reports to the target;
   * `conflict`: the two are at odds.
   */
  readonly kind: TieKind
  /** Above 0; where none was given, the mean of those of its kind to the same listener, or 1. */
  readonly weight: number
  /** How far the tie is trusted, 0..1; absent when nobody has said. */
  readonly confidence?: number
}

/** A tie of a snapshot, with its id and its ends. */
export interface TieRow extends FormattedTie {
  readonly tie: string
  readonly from: string
  readonly to: string
}

/** Every tie of a snapshot, of every kind, once and in the direction in which it was recorded, as in `toGraph`. */
export function tieRows(s: Snapshot): TieRow[] {
  return weighedTies(s).map(({ id, from, to, kind, weight, confidence }) => ({
    tie: id,
    from,
    to,
    kind,
    weight,
    ...(confidence !== undefined && { confidence }),
  }))
}
