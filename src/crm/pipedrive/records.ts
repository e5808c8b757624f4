import { groupedBy } from '../../support/grouping.js'
import { sortedByText } from '../../support/order.js'
import { endsOf } from '../chains.js'
import { isMarkedDeleted } from '../deleted.js'
import { fieldOf, type Scalar } from '../fields.js'
import type { Ledger } from '../ledger.js'
import { flagOf, type SourceRecord, textOf, toFlag } from '../record.js'
import { recordsOf } from '../records.js'
import { PIPEDRIVE_OBJECTS, type PipedriveKind, type PipedriveObject } from './objects.js'
import type { PipedriveRow } from './row.js'

/** All records of the import, each once. */
export interface Source {
  /** Every record by its kind, in the order of ids. */
  readonly all: ReadonlyMap<string, readonly SourceRecord<PipedriveKind>[]>
  readonly present: ReadonlySet<string>
  /** The ids of records that were deleted or merged into others. */
  readonly gone: ReadonlySet<string>
  /** The id under which a record goes on that was merged into another. */
  readonly masters: ReadonlyMap<string, string>
  /** The mail address of each person that has some: the primary one. */
  readonly mails: ReadonlyMap<string, string>
  /** The people with whom each activity was, beside the one that it names itself. */
  readonly attendees: ReadonlyMap<string, ReadonlySet<string>>
  /** The people who called an activity. */
  readonly organizers: ReadonlyMap<string, ReadonlySet<string>>
  /** The labels of the options of custom fields, by the key of the field and the id of the option. */
  readonly options: ReadonlyMap<string, string>
}

/** Makes one record of all rows that mean the same, and sets aside what was deleted. */
export function sourceOf(rows: readonly PipedriveRow[], ledger: Ledger): Source {
  const rule = {
    idOf: ({ object, id }: PipedriveRow) => (id === undefined || id.trim() === '' ? undefined : idOf(object, id)),
    changedAt: ['update_time', 'modified'],
  }
  const objects = rows.filter(({ object }) => PIPEDRIVE_OBJECTS.some(each => each === object))
  const records = recordsOf(objects, rule, ledger)
  const masters = mastersOf(records)
  const gone = records.filter(record => masters.has(record.id) || isDeleted(record))
  ledger.leftOut.merged += gone.filter(({ id }) => masters.has(id)).length
  ledger.leftOut.deleted += gone.filter(({ id }) => !masters.has(id)).length
  const parts = groupedBy(rows, ({ object }) => object)
  return {
    all: groupedBy(records, ({ object }) => object),
    present: new Set(records.map(({ id }) => id)),
    gone: new Set([...gone.map(({ id }) => id), ...masters.keys()]),
    masters,
    mails: mailsIn(parts.get('email') ?? []),
    attendees: attendeesIn(parts.get('attendee') ?? [], masters),
    organizers: attendeesIn(
      (parts.get('attendee') ?? []).filter(({ fields }) => toFlag(fieldOf(fields, 'is_organizer')) === true),
      masters,
    ),
    options: optionsIn(parts.get('option') ?? []),
  }
}

/** The records of a kind that were not deleted. */
export function liveRecords({ all, gone }: Source, object: PipedriveObject): readonly SourceRecord<PipedriveKind>[] {
  return (all.get(object) ?? []).filter(({ id }) => !gone.has(id))
}

/** The id of an object in villages: Pipedrive counts the objects of each kind by themselves, so that the same number may name several. */
export function idOf(object: PipedriveKind, given: string): string {
  return `pipedrive:${object}:${given.trim()}`
}

/** The id in a field that names an object of a kind, by the name under which it goes on; `undefined` when the field is empty. */
export function referenceOf(
  record: Pick<SourceRecord, 'fields'>,
  field: string,
  object: PipedriveKind,
  { masters }: Pick<Source, 'masters'>,
): string | undefined {
  const id = namedIn(record, field, object)
  return id === undefined ? undefined : (masters.get(id) ?? id)
}

/** The id as it stands in the field. Version 1 has the object itself there. */
export function namedIn({ fields }: Pick<SourceRecord, 'fields'>, field: string, object: PipedriveKind): string | undefined {
  const given = fieldOf(fields, field) ?? fieldOf(fields, `${field}.value`) ?? fieldOf(fields, `${field}.id`)
  return given === undefined || given === 0 ? undefined : idOf(object, String(given).replace(/\.0$/, ''))
}

/** The columns in which a record has what a field holds. */
export function fieldColumns(field: string | undefined): readonly string[] {
  return field === undefined ? [] : [field, `${field}.value`, `${field}.id`, `${field}.label`]
}

/** What a custom field holds, options as their labels where their definition is in the import; empty when it holds nothing. */
export function choicesOf({ fields }: SourceRecord, key: string, { options }: Source): readonly string[] {
  const label = fieldOf(fields, `${key}.label`)
  const given = label ?? fieldOf(fields, key) ?? fieldOf(fields, `${key}.value`) ?? ''
  const whole = labelOf(key, given, options)
  if (whole !== undefined) return [whole]
  const ids = typeof given === 'string' ? given.split(/[;,]/).map(part => part.trim()) : [String(given)]
  return ids.flatMap(id => (id === '' ? [] : (labelOf(key, id, options) ?? id)))
}

function labelOf(key: string, id: Scalar, options: ReadonlyMap<string, string>): string | undefined {
  return options.get(optionKey(key, String(id)))
}

function optionKey(field: string, id: string): string {
  return JSON.stringify([field.toLowerCase(), id.trim()])
}

/** The record into which each was merged: persons, organizations and deals are merged into others of their kind, and may circle in bad data. */
function mastersOf(records: readonly SourceRecord<PipedriveKind>[]): ReadonlyMap<string, string> {
  const links = records.flatMap(record => {
    const into = namedIn(record, 'merge_what_id', record.object)
    return into === undefined || into === record.id ? [] : [[record.id, into] as const]
  })
  return new Map([...endsOf(new Map(links))].filter(([id, master]) => id !== master))
}

/** Version 1 calls a record active, version 2 deleted; a deal can also say so in its status. */
function isDeleted(record: SourceRecord): boolean {
  // A user who is no longer active left us.
  if (record.object === 'user') return false
  const isGone = isMarkedDeleted(record) || flagOf(record, 'deleted') === true || flagOf(record, 'active_flag') === false
  return isGone || textOf(record, 'status')?.trim().toLowerCase() === 'deleted'
}

/** The primary address of each person, or else the first in the order of text. */
function mailsIn(rows: readonly PipedriveRow[]): ReadonlyMap<string, string> {
  const found = rows.flatMap(({ fields }) => {
    const [owner, value] = [fieldOf(fields, 'ownerId'), fieldOf(fields, 'value')]
    const isPrimary = String(fieldOf(fields, 'primary')) === 'true' || fieldOf(fields, 'primary') === 1
    return owner === undefined || value === undefined ? [] : [{ id: idOf('person', String(owner)), value: String(value), isPrimary }]
  })
  // The last of one key counts, so that the best comes last.
  const worstFirst = sortedByText(found, ({ value, isPrimary }) => `${isPrimary ? 0 : 1} ${value}`).reverse()
  return new Map(worstFirst.map(({ id, value }) => [id, value]))
}

function attendeesIn(rows: readonly PipedriveRow[], masters: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = rows.flatMap(({ fields }) => {
    const person = referenceOf({ fields }, 'person_id', 'person', { masters })
    const owner = fieldOf(fields, 'ownerId')
    return person === undefined || owner === undefined ? [] : [{ activity: idOf('activity', String(owner)), person }]
  })
  return new Map([...groupedBy(found, ({ activity }) => activity)].map(([id, own]) => [id, new Set(own.map(({ person }) => person))]))
}

function optionsIn(rows: readonly PipedriveRow[]): ReadonlyMap<string, string> {
  const found = rows.flatMap(({ id, fields }) => {
    const [field, label] = [fieldOf(fields, 'ownerId'), fieldOf(fields, 'label')]
    return field === undefined || id === undefined || label === undefined
      ? []
      : [{ key: optionKey(String(field), id), label: String(label) }]
  })
  return new Map(sortedByText(found, ({ label }) => label).map(({ key, label }) => [key, label]))
}
