import { groupedBy } from '../../support/grouping.js'
import { isMarkedDeleted } from '../deleted.js'
import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import { recordsOf } from '../records.js'
import { ZOHO_OBJECTS, type ZohoKind, type ZohoObject } from './objects.js'
import { plainId, type ZohoRow } from './row.js'

/** All records of the import, each once. */
export interface Source {
  /** Every record by its kind, in the order of ids. */
  readonly all: ReadonlyMap<string, readonly SourceRecord<ZohoKind>[]>
  readonly present: ReadonlySet<string>
  /** The ids of records that were deleted. */
  readonly gone: ReadonlySet<string>
  /** The contacts and the users who take part in each event, those who declined aside. */
  readonly participants: ReadonlyMap<string, readonly string[]>
}

/** Makes one record of all rows that mean the same, and sets aside what was deleted. */
export function sourceOf(rows: readonly ZohoRow[], ledger: Ledger): Source {
  const rule = {
    idOf: ({ object, id }: ZohoRow) => (id === undefined || id.trim() === '' ? undefined : idOf(object, id)),
    // The list of what was deleted tells when, and nothing else.
    changedAt: ['deleted_time', 'Modified_Time'],
  }
  const records = recordsOf(
    rows.filter(({ object }) => ZOHO_OBJECTS.some(each => each === object)),
    rule,
    ledger,
  )
  const gone = records.filter(isDeleted)
  ledger.leftOut.deleted += gone.length
  return {
    all: groupedBy(records, ({ object }) => object),
    present: new Set(records.map(({ id }) => id)),
    gone: new Set(gone.map(({ id }) => id)),
    participants: participantsIn(rows.filter(({ object }) => object === 'participant')),
  }
}

/** The records of a kind that were not deleted. */
export function liveRecords({ all, gone }: Source, object: ZohoObject): readonly SourceRecord<ZohoKind>[] {
  return (all.get(object) ?? []).filter(({ id }) => !gone.has(id))
}

/** The id of a record in villages. */
export function idOf(object: ZohoKind, given: string): string {
  return `zoho:${object}:${plainId(given)}`
}

/** The id in a field that names a record of a kind, or `undefined` when it is empty. */
export function referenceOf({ fields }: Pick<SourceRecord, 'fields'>, field: string, object: ZohoKind): string | undefined {
  const given = fieldOf(fields, field) ?? fieldOf(fields, `${field}.id`)
  return given === undefined ? undefined : idOf(object, String(given))
}

/** The columns in which a record names another. */
export function columnsOf(field: string): readonly string[] {
  return [field, `${field}.id`]
}

/** A record was deleted after it was last changed; one that was restored has been changed since. */
function isDeleted(record: SourceRecord): boolean {
  const [deleted, changed] = [fieldOf(record.fields, 'deleted_time'), fieldOf(record.fields, 'Modified_Time')]
  return isMarkedDeleted(record) || (deleted !== undefined && (changed === undefined || String(changed) <= String(deleted)))
}

function participantsIn(rows: readonly ZohoRow[]): ReadonlyMap<string, readonly string[]> {
  const found = rows.flatMap(row => {
    const [event, type] = [fieldOf(row.fields, 'event'), fieldOf(row.fields, 'type') ?? 'contact']
    const person = type === 'contact' || type === 'user' ? referenceOf(row, 'participant', type) : undefined
    const isThere = event !== undefined && person !== undefined && fieldOf(row.fields, 'status') !== 'declined'
    return isThere ? [{ event: idOf('event', String(event)), person }] : []
  })
  return new Map([...groupedBy(found, ({ event }) => event)].map(([id, own]) => [id, own.map(({ person }) => person)]))
}
