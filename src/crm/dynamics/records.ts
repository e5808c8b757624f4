import { groupedBy } from '../../support/grouping.js'
import { endsOf } from '../chains.js'
import { isMarkedDeleted } from '../deleted.js'
import type { Ledger } from '../ledger.js'
import type { Row } from '../payloadFormat.js'
import { flagOf, type SourceRecord } from '../record.js'
import { recordsOf } from '../records.js'
import { idFrom } from './ids.js'
import { rawLookup } from './lookups.js'
import { countMirrored, recordIdOf } from './mirrored.js'
import { withNamedLookups } from './namedLookups.js'
import type { Source } from './source.js'
import type { DynamicsTable } from './tables.js'

/** Makes one record of all rows that mean the same, and sets aside what was deleted or merged away. */
export function sourceOf(rows: readonly Row<DynamicsTable>[], ledger: Ledger): Source {
  countMirrored(rows, ledger)
  const records = withNamedLookups(recordsOf(rows, { idOf: recordIdOf, changedAt: ['modifiedon'], same: idFrom }, ledger))
  const masters = mastersOf(records)
  const deleted = new Set(records.flatMap(record => (!masters.has(record.id) && isMarkedDeleted(record) ? record.id : [])))
  ledger.leftOut.merged += masters.size
  ledger.leftOut.deleted += deleted.size
  const live = records.filter(({ id }) => !masters.has(id) && !deleted.has(id))
  return {
    all: groupedBy(records, ({ object }) => object),
    live: groupedBy(live, ({ object }) => object),
    tables: new Map([...groupedBy(live, ({ id }) => id)].map(([id, same]) => [id, same.map(({ object }) => object)])),
    gone: new Set([...masters.keys(), ...deleted]),
    masters,
  }
}

/** The rows of a table that were neither deleted nor merged into others. */
export function liveRecords({ live }: Source, table: DynamicsTable): readonly SourceRecord[] {
  return live.get(table) ?? []
}

/** What is merged into itself is not merged; what is merged in a circle goes on under the first of its ids. */
function mastersOf(records: readonly SourceRecord[]): ReadonlyMap<string, string> {
  const links = records.flatMap(record => {
    const master = flagOf(record, 'merged') === false ? undefined : rawLookup(record, 'masterid')?.id
    return master === undefined || master === record.id ? [] : [[record.id, master] as const]
  })
  return new Map([...endsOf(new Map(links))].filter(([id, master]) => id !== master))
}
