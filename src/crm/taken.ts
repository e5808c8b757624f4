import type { Draft } from './draft.js'
import type { Ledger } from './ledger.js'
import type { Pending } from './placement.js'
import type { ImportResult } from './result.js'

/** What becomes of a draft, beside what stands in it. */
export interface Finish {
  readonly subsidiaries: 'accounts' | 'units'
  readonly redact: boolean
}

/** What the villages of an import were made of. */
export interface Taken {
  readonly draft: Draft
  readonly finish: Finish
  /** What was written down before the draft became villages. */
  readonly ledger: Ledger
  /** What its records say that is true only of other villages, or not now. */
  readonly pending: readonly Pending[]
}

// Beside the result and not in it, because it names those of whom nothing may be left.
const takenBy = new WeakMap<ImportResult, Taken | 'added'>()

/** Keeps what a result was made of for as long as the result is there; `added` where its villages hold only what is new of people who are known. */
export function keepTaken(result: ImportResult, taken: Taken | 'added'): ImportResult {
  takenBy.set(result, taken)
  return result
}

/** What a result was made of; `undefined` for one that no importer gave, such as a copy. */
export function takenOf(result: ImportResult): Taken | 'added' | undefined {
  return takenBy.get(result)
}
