import type { GroupLinks } from '../groupLinks.js'
import { isIterable, isObject, ownValue } from '../values.js'
import { shortId } from './ids.js'
import { objectNamed } from './objects.js'
import { lastPartOf } from './row.js'

/**
 * By which ids a record hangs together with others, so that an import of records that are not linked to it says nothing of it.
 *
 * Users and the roles of buying committees link nothing: everybody has the same.
 */
export function linksOf(record: object, table: string): GroupLinks {
  const ids = new Set<string>()
  collect(record, ids, 0)
  const type = typeIn(record) ?? table
  const object = objectNamed(type)
  return { ids: [...ids], isForAll: object === 'BuyingCommitteeRole' || object === 'User' }
}

/** The fields that name records of the kinds that are imported, in lower case and without underscores. */
const FIELDS = new Set(
  [
    ...['id', 'accountid', 'contactid', 'opportunityid', 'parentid', 'reportstoid', 'individualid', 'masterrecordid', 'whoid', 'whatid'],
    ...['eventid', 'taskid', 'relationid', 'personcontactid', 'personindividualid', 'buyingcommitteeid', 'buyingcommitteememberid'],
    ...['referencememberid', 'recordids', 'accountcontactrelationid', 'opportunitycontactroleid', 'accountplanid'],
    ...['accountplanobjectiveid', 'stakeholderrefnrecordid', 'externalstakeholderid'],
  ].flatMap(name => [name, name.replace(/id$/, '.id')]),
)

/** Users and groups: of us. */
const OURS = /^(?:005|00G)/

const DEPTH = 8

function collect(value: object, ids: Set<string>, depth: number): void {
  if (depth > DEPTH) return
  if (isIterable(value)) {
    for (const item of value) if (isObject(item)) collect(item, ids, depth + 1)
    return
  }
  for (const key of Object.keys(value)) {
    const held = ownValue(value, key)
    if (isObject(held) && !isTexts(held)) collect(held, ids, depth + 1)
    else if (isLink(key)) for (const given of isTexts(held) ? held : [held]) add(given, ids)
  }
  addAddress(value, ids)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string')
}

/** Custom lookups may name a contact too, such as the one that says who drove something. */
function isLink(key: string): boolean {
  // Numbered columns of sub-queries have the name of the field at their end, and reports have spaces in their labels.
  const name = key
    .trim()
    .toLowerCase()
    .replace(/^.+\.\d+\./, '')
  return FIELDS.has(name.replace(/[_ ]/g, '')) || name.endsWith('__c') || name.endsWith('_c')
}

/** A record without an id has one in its address, or the name by which a tree refers to it. */
function addAddress(record: object, ids: Set<string>): void {
  const attributes = ownValue(record, 'attributes')
  if (!isObject(attributes)) return
  const reference = ownValue(attributes, 'referenceId')
  add(lastPartOf(ownValue(attributes, 'url'), 1), ids)
  if (typeof reference === 'string') ids.add(`@${reference}`)
}

function add(given: unknown, ids: Set<string>): void {
  if (typeof given !== 'string') return
  const id = given.startsWith('@') ? given : shortId(given)
  if (id !== undefined && !OURS.test(id)) ids.add(id)
}

function typeIn(record: object): string | undefined {
  const attributes = ownValue(record, 'attributes')
  const type = isObject(attributes) ? ownValue(attributes, 'type') : undefined
  return typeof type === 'string' ? type : undefined
}
