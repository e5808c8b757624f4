import type { Finding } from '../risk/finding.js'
import type { Snapshot } from '../village/snapshot.js'

/** What moves are judged by: the chance of yes of the decision in view, or the account's sentiment. */
export type MoveAim = 'decision' | 'account'

/** Of what and where a move was chosen. */
export interface Setting {
  /** The snapshot with the decision in view by which moves are judged. */
  readonly view: Snapshot
  readonly aim: MoveAim
  /** The value of what is looked for before this move. */
  readonly before: number
  /** The expected error of that before any move. */
  readonly uncertainty: number
  readonly findings: readonly Finding[]
}
