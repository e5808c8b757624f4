import { groupedBy } from '../../support/grouping.js'
import { foldedText } from '../../support/text.js'
import { endsOf } from '../chains.js'
import { isMarkedDeleted } from '../deleted.js'
import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import { recordsOf } from '../records.js'
import type { AttioKind, AttioObject } from './objects.js'
import { type AttioRow, idsIn, objectsIn, partOf } from './row.js'

/** All records of the import, each once. */
export interface Source {
  /** Every record by its kind, in the order of ids. */
  readonly all: ReadonlyMap<string, readonly SourceRecord<AttioKind>[]>
  readonly present: ReadonlySet<string>
  /** The ids of records that were deleted or merged into others. */
  readonly gone: ReadonlySet<string>
  /** The id under which a record goes on that was merged into another. */
  readonly masters: ReadonlyMap<string, string>
  /** The people who have a mail address, by it. */
  readonly byMail: ReadonlyMap<string, readonly string[]>
}

/** Makes one record of all rows that mean the same, and sets aside what was deleted. */
export function sourceOf(rows: readonly AttioRow[], ledger: Ledger): Source {
  const rule = {
    idOf: ({ object, id }: AttioRow) => (id === undefined || id === '' ? undefined : object === 'member' ? memberId(id) : idOf(id)),
    // It says of single values when they were set, and of a record not when it was changed.
    changedAt: [],
  }
  const records = recordsOf(
    rows.filter(({ object }) => object !== 'event'),
    rule,
    ledger,
  )
  const events = rows.filter(({ object }) => object === 'event')
  const masters = mastersIn(events)
  const deleted = events.filter(each => String(fieldOf(each.fields, 'event_type')).endsWith('.deleted')).map(({ id = '' }) => idOf(id))
  const gone = new Set([...deleted, ...masters.keys(), ...records.filter(isMarkedDeleted).map(({ id }) => id)])
  for (const id of [...deleted, ...masters.keys()]) ledger.stamps.set(id, '')
  ledger.leftOut.merged += masters.size
  ledger.leftOut.deleted += gone.size - masters.size
  const people = records.filter(({ object }) => object === 'person')
  const mails = people.flatMap(({ id, fields }) => idsIn(fieldOf(fields, 'email_addresses')).map(mail => [foldedText(mail), id] as const))
  return {
    all: groupedBy(records, ({ object }) => object),
    present: new Set(records.map(({ id }) => id)),
    gone,
    masters,
    byMail: new Map([...groupedBy(mails, ([mail]) => mail)].map(([mail, own]) => [mail, [...new Set(own.map(([, id]) => id))]])),
  }
}

/** The records of a kind that were not deleted. */
export function liveRecords({ all, gone }: Source, object: AttioObject): readonly SourceRecord<AttioKind>[] {
  return (all.get(object) ?? []).filter(({ id }) => !gone.has(id))
}

/** The id of a record in villages; Attio's are unique across objects. */
export function idOf(given: string): string {
  return `attio:${given.trim().toLowerCase()}`
}

/** The id of a member of the workspace in villages. */
export function memberId(given: string): string {
  return `attio:member:${given.trim().toLowerCase()}`
}

/** The records that a field names. */
export function referencesOf(
  { fields }: Pick<SourceRecord, 'fields'>,
  field: string,
  { masters }: Pick<Source, 'masters'>,
): readonly string[] {
  return idsIn(fieldOf(fields, field)).map(given => masters.get(idOf(given)) ?? idOf(given))
}

/** Who was invited to a meeting by mail and did not decline, as far as they are people of the import, and who of them called it. */
export function invitedTo(
  { lists = [] }: SourceRecord,
  { byMail }: Source,
): { readonly people: readonly string[]; readonly organizer?: string } {
  const participants = lists.filter(([name]) => name.toLowerCase() === 'participants').flatMap(([, list]) => objectsIn(list))
  const found = participants.flatMap(item => {
    const [person, ...others] = byMail.get(foldedText(String(partOf(item, 'email_address') ?? ''))) ?? []
    const isThere = person !== undefined && others.length === 0 && partOf(item, 'status') !== 'declined'
    return isThere ? [{ person, isOrganizer: partOf(item, 'is_organizer') === true }] : []
  })
  const [organizer, ...others] = new Set(found.flatMap(({ person, isOrganizer }) => (isOrganizer ? person : [])))
  return { people: found.map(({ person }) => person), ...(organizer !== undefined && others.length === 0 && { organizer }) }
}

function mastersIn(events: readonly AttioRow[]): ReadonlyMap<string, string> {
  const links = events.flatMap(({ id = '', fields }) => {
    const from = fieldOf(fields, 'duplicate_record_id')
    return from === undefined || idOf(String(from)) === idOf(id) ? [] : [[idOf(String(from)), idOf(id)] as const]
  })
  return new Map([...endsOf(new Map(links))].filter(([from, into]) => from !== into))
}
