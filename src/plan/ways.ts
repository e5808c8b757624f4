import { pathTo } from '../listening/paths.js'
import type { MoveKind } from '../model/move.js'
import { bestWay } from '../moves/introductionPaths.js'
import type { Snapshot } from '../village/snapshot.js'

/** Who of us makes a move, through whom, and how likely that succeeds. */
export interface Way {
  /** The teammate with whom it begins; absent where none is known, and for what is not decided by who knows whom. */
  readonly by?: string
  /** The people of theirs who introduce us, from us on. */
  readonly through: readonly string[]
  /** The probability that it succeeds, above 0 and at most 1. */
  readonly chance: number
  /** Whether nobody of ours knows or gets to the person. */
  readonly cold: boolean
}

/** Whoever delivers something, or lifts a barrier, need not know the person. */
const BY_WHOM_WE_KNOW: ReadonlySet<MoveKind> = new Set(['identify', 'hear', 'winOver', 'prepareHandover', 'answer', 'share'])

/**
 * The way to whom a move is with: the best introduction, of one teammate where that is asked for. Where no teammate is recorded it succeeds
 * for all that is known, through a chain of people from somebody whom we have heard or met.
 */
export function wayOf(s: Snapshot, kind: MoveKind, [person]: readonly string[], teammate: string | undefined): Way {
  if (!BY_WHOM_WE_KNOW.has(kind)) return { through: [], chance: 1, cold: false }
  if (s.teammates.length === 0) return { through: person === undefined ? [] : pathTo(s, person), chance: 1, cold: false }
  const { leastPath, coldChance } = s.settings.moves
  const best = person === undefined ? undefined : bestWay(s, person, teammate)
  if (best === undefined || best.strength < leastPath) return { through: [], chance: coldChance, cold: true }
  return { by: best.by, through: best.through, chance: Math.max(coldChance, best.strength), cold: false }
}
