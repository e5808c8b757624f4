import { type Fields, fieldOf, idIn, type RecordParts, type Scalar } from '../fields.js'
import { type Place, type Row, WEB_LIST } from '../payloadFormat.js'
import { isEndless, isObject, ownValue } from '../values.js'
import { type AttioKind, type AttioObject, kindNamed } from './objects.js'

/** A record of Attio as it came. */
export type AttioRow = Row<AttioKind>

/** The row that a record makes, or what kind of record it is when that kind is not imported. */
export function rowFrom(
  { fields: given, lists }: RecordParts,
  { object, name }: Place<AttioKind>,
): AttioRow | readonly AttioRow[] | string {
  if (fieldOf(given, 'event_type') !== undefined) return eventRows(given)
  // What happened is in the list of the message.
  if (fieldOf(given, 'webhook_id') !== undefined) return []
  if (given.has('record id')) return WEB_LIST
  const fields = withAssignees(withLinks(withValues(given, lists), lists), lists)
  const kind = object ?? kindIn(fields, name)
  if (kind === undefined) return name ?? 'unknown'
  const id = IDS.map(field => idIn(fields, field)).find(each => each !== undefined)
  return { object: kind, ...(id !== undefined && { id: id.trim() }), fields, lists }
}

const IDS = ['id.record_id', 'id.meeting_id', 'id.note_id', 'id.task_id', 'id.workspace_member_id', 'record_id', 'id']

/** The ids in a field that names records. */
export function idsIn(given: Scalar | undefined): readonly string[] {
  return String(given ?? '')
    .split(';')
    .flatMap(id => (id.trim() === '' ? [] : id.trim()))
}

/** The objects in a list; those of a list without end are none. */
export function objectsIn(list: object | undefined): readonly object[] {
  return Array.isArray(list) && !isEndless(list) ? list.filter(isObject) : []
}

/** A field of an object in a list, as far as it is one. */
export function partOf(item: object, ...path: readonly string[]): Scalar | undefined {
  let value: unknown = item
  for (const name of path) value = isObject(value) ? ownValue(value, name) : undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/** Webhooks tell that something changed; only of what was deleted or merged they tell all. */
function eventRows(fields: Fields): readonly AttioRow[] {
  const type = String(fieldOf(fields, 'event_type'))
  const id = ['id.record_id', 'id.meeting_id', 'id.note_id', 'id.task_id']
    .map(field => idIn(fields, field))
    .find(each => each !== undefined)
  return /^(?:record|meeting|note|task)\.(?:deleted|merged)$/.test(type) && id !== undefined ? [{ object: 'event', id, fields }] : []
}

/** Attributes come as lists of their values, each with the time from which it holds; only those count that still do. */
function withValues(fields: Fields, lists: RecordParts['lists']): Fields {
  const found = lists.flatMap(([slug, list]): [string, Scalar][] => {
    const name = slug.toLowerCase()
    const values = objectsIn(list).filter(
      item => partOf(item, 'attribute_type') !== undefined && partOf(item, 'active_until') === undefined,
    )
    const [first] = values
    const held = values.flatMap(item => HOLDING.map(path => partOf(item, ...path)).find(each => each !== undefined) ?? [])
    if (first === undefined || held.length === 0) return []
    const beside = BESIDE.flatMap((part): [string, Scalar][] => {
      const value = partOf(first, part)
      return value === undefined ? [] : [[`${name}.${part}`, value]]
    })
    const [only = ''] = held
    return [[name, held.length === 1 ? only : [...new Set(held.map(String))].sort().join(';')], ...beside]
  })
  return new Map([
    ...fields,
    ...lists.filter(([, list]) => objectsIn(list).length === 0).map(([slug]) => [slug.toLowerCase(), null] as const),
    ...found,
  ])
}

/** Where a value holds what it says, by its type. */
const HOLDING: readonly (readonly string[])[] = [
  ['value'],
  ['currency_value'],
  ['option', 'title'],
  ['status', 'title'],
  ['target_record_id'],
  ['email_address'],
  ['full_name'],
  ['domain'],
  ['referenced_actor_id'],
  ['interacted_at'],
]

/** What a value says beside that. */
const BESIDE = ['first_name', 'last_name', 'currency_code', 'active_from']

/** What a meeting, a note or a task is about, by its kind. */
function withLinks(fields: Fields, lists: RecordParts['lists']): Fields {
  const linked = objectsIn(lists.find(([name]) => name.toLowerCase() === 'linked_records')?.[1])
  const links = linked.map(item => {
    const object = ['object_slug', 'target_object', 'target_object_id'].map(name => partOf(item, name)).find(each => each !== undefined)
    return [object, partOf(item, 'record_id') ?? partOf(item, 'target_record_id')] as const
  })
  const all = [...links, [fieldOf(fields, 'parent_object'), fieldOf(fields, 'parent_record_id')] as const]
  const of = (kind: AttioKind): string =>
    [...new Set(all.flatMap(([object, id]) => (id !== undefined && kindNamed(String(object)) === kind ? String(id) : [])))].sort().join(';')
  const found = (['person', 'company', 'deal'] as const).flatMap((kind): [string, string][] =>
    of(kind) === '' ? [] : [[LINKS[kind], of(kind)]],
  )
  return found.length === 0 ? fields : new Map([...fields, ...found])
}

/** The members of the workspace to whom a task is assigned. */
function withAssignees(fields: Fields, lists: RecordParts['lists']): Fields {
  const assigned = objectsIn(lists.find(([name]) => name.toLowerCase() === 'assignees')?.[1])
  const members = assigned.flatMap(item =>
    partOf(item, 'referenced_actor_type') === 'workspace-member' ? (partOf(item, 'referenced_actor_id') ?? []) : [],
  )
  return members.length === 0 ? fields : new Map([...fields, ['assignees', [...new Set(members.map(String))].join(';')]])
}

const LINKS = { person: 'people', company: 'companies', deal: 'deals' } as const

/** What the attributes of a record say that it is. */
function kindIn(fields: Fields, name: string | undefined): AttioObject | undefined {
  if (name !== undefined && OTHER_OBJECTS.test(name)) return undefined
  return TELLING.find(([, telling]) => telling.some(field => fields.has(field)))?.[0]
}

/** Objects that are not imported and have attributes as those have that are. */
const OTHER_OBJECTS = /^(?:users?|workspaces?|lists?|entries|comments?|threads?|attributes?|objects?)$/i

/** Attributes that only one kind of record has, in the order in which they are looked for. */
const TELLING: readonly (readonly [object: AttioObject, fields: readonly string[]])[] = [
  ['meeting', ['id.meeting_id']],
  ['note', ['id.note_id']],
  ['task', ['id.task_id']],
  ['member', ['id.workspace_member_id']],
  ['deal', ['associated_company', 'associated_people', 'stage']],
  ['person', ['email_addresses', 'job_title', 'name.first_name', 'name.last_name', 'associated_users']],
  ['company', ['domains', 'team', 'categories', 'associated_workspaces']],
]
