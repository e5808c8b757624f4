import { type Fields, fieldOf, idIn, type RecordParts, type Scalar } from '../fields.js'
import { type Place, type Row, WEB_LIST } from '../payloadFormat.js'
import type { PipedriveKind, PipedriveObject } from './objects.js'

/** A record of Pipedrive as it came. */
export type PipedriveRow = Row<PipedriveKind>

/** The row that a record makes, or what kind of record it is when that kind is not imported. */
export function rowFrom({ fields: given, lists }: RecordParts, place: Place<PipedriveKind>): PipedriveRow | string {
  const fields = withCustomFields(given)
  const { parent, name } = place
  if (parent !== undefined) return partRow(fields, parent, name)
  if (fieldOf(fields, 'success') !== undefined && fieldOf(fields, 'error') !== undefined) return 'error'
  if ([...fields.keys()].some(key => WEB_LABEL.test(key))) return WEB_LIST
  const kind = kindIn(fields, lists, place)
  if (typeof kind !== 'object') return kind
  const id = idIn(fields, kind.object === 'field' ? 'key' : 'id') ?? idIn(fields, 'field_code')
  return { object: kind.object, ...(id !== undefined && { id: id.replace(/\.0$/, '') }), fields }
}

/** Columns of lists that the web page exports: `Person - Name`. */
const WEB_LABEL = /^(?:person|organization|deal|activity) - /

/** What stands in a list in an object is of that object. */
function partRow(fields: Fields, parent: PipedriveRow, name = ''): PipedriveRow | string {
  const kind = LISTS.get(name)
  if (kind === undefined || parent.id === undefined) return name
  const own: (readonly [string, Scalar])[] = [
    ['owner', parent.object],
    ['ownerid', parent.id],
  ]
  const id = fieldOf(fields, 'id')
  return { object: kind, ...(id !== undefined && { id: String(id) }), fields: new Map([...fields, ...own]) }
}

const LISTS: ReadonlyMap<string, PipedriveKind> = new Map([
  ['email', 'email'],
  ['emails', 'email'],
  ['participants', 'attendee'],
  ['attendees', 'attendee'],
  ['options', 'option'],
])

/** Custom fields under their keys, wherever they stand. */
function withCustomFields(fields: Fields): Fields {
  const custom = [...fields].flatMap(([name, value]): [string, Scalar | null][] => {
    const key = name.replace(/^custom_?fields\./, '')
    return key === name || fields.has(key) ? [] : [[key, value]]
  })
  return custom.length === 0 ? fields : new Map([...fields, ...custom])
}

/** What a record is: what its table says, or what its fields say. */
function kindIn(
  fields: Fields,
  lists: RecordParts['lists'],
  { object, name }: Place<PipedriveKind>,
): { readonly object: PipedriveKind } | string {
  if (object !== undefined) return { object }
  if (name !== undefined && OTHER_TABLES.test(name)) return name
  const names = new Set([...fields.keys(), ...lists.map(([list]) => list.toLowerCase())])
  const found = TELLING.find(([, telling]) => telling.some(all => all.every(field => names.has(field))))?.[0]
  return found === undefined ? (name ?? 'unknown') : { object: found }
}

/** Tables of objects that are not imported and have fields as those have that are: a lead has a title and an owner. */
const OTHER_TABLES =
  /^(?:leads?|products?|stages?|pipelines?|filters?|files?|webhooks?|currencies|mail_?(?:messages|threads)|activity_?types|goals?|projects?|tasks?|call_?logs|teams?|roles?|subscriptions?)$/i

/** Fields that only one kind of object has, in the order in which they are looked for; any of the groups will do. */
const TELLING: readonly (readonly [object: PipedriveObject | 'field', groups: readonly (readonly string[])[]])[] = [
  ['field', [['key', 'field_type'], ['field_code']]],
  ['organizationRelationship', [['rel_owner_org_id'], ['rel_owner_org_id.value'], ['rel_owner_org_id.id']]],
  ['participant', [['related_item_type']]],
  [
    'activity',
    [
      ['subject', 'done'],
      ['subject', 'due_date'],
    ],
  ],
  [
    'deal',
    [
      ['title', 'stage_id'],
      ['title', 'status'],
    ],
  ],
  ['note', [['content']]],
  [
    'user',
    [
      ['name', 'email', 'is_you'],
      ['name', 'email', 'last_login'],
    ],
  ],
  [
    'person',
    [
      ['name', 'org_id'],
      ['name', 'org_id.value'],
      ['emails'],
      ['email', 'name'],
      ['primary_email'],
      ['marketing_status'],
      ['name', 'first_name'],
    ],
  ],
  [
    'organization',
    [
      ['name', 'owner_id'],
      ['name', 'owner_id.id'],
      ['name', 'people_count'],
      ['name', 'address'],
      ['name', 'add_time'],
    ],
  ],
]
