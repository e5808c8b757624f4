import type { ImportPlacement } from './placement.js'

/** One village of an import. */
export interface VillageScope {
  readonly placement: ImportPlacement
  /** The id of its account. */
  readonly id: string
  /** Whether names of departments, which are texts, are to be kept out of ids. */
  readonly redact: boolean
}
