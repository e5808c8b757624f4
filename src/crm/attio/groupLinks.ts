import { fieldOf } from '../fields.js'
import { type GroupLinks, groupLinksOf } from '../groupLinks.js'
import { ATTIO_FORMAT } from './format.js'
import type { AttioOptions } from './options.js'
import { idOf } from './records.js'
import { idsIn, objectsIn, partOf } from './row.js'

/** By which ids and mail addresses a record hangs together with others. Members of the workspace link nothing: everybody has the same. */
export function linksOf(record: object, table: string, { fields = {} }: AttioOptions): GroupLinks {
  const custom = [fields.reportsTo, fields.parent].flatMap(field => field ?? [])
  return groupLinksOf(record, table, {
    format: ATTIO_FORMAT,
    forAll: ['member'],
    idsOf: ({ id, fields: own, lists = [] }) => [
      ...(id === undefined ? [] : [idOf(id)]),
      ...[...REFERENCES, ...custom].flatMap(field => idsIn(fieldOf(own, field)).map(idOf)),
      ...idsIn(fieldOf(own, 'email_addresses')).map(mail => `mail:${mail.toLowerCase()}`),
      ...lists
        .flatMap(([, list]) => objectsIn(list).flatMap(item => partOf(item, 'email_address') ?? []))
        .map(mail => `mail:${String(mail).trim().toLowerCase()}`),
    ],
  })
}

/** The fields that name others. */
const REFERENCES = ['company', 'associated_company', 'associated_people', 'people', 'companies', 'deals', 'duplicate_record_id']
