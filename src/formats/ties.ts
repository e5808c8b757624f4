import type { TieKind } from '../model/tie.js'
import type { Snapshot } from '../village/snapshot.js'

/** What all formats tell of a tie. */
export interface FormattedTie {
  /** `influence`: the source moves the target; `reportsTo`: the source reports to the target; `conflict`: the two are at odds. */
  readonly kind: TieKind
  /** Above 0; 1 where none was given. */
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

/** Every tie of a snapshot, of all three kinds, once and in the direction in which it was recorded, as in `toGraph`. */
export function tieRows({ ties }: Snapshot): TieRow[] {
  return ties.map(({ id, from, to, kind, weight = 1, confidence }) => ({
    tie: id,
    from,
    to,
    kind,
    weight,
    ...(confidence !== undefined && { confidence }),
  }))
}
