import type { Instant } from '../support/instants.js'
import type { Draft } from './draft.js'
import type { Fields } from './fields.js'
import type { Ledger } from './ledger.js'
import type { SourceRecord } from './record.js'

/** What every step of an import needs to know. */
export interface ImportContext<Source, Options> {
  readonly source: Source
  readonly options: Options
  readonly ledger: Ledger
  /** What has been found so far. */
  readonly draft: Draft
  /** Records that say something of nobody but those of whom nothing may be left, so that nothing is told of them either. */
  readonly silent: Set<string>
  readonly times: SourceTimes
  readonly ownerOf: OwnerOf
}

/** Who of us keeps a record, and so reports what stands in it, by an id of its own kind; `undefined` where the source does not tell. */
export type OwnerOf = (fields: Fields) => string | undefined

/** How a source tells times. */
export interface SourceTimes {
  /** A field as an instant; what is no date is an issue, and `undefined`. */
  readonly timeIn: (record: SourceRecord, field: string, ledger: Ledger) => Instant | undefined
  /** When the source learned what a record says. */
  readonly createdAt: (record: SourceRecord, ledger: Ledger) => Instant | undefined
  /** When a record was last changed. */
  readonly changedAt: (record: SourceRecord, ledger: Ledger) => Instant | undefined
}

type Clock = Pick<ImportContext<unknown, unknown>, 'ledger' | 'times'>

/** When the source learned what a record says, as a fact has it. */
export function learned(record: SourceRecord, { times, ledger }: Clock): { readonly recordedAt?: Instant } {
  const recordedAt = times.createdAt(record, ledger)
  return { ...(recordedAt !== undefined && { recordedAt }) }
}

/** The same for what happened or began at a moment: nobody knows it earlier, even if the record was made before as a plan. */
export function learnedAfter(at: Instant | undefined, record: SourceRecord, clock: Clock): { readonly recordedAt?: Instant } {
  const { recordedAt } = learned(record, clock)
  return { ...(recordedAt !== undefined && (at === undefined || recordedAt > at) && { recordedAt }) }
}
