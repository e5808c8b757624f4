import type { ImportIssue } from '../../crm/result.js'
import { plain } from '../../render/plain.js'
import type { Io } from '../io.js'

/** Lines of input that hold no record, and the like. */
export interface Problems {
  /** Tells of one at once, so that none is held. */
  tell(problem: string): void
  count(): number
  /** All of them, as issues. */
  issues(): Iterable<ImportIssue>
}

export function openProblems(io: Io): Problems {
  const noted: string[] = []
  return {
    tell(problem) {
      noted.push(problem)
      io.note(plain(problem))
    },
    count: () => noted.length,
    issues: () => noted.map(message => ({ object: 'file', code: 'unreadable', message })),
  }
}
