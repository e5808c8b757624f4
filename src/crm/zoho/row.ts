import { type Fields, fieldOf, idIn, type RecordParts, type Scalar } from '../fields.js'
import type { Place, Row } from '../payloadFormat.js'
import type { ZohoKind, ZohoObject } from './objects.js'

/** A record of Zoho CRM as it came. */
export type ZohoRow = Row<ZohoKind>

/** In this field a deal says that all its contact roles came with it. */
export const ALL_ROLES = 'contact_roles'

/** The row that a record makes, or what kind of record it is when that kind is not imported. */
export function rowFrom({ fields: given, lists }: RecordParts, place: Place<ZohoKind>): ZohoRow | string {
  const fields = given.has('record id') ? withoutLabels(given) : given
  const { parent, name = '' } = place
  if (parent !== undefined && /^participants$/i.test(name)) return participantOf(fields, parent)
  const object = place.object ?? kindIn(fields, place)
  if (object === undefined) return name === '' ? 'unknown' : name
  if (object === 'contactRole') return contactRole(fields, parent)
  const id = idIn(fields, 'id')
  const isWhole = object === 'deal' && lists.some(([list]) => list.toLowerCase() === ALL_ROLES)
  return { object, ...(id !== undefined && { id: plainId(id) }), fields: isWhole ? new Map([...fields, [ALL_ROLES, 'all']]) : fields }
}

/** Files of the web page have labels, `Record Id` and `Account Name.id`, where the API has names. Who owns a record is its `Account Owner.id`. */
function withoutLabels(fields: Fields): Fields {
  return new Map([...fields].map(([label, value]) => [nameOf(label), value]))
}

function nameOf(label: string): string {
  if (label === 'record id') return 'id'
  return label
    .replace(/^[a-z]+ owner$/, 'owner.name')
    .replace(/^[a-z]+ owner\.id$/, 'owner.id')
    .replaceAll(' ', '_')
}

/** An id as the API writes it. */
export function plainId(given: Scalar): string {
  return String(given)
    .trim()
    .replace(/^zcrm_/, '')
}

function participantOf(fields: Fields, { object, id }: ZohoRow): ZohoRow | string {
  return object === 'event' && id !== undefined ? { object: 'participant', fields: new Map([...fields, ['event', id]]) } : 'participants'
}

/**
 * The part of a contact in a deal. It comes as the contact, with the role, and names no deal: that is the one in which it stands, or the one that
 * the caller adds. What else it says is of the contact, and no more than their own record says.
 */
function contactRole(fields: Fields, parent: ZohoRow | undefined): ZohoRow {
  const of = (names: readonly string[]): Scalar | undefined => names.map(name => fieldOf(fields, name)).find(each => each !== undefined)
  const deal = parent?.object === 'deal' ? parent.id : of(['Deal', 'Deal.id', 'Deal_Id', 'Deal_Name.id', 'Potential.id'])
  const contact = of(['Contact', 'Contact.id', 'Contact_Id', 'Contact_Name.id', 'id'])
  const role = of(['Contact_Role.name', 'Contact_Role'])
  const isNamed = deal !== undefined && contact !== undefined
  return {
    object: 'contactRole',
    ...(isNamed && { id: `${plainId(deal)}-${plainId(contact)}` }),
    fields: new Map<string, Scalar | null>([
      ['deal', deal ?? null],
      ['contact', contact ?? null],
      ['contact_role', role ?? null],
    ]),
  }
}

/** What the fields of a record say that it is. */
function kindIn(fields: Fields, { name }: Place<ZohoKind>): ZohoObject | undefined {
  if (name !== undefined && OTHER_MODULES.test(name)) return undefined
  if (NOT_IMPORTED.some(field => fields.has(field))) return undefined
  return TELLING.find(([, telling]) => telling.some(field => fields.has(field)))?.[0]
}

/** Modules that are not imported and have fields as those have that are. */
const OTHER_MODULES =
  /^(?:leads?|products?|vendors?|quotes?|invoices?|(?:sales|purchase)_?orders?|campaigns?|cases?|solutions?|price_?books?)$/i

/** Fields of leads, products, cases and quotes. */
const NOT_IMPORTED = ['company', 'lead_status', 'product_name', 'case_number', 'quote_stage', 'vendor_name', 'campaign_name']

/** Fields that only one kind of record has, in the order in which they are looked for. */
const TELLING: readonly (readonly [object: ZohoObject, fields: readonly string[]])[] = [
  ['contactRole', ['contact_role', 'contact_role.name', 'contact_role.id']],
  ['deal', ['deal_name']],
  ['event', ['event_title', 'start_datetime']],
  ['call', ['call_start_time', 'call_type']],
  ['note', ['note_content', 'note_title']],
  ['task', ['due_date', 'closed_time']],
  ['user', ['zuid']],
  ['contact', ['last_name', 'full_name', 'reporting_to', 'reporting_to.id']],
  ['account', ['account_name']],
]
