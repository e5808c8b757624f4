import { type Fields, fieldOf, idIn, type RecordParts, type Scalar } from '../fields.js'
import type { Place, Row } from '../payloadFormat.js'
import { associationRow, isAssociation } from './associationRow.js'
import { eventRow } from './events.js'
import { fromFirstApi } from './firstApi.js'
import { idOf } from './ids.js'
import { type HubSpotKind, type HubSpotObject, objectNamed } from './objects.js'

/** A record of HubSpot as it came. */
export type HubSpotRow = Row<HubSpotKind>

/** The row that a record makes, or what kind of record it is when that kind is not imported. */
export function rowFrom(parts: RecordParts, place: Place<HubSpotKind>): HubSpotRow | string {
  const { lists } = parts
  const fields = plainFields(fromFirstApi(parts.fields))
  const list = (place.name ?? '').toLowerCase()
  if (HISTORY.test(list)) return historyRow(fields, list.replace(HISTORY, ''), place)
  const event = fieldOf(fields, 'subscriptionType')
  if (event !== undefined) return eventRow(String(event), fields)
  if (isAssociation(fields, lists, place)) return associationRow(fields, lists, place)
  if (fields.has('typeid') && fields.has('label')) return { object: 'label', ...labelId(fields), fields }
  if (lists.some(([name]) => name === 'stages')) return { object: 'pipeline', ...stageId(fields), fields }
  if (place.object === 'stage' || place.object === 'pipeline') return { object: place.object, ...stageId(fields), fields }
  const name = objectIn(fields, place)
  const object = objectNamed(name)
  return object === undefined ? name : { object, ...ownId(object, fields), fields }
}

const HISTORY = /^properties_?with_?history\./

/**
 * The fields under the names that HubSpot's API gives them: warehouses put `property_` before them, and files for people have spaces in
 * them.
 */
function plainFields(fields: Fields): Fields {
  const plain = new Map(fields)
  for (const [name, value] of fields) {
    const bare = name.replace(/^propert(?:y|ies)_/, '').replace(/ /g, '')
    const known = FILE_COLUMNS.get(bare) ?? bare
    if (known !== name && (plain.get(known) ?? null) === null) plain.set(known, value)
    const joined = known.replaceAll('_', '')
    if (joined !== known && (plain.get(joined) ?? null) === null) plain.set(joined, value)
  }
  return plain
}

/** Columns of files that are not called as the property that they hold. */
const FILE_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['recordid', 'id'],
  ['buyingrole', 'hs_buying_role'],
  ['companyname', 'name'],
  ['currency', 'deal_currency_code'],
  ['unsubscribedfromallemail', 'hs_email_optout'],
])

/** One value that a property had, with the id of the record and the property whose it is. */
function historyRow(fields: Fields, property: string, { parent }: Place<HubSpotKind>): HubSpotRow | string {
  if (parent?.id === undefined) return 'history'
  const own: (readonly [string, Scalar | null])[] = [
    ['owner', parent.id],
    ['property', property],
  ]
  return { object: 'history', fields: new Map([...fields, ...own]) }
}

function ownId(object: HubSpotObject, fields: Fields): { readonly id?: string } {
  const given = [...(object === 'owner' ? ['ownerId'] : []), 'id', 'hs_object_id', 'vid', 'companyId', 'dealId'].flatMap(
    name => idIn(fields, name) ?? [],
  )[0]
  return given === undefined ? {} : { id: idOf(object, given) }
}

function stageId(fields: Fields): { readonly id?: string } {
  const id = fieldOf(fields, 'id') ?? fieldOf(fields, 'stage_id') ?? fieldOf(fields, 'pipeline_id')
  return id === undefined ? {} : { id: String(id) }
}

/** Ids of types mean something else in each category. */
function labelId(fields: Fields): { readonly id?: string } {
  const id = fieldOf(fields, 'typeId')
  return id === undefined ? {} : { id: associationLabelKey(fieldOf(fields, 'category'), id) }
}

/** What a label is found by. */
export function associationLabelKey(category: Scalar | undefined, typeId: Scalar): string {
  return JSON.stringify([String(category ?? 'USER_DEFINED'), String(typeId)])
}

/** What a record is: what it says itself, then what its table says, then what its properties say. */
function objectIn(fields: Fields, { object, name = 'unknown' }: Place<HubSpotKind>): string {
  const said = fieldOf(fields, 'objectTypeId') ?? fieldOf(fields, 'objectType') ?? typeInAddress(fieldOf(fields, 'url'))
  if (said !== undefined) return String(said)
  if (object !== undefined) return object
  if (fieldOf(fields, 'status') === 'error') return 'error'
  return OTHER_TABLES.test(name) ? name : (objectByProperties(fields) ?? name)
}

/** Tables of objects that are not imported and have properties as those have that are: a user has a name and a mail address. */
const OTHER_TABLES =
  /^(?:tickets?|leads?|products?|line_?items?|quotes?|users?|teams?|lists?|forms?|campaigns?|invoices?|orders?|carts?|subscriptions?|payments?|appointments?|courses?|listings?|services?|goals?|schemas|properties|p_\w+|p\d+_\w+)$/i

/** The type in the address of a record: `https://app.hubspot.com/contacts/1/record/0-1/501`. */
function typeInAddress(url: Scalar | undefined): string | undefined {
  return /\/record\/(\d+-\d+)\//.exec(String(url))?.[1]
}

/** Properties that only one kind of object has, in the order in which they are looked for. */
const TELLING: readonly (readonly [pattern: RegExp, object: HubSpotObject])[] = [
  [/^hs_meeting_/, 'meeting'],
  [/^hs_call_/, 'call'],
  [/^hs_email_(?:direction|subject|status|text|html|from_email|to_email)$/, 'email'],
  [/^hs_note_/, 'note'],
  [/^hs_task_/, 'task'],
  [/^hs_communication_/, 'communication'],
  [/^hs_(?:survey_(?:id|type|name|channel)|response_group)$/, 'feedback_submission'],
  [/^(?:dealname|dealstage|dealtype)$/, 'deal'],
  [/^useridincludinginactive$/, 'owner'],
  [/^(?:firstname|lastname|email|jobtitle|hs_buying_role|associatedcompanyid)$/, 'contact'],
  [/^(?:name|domain|hs_parent_company_id)$/, 'company'],
]

function objectByProperties(fields: Fields): HubSpotObject | undefined {
  const names = [...fields.keys()]
  return TELLING.find(([pattern]) => names.some(name => pattern.test(name)))?.[1]
}
