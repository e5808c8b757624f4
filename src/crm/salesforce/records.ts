import { groupedBy } from '../../support/grouping.js'
import { endsOf } from '../chains.js'
import { isMarkedDeleted } from '../deleted.js'
import { fieldOf, type Scalar } from '../fields.js'
import { type Ledger, report } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import { recordFrom } from '../records.js'
import { GAP } from './changeEvents.js'
import { type Changes, changesIn } from './changes.js'
import { identified, idFrom, type Names } from './identity.js'
import { isHistory, type SalesforceObject } from './objects.js'
import { lastPartOf, type SalesforceRow } from './row.js'

/** All records of the import, each once. */
export interface Source {
  /** Every record by its object, in the order of ids. */
  readonly all: RecordsByObject
  /** Those that are neither deleted nor merged into others. */
  readonly live: RecordsByObject
  /** The ids of those, and of the others. */
  readonly present: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
  readonly names: Names
  /** The id under which a record goes on that was merged into another. */
  readonly masters: ReadonlyMap<string, string>
  /** What fields held before. */
  readonly changes: Changes
}

export type RecordsByObject = ReadonlyMap<string, readonly SourceRecord[]>

/** Makes one record of all rows that mean the same, and sets aside what was deleted or merged away. */
export function sourceOf(rows: readonly SalesforceRow[], ledger: Ledger): Source {
  const { records: found, names } = identified(
    rows.filter(({ object }) => !isHistory(object)),
    ledger,
  )
  const rule = { changedAt: ['SystemModstamp', 'LastModifiedDate'], same: (text: string): string => idFrom(names, text) ?? text }
  const records = found.map(versions => recordFrom(versions, rule, ledger))
  const masters = mastersOf(records, names)
  const gone = records.filter(record => masters.has(record.id) || isMarkedDeleted(record))
  ledger.leftOut.merged += gone.filter(record => masters.has(record.id)).length
  ledger.leftOut.deleted += gone.filter(record => !masters.has(record.id)).length
  reportGaps(rows, ledger)
  const goneIds = new Set(gone.map(record => record.id))
  const live = records.filter(record => !goneIds.has(record.id))
  return {
    all: groupedBy(records, objectOf),
    live: groupedBy(live, objectOf),
    present: new Set(live.map(record => record.id)),
    gone: goneIds,
    names,
    masters,
    changes: changesIn(rows, names, id => masters.get(id) ?? id),
  }
}

/** Reports messages of change data capture that tell that something changed, and not what. */
function reportGaps(rows: readonly SalesforceRow[], ledger: Ledger): void {
  for (const { object, id } of rows.filter(({ fields }) => fields.has(GAP))) {
    const message = 'A message says that it changed and not how. Query the record.'
    report(ledger, { object, ...(id !== undefined && { id }) }, 'incomplete', message)
  }
}

/** The records of an object that are neither deleted nor merged into others. */
export function liveRecords({ live }: Source, object: SalesforceObject): readonly SourceRecord[] {
  return live.get(object) ?? []
}

/** The id in a field that names another record, or `undefined` when it is empty; what is no id is an issue. */
export function referenceOf(
  record: SourceRecord,
  field: string,
  { source, ledger }: { readonly source: Source; readonly ledger: Ledger },
): string | undefined {
  const given = rawReference(record, field)
  if (given === undefined) return undefined
  const id = idFrom(source.names, String(given))
  if (id === undefined) report(ledger, record, 'invalidId', `${field} is no Salesforce id, so it was left out.`)
  return id === undefined ? undefined : (source.masters.get(id) ?? id)
}

/** What is merged into itself is not merged; what is merged in a circle goes on under the first of its ids. */
function mastersOf(records: readonly SourceRecord[], names: Names): ReadonlyMap<string, string> {
  const links = records.flatMap(record => {
    const given = rawReference(record, 'MasterRecordId')
    const master = given === undefined ? undefined : idFrom(names, String(given))
    return master === undefined || master === record.id ? [] : [[record.id, master] as const]
  })
  return new Map([...endsOf(new Map(links))].filter(([id, master]) => id !== master))
}

/** An id stands in the field itself, or in the related record that the field leads to. */
function rawReference({ fields }: SourceRecord, field: string): Scalar | undefined {
  const related = field.endsWith('__c') ? field.replace(/c$/, 'r') : field.replace(/Id$/, '')
  return fieldOf(fields, field) ?? fieldOf(fields, `${related}.Id`) ?? lastPartOf(fieldOf(fields, `${related}.attributes.url`), 1)
}

function objectOf({ object }: SourceRecord): string {
  return object
}
