import { type Fields, fieldOf, type RecordParts, type Scalar } from '../fields.js'
import type { Place, Row } from '../payloadFormat.js'
import { givenId } from './ids.js'
import { type HubSpotKind, objectNamed, type Pair, pairNamed } from './objects.js'
import { definedType, typeIdOf } from './typeIds.js'

/** Whether a record associates two others, rather than being an object. */
export function isAssociation(fields: Fields, lists: RecordParts['lists'], { name = '', object, parent }: Place<HubSpotKind>): boolean {
  if (object === 'association' || parent?.object === 'association' || WITHIN.test(name)) return true
  return ['toobjectid', 'from.id', 'fromobjectid'].some(field => fields.has(field)) || lists.some(([list]) => list === 'to')
}

/**
 * The row of an association in any of the forms in which HubSpot tells it: between `from` and `to`, of which `to` may be a list; within one
 * of the two objects; or with a column for each.
 *
 * Its fields are `fromKind`, `fromId`, `toKind`, `toId`, `category`, `typeId` and `label`, as far as it tells them. Where a list in it tells
 * the rest, it holds what is around that list.
 */
export function associationRow(fields: Fields, lists: RecordParts['lists'], place: Place<HubSpotKind>): Row<HubSpotKind> {
  const { parent } = place
  const around = parent === undefined ? undefined : parent.object === 'association' ? parent.fields : ownerFields(parent)
  const type = textIn(fields, 'type')
  const category = textIn(fields, 'category') ?? textIn(fields, 'associationCategory')
  const typeId = textIn(fields, 'typeId') ?? textIn(fields, 'associationTypeId') ?? typeIdOf(type)
  const pair = pairOf(fields, around, place) ?? (typeId === undefined ? undefined : definedType(typeId, category))
  const named: readonly (readonly [name: string, value: string | undefined])[] = [
    ['fromkind', pair?.from],
    ['tokind', pair?.to],
    ['fromid', textIn(around, 'fromId') ?? textIn(fields, 'from.id') ?? textIn(fields, 'fromObjectId') ?? columnOf(fields, pair?.from)],
    ['toid', toIdIn(fields, around) ?? (pair?.from === pair?.to ? undefined : columnOf(fields, pair?.to))],
    ['category', category],
    ['typeid', typeId],
    ['label', textIn(fields, 'label') ?? textIn(fields, 'labels')],
  ]
  const own = named.flatMap(([name, value]): [string, Scalar][] => (value === undefined ? [] : [[name, value]]))
  return { object: 'association', fields: new Map(own), ...(lists.length > 0 && { lists }) }
}

const WITHIN = /^associations\./i

/** What the object in which an association stands says of it. */
function ownerFields({ object, id = '' }: Row<HubSpotKind>): Fields {
  const kind = objectNamed(object)
  const given = kind === undefined ? undefined : givenId(kind, id)
  return new Map([['fromkind', object], ...(given === undefined ? [] : [['fromid', given] as const])])
}

/** The kinds of the two: as the names of both ends tell them, or the type, or the list in which the association stands, or what is around. */
function pairOf(fields: Fields, around: Fields | undefined, { name = '' }: Place<HubSpotKind>): Pair | undefined {
  const said = pairFrom(
    textIn(fields, 'fromObjectTypeId') ?? textIn(fields, 'fromObjectType'),
    textIn(fields, 'toObjectTypeId') ?? textIn(fields, 'toObjectType'),
  )
  const within = WITHIN.test(name) ? pairFrom(textIn(around, 'fromKind'), name.replace(WITHIN, '')) : undefined
  return (
    said ??
    within ??
    pairNamed(textIn(fields, 'type') ?? '') ??
    pairNamed(name) ??
    pairFrom(textIn(around, 'fromKind'), textIn(around, 'toKind'))
  )
}

function pairFrom(fromName: string | undefined, toName: string | undefined): Pair | undefined {
  const from = objectNamed(fromName ?? '')
  const to = objectNamed(toName ?? '')
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** What stands in a list has its own id where the other end is told around it. */
function toIdIn(fields: Fields, around: Fields | undefined): string | undefined {
  const own = textIn(fields, 'toObjectId') ?? textIn(fields, 'to.id')
  return own ?? textIn(around, 'toId') ?? (around === undefined ? undefined : textIn(fields, 'id'))
}

/** The id in a table that has a column for each end: `deal_id` and `contact_id`. */
function columnOf(fields: Fields, object: string | undefined): string | undefined {
  return object === undefined ? undefined : textIn(fields, `${object}_id`)
}

function textIn(fields: Fields | undefined, name: string): string | undefined {
  const value = fields === undefined ? undefined : fieldOf(fields, name)
  return value === undefined ? undefined : String(value)
}
