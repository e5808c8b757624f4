import { fieldOf } from '../fields.js'
import { type GroupLinks, groupLinksOf } from '../groupLinks.js'
import { ZOHO_FORMAT } from './format.js'
import { plainId } from './row.js'

/** By which ids a record hangs together with others. They are unique across modules. Users link nothing: everybody has the same. */
export function linksOf(record: object, table: string): GroupLinks {
  return groupLinksOf(record, table, {
    format: ZOHO_FORMAT,
    forAll: ['user'],
    idsOf: ({ object, id, fields }) => [
      ...(id === undefined || object === 'contactRole' ? [] : [plainId(id)]),
      ...REFERENCES.flatMap(
        field => fieldOf(fields, `${field}.id`) ?? (object === 'account' && field === 'Account_Name' ? [] : (fieldOf(fields, field) ?? [])),
      ).map(plainId),
    ],
  })
}

/** The fields that name others. */
const REFERENCES = [
  ...['Account_Name', 'Parent_Account', 'Reporting_To', 'Contact_Name', 'Who_Id', 'What_Id', 'Parent_Id'],
  ...['Deal', 'Contact', 'participant', 'event'],
]
