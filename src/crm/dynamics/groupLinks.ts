import { type GroupLinks, groupLinksOf } from '../groupLinks.js'
import { DYNAMICS_FORMAT } from './format.js'
import { rawLookup } from './lookups.js'
import { recordIdOf } from './mirrored.js'
import type { DynamicsOptions } from './options.js'

/** By which ids a row hangs together with others. Users and teams link nothing: everybody has the same. */
export function linksOf(record: object, table: string, { fields = {} }: DynamicsOptions): GroupLinks {
  const lookups = [...LOOKUPS, ...(fields.reportsTo === undefined ? [] : [fields.reportsTo])]
  return groupLinksOf(record, table, {
    format: DYNAMICS_FORMAT,
    forAll: ['connectionrole', 'transactioncurrency'],
    idsOf: row => [row.id, recordIdOf(row), ...lookups.map(column => rawLookup(row, column)?.id)],
  })
}

/** The lookups of rows that are imported. */
const LOOKUPS = [
  ...['parentaccountid', 'parentcustomerid', 'customerid', 'accountid', 'parentcontactid', 'masterid'],
  ...['record1id', 'record2id', 'regardingobjectid', 'activityid', 'partyid'],
]
