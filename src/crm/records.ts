import { groupedBy } from '../support/grouping.js'
import { sortedByText } from '../support/order.js'
import type { Fields } from './fields.js'
import { type Ledger, report } from './ledger.js'
import type { Row } from './payloadFormat.js'
import type { SourceRecord } from './record.js'
import { latestStamp, mergedVersions } from './versions.js'

/** What a source says of the identity and the age of its records. */
export interface RecordRule<Kind extends string> {
  /** The id of the record that a row is of, or `undefined` when it is none. The id that the row came with by default. */
  readonly idOf?: (row: Row<Kind>) => string | undefined
  /** The fields that tell when a version of a record was written, the first that is there. */
  readonly changedAt: readonly string[]
  /** What a text means, for texts that mean the same in several forms. */
  readonly same?: (text: string) => string
}

/**
 * One record of all rows of a kind that have one id, in the order of kinds and ids. Rows without a usable id are counted in an issue for
 * each kind.
 */
export function recordsOf<Kind extends string>(rows: readonly Row<Kind>[], rule: RecordRule<Kind>, ledger: Ledger): SourceRecord<Kind>[] {
  const { idOf = row => row.id?.trim() } = rule
  const identified = rows.map(row => ({ row, id: idOf(row) ?? '' }))
  reportNameless(
    identified.filter(({ id }) => id === '').map(({ row }) => row),
    ledger,
  )
  const groups = groupedBy(
    identified.filter(({ id }) => id !== ''),
    ({ row, id }) => JSON.stringify([row.object, id]),
  )
  return sortedByText(groups, ([key]) => key).flatMap(([, versions]) => {
    const [first] = versions
    const own = versions.map(({ row }) => row)
    return first === undefined ? [] : [recordFrom({ object: first.row.object, id: first.id, rows: own }, rule, ledger)]
  })
}

/** Reports rows that have no usable id, once for each kind. */
export function reportNameless(rows: readonly Row[], ledger: Ledger): void {
  for (const [object, { length }] of groupedBy(rows, row => row.object)) {
    const message = `Records without an id, or with one that is not the id of such a record, were left out (${length}).`
    report(ledger, { object }, 'invalidId', message)
  }
}

/** One record of all its versions, whatever their order. */
export function recordFrom<Kind extends string>(
  { object, id, rows }: { readonly object: Kind; readonly id: string; readonly rows: readonly Row[] },
  { changedAt, same = text => text }: Pick<RecordRule<Kind>, 'changedAt' | 'same'>,
  ledger: Ledger,
): SourceRecord<Kind> {
  const versions = rows.map((row): Fields => row.fields)
  const { fields, contradictions } = mergedVersions(versions, changedAt, same)
  ledger.stamps.set(id, latestStamp(versions, changedAt))
  const lists = rows.flatMap(row => row.lists ?? [])
  const record = { object, id, fields, ...(lists.length > 0 && { lists }) }
  if (contradictions.length > 0) {
    const message = `Versions of it differ in ${contradictions.join(', ')}, and none is known to be the later. The first in the order of text was taken.`
    report(ledger, record, 'contradiction', message)
  }
  return record
}
