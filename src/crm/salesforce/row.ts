import { type Fields, fieldOf, idIn, type RecordParts } from '../fields.js'
import type { Place, Row } from '../payloadFormat.js'
import { shortId } from './ids.js'
import { fieldOfParent, objectNamed, objectOfId, type SalesforceObject } from './objects.js'

/** A record of Salesforce as it came. */
export type SalesforceRow = Row<SalesforceObject>

/** The row that a record makes, or what kind of record it is when that kind is not imported. */
export function rowFrom({ fields }: RecordParts, place: Place<SalesforceObject>): SalesforceRow | string {
  const id = idOf(fields)
  const object = objectIn(fields, id, place)
  const known = objectNamed(object)
  return known === undefined ? object : { object: known, ...(id !== undefined && { id }), fields: withParent(fields, known, place.parent) }
}

/** The last part of an address, or one further from its end. */
export function lastPartOf(url: unknown, fromEnd: number): string | undefined {
  return typeof url === 'string' ? url.split('/').at(-fromEnd) : undefined
}

/** The id of a record: its own, the one in its address, or the name under which a tree of records refers to it. */
function idOf(fields: Fields): string | undefined {
  const reference = fieldOf(fields, 'attributes.referenceId')
  const id = idIn(fields, 'Id') ?? lastPartOf(fieldOf(fields, 'attributes.url'), 1)
  if (id !== undefined) return String(id)
  return reference === undefined ? undefined : `@${reference}`
}

/** What a record is: what it says itself, then what its place says, then what its id says. */
function objectIn(fields: Fields, id = '', { object, name }: Place<SalesforceObject>): string {
  const type = fieldOf(fields, 'attributes.type')
  // A record behind a polymorphic field only says that it has a name; its address says what it is.
  const said = type === 'Name' ? lastPartOf(fieldOf(fields, 'attributes.url'), 2) : type
  return said === undefined ? (object ?? objectOfId(id) ?? name ?? shortId(id)?.slice(0, 3) ?? 'unknown') : String(said)
}

/** The fields of a record of a sub-query, which need not repeat the id of the record around it. */
function withParent(fields: Fields, object: SalesforceObject, parent: SalesforceRow | undefined): Fields {
  const field = parent === undefined ? undefined : fieldOfParent(parent.object, object)
  if (field === undefined || parent?.id === undefined || fieldOf(fields, field) !== undefined) return fields
  return new Map([...fields, [field.toLowerCase(), parent.id]])
}
