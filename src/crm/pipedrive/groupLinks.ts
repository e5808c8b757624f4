import { fieldOf } from '../fields.js'
import { type GroupLinks, groupLinksOf } from '../groupLinks.js'
import { PIPEDRIVE_FORMAT } from './format.js'
import { kindNamed, type PipedriveObject } from './objects.js'
import type { PipedriveOptions } from './options.js'
import { idOf, namedIn } from './records.js'
import type { PipedriveRow } from './row.js'

/** By which ids a record hangs together with others. Users link nothing: everybody has the same. */
export function linksOf(record: object, table: string, { fields = {}, dealRoles = {} }: PipedriveOptions): GroupLinks {
  const custom = [...Object.keys(dealRoles), ...(fields.reportsTo === undefined ? [] : [fields.reportsTo])]
  const references = [...REFERENCES, ...custom.map(field => [field, 'person'] as const)]
  return groupLinksOf(record, table, {
    format: PIPEDRIVE_FORMAT,
    forAll: ['field', 'option', 'user'],
    idsOf: row => [
      row.id === undefined ? undefined : idOf(row.object, row.id),
      ownerOf(row),
      ...references.map(([field, object]) => namedIn(row, field, object)),
    ],
  })
}

/** The fields that name others. */
const REFERENCES: readonly (readonly [field: string, object: PipedriveObject])[] = [
  ['org_id', 'organization'],
  ['rel_owner_org_id', 'organization'],
  ['rel_linked_org_id', 'organization'],
  ['person_id', 'person'],
  ['person', 'person'],
  ['deal_id', 'deal'],
  ['related_item_id', 'deal'],
]

/** The object in whose list a row stands. */
function ownerOf({ fields }: PipedriveRow): string | undefined {
  const kind = kindNamed(String(fieldOf(fields, 'owner')))
  const id = fieldOf(fields, 'ownerid')
  return kind === undefined || id === undefined ? undefined : idOf(kind, String(id))
}
