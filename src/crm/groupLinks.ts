import { openLedger } from './ledger.js'
import { rowsIn } from './payload.js'
import type { PayloadFormat, Row } from './payloadFormat.js'

/** What records must be imported together with one. */
export interface GroupLinks {
  /** The ids of the record, of those in it and of those that it names, in one form for each. */
  readonly ids: readonly string[]
  /** Whether every other record may need it. */
  readonly isForAll: boolean
}

/** The links of a record, by what its rows are and by the ids that they have and name. */
export function groupLinksOf<Kind extends string>(
  record: object,
  table: string,
  {
    format,
    forAll,
    idsOf,
  }: {
    readonly format: PayloadFormat<Kind>
    /** The kinds of rows that every other may need. */
    readonly forAll: readonly Kind[]
    readonly idsOf: (row: Row<Kind>) => readonly (string | undefined)[]
  },
): GroupLinks {
  const rows = rowsIn({ [table]: [record] }, format, openLedger())
  const isForAll = rows.length > 0 && rows.every(({ object }) => forAll.includes(object))
  return { ids: rows.flatMap(idsOf).filter(id => id !== undefined), isForAll }
}
