import { plain } from '../../render/plain.js'
import type { Io } from '../io.js'

/** Lines of input that hold no record, and the like. */
export interface Problems {
  /** Tells of one at once, so that none is held. */
  tell(problem: string): void
  count(): number
}

export function openProblems(io: Io): Problems {
  let noted = 0
  return {
    tell(problem) {
      noted++
      io.note(plain(problem))
    },
    count: () => noted,
  }
}
