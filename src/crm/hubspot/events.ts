import { type Fields, fieldOf, type Scalar } from '../fields.js'
import type { Row } from '../payloadFormat.js'
import { idOf } from './ids.js'
import { type HubSpotKind, objectNamed } from './objects.js'

/**
 * What an event of a webhook says of an object: that a property changed, that it was made, deleted, restored or merged, or that it is no
 * longer to be remembered; or what kind of event it is when it says nothing that is imported.
 *
 * An event is a version of the object that knows only what changed, at the moment when it did.
 */
export function eventRow(event: string, fields: Fields): Row<HubSpotKind> | string {
  const [subject = '', happened = ''] = event.split('.')
  const given = fieldOf(fields, 'objectId') ?? fieldOf(fields, 'primaryObjectId')
  if (event === 'contact.privacyDeletion') {
    return given === undefined ? event : { object: 'privacyDeletion', id: idOf('contact', String(given)), fields }
  }
  if (happened === 'associationChange') return associationRow(event, fields)
  const object = objectNamed(subject === 'object' ? String(fieldOf(fields, 'objectTypeId') ?? '') : subject)
  const said = object === undefined || given === undefined ? undefined : saidBy(happened, fields)
  if (object === undefined || given === undefined || said === undefined) return event
  const at = fieldOf(fields, 'occurredAt') ?? null
  return { object, id: idOf(object, String(given)), fields: new Map([...said, ['updatedat', at]]) }
}

function saidBy(happened: string, fields: Fields): [string, Scalar | null][] | undefined {
  const property = fieldOf(fields, 'propertyName')
  if (happened === 'propertyChange') {
    return property === undefined ? undefined : [[String(property).toLowerCase(), fieldOf(fields, 'propertyValue') ?? null]]
  }
  if (happened === 'merge') return [['hs_merged_object_ids', fieldOf(fields, 'mergedObjectIds') ?? null]]
  return STATES.get(happened)
}

const STATES: ReadonlyMap<string, [string, Scalar | null][]> = new Map([
  ['creation', []],
  ['deletion', [['archived', true]]],
  ['restore', [['archived', false]]],
])

/** `CONTACT_TO_COMPANY` from one object to the other; one that was taken away is none. */
function associationRow(event: string, fields: Fields): Row<HubSpotKind> | string {
  const [from, to] = String(fieldOf(fields, 'associationType') ?? '')
    .split('_TO_')
    .map(objectNamed)
  const [fromId, toId] = [fieldOf(fields, 'fromObjectId'), fieldOf(fields, 'toObjectId')]
  if (from === undefined || to === undefined || fromId === undefined || toId === undefined) return event
  if (fieldOf(fields, 'associationRemoved') === true) return event
  const own: [string, Scalar][] = [
    ['fromkind', from],
    ['tokind', to],
    ['fromid', String(fromId)],
    ['toid', String(toId)],
  ]
  return { object: 'association', fields: new Map(own) }
}
