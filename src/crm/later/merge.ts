import type { Fact, Recorded } from '../../model/fact.js'
import type { FactArray, Village } from '../../model/village.js'
import type { Ledger } from '../ledger.js'
import type { Pending } from '../placement.js'
import type { Known } from './known.js'
import type { Presence } from './presence.js'
import type { Statement } from './statement.js'

/** What an import changes in villages. */
export interface Merge {
  readonly statement: Statement
  readonly known: Known
  readonly presence: Presence
  readonly touched: ReadonlySet<string>
  readonly lent: ReadonlySet<string>
  /** What records said before that the import places anew. */
  readonly returning: ReadonlySet<string>
  /** The village of what may have another place now, and of what was said with it; `undefined` where it has none. */
  readonly places: ReadonlyMap<string, string | undefined>
  /** What records say that is true only of other villages or of none, where the import does not tell them or places them nowhere. */
  readonly pending: ReadonlyMap<string, readonly Pending[]>
  /** The village that makes each decision from now on that another made before. */
  readonly movedDecisions: ReadonlyMap<string, string>
  /** The records that say something in some village now. */
  readonly placed: ReadonlySet<string>
  /** The fields of which each record says nothing, by the id of the fact or the person. */
  readonly silent: ReadonlyMap<string, readonly string[]>
  /** When it was learned. */
  readonly moment: number
  /** What is told of it. */
  readonly ledger: Ledger
}

/** A village before an import, what the import says of it, and what came to it with an account that was merged into its own. */
export interface Sides {
  readonly before: Village
  readonly imported: Village | undefined
  readonly inherited: readonly { readonly name: FactArray; readonly fact: Recorded<Fact> }[]
}

/** Who or what is not in the import itself brings no news, but for where people are. */
export function isLent(name: FactArray, id: string, { lent, touched }: Merge): boolean {
  return lent.has(id) && (name !== 'stakeholders' || !touched.has(id))
}
