import { foldedText } from '../../support/text.js'
import { fieldOf } from '../fields.js'
import { type GroupLinks, groupLinksOf } from '../groupLinks.js'
import type { Row } from '../payloadFormat.js'
import { DYNAMICS_FORMAT } from './format.js'
import { isGuid } from './ids.js'
import { rawLookup } from './lookups.js'
import { recordIdOf } from './mirrored.js'
import { NAMED_LOOKUPS } from './namedLookups.js'
import type { DynamicsOptions } from './options.js'
import type { DynamicsTable } from './tables.js'

/** By which ids a row hangs together with others. Users and teams link nothing: everybody has the same. */
export function linksOf(record: object, table: string, { fields = {} }: DynamicsOptions): GroupLinks {
  const lookups = [...LOOKUPS, ...(fields.reportsTo === undefined ? [] : [fields.reportsTo])]
  return groupLinksOf(record, table, {
    format: DYNAMICS_FORMAT,
    forAll: ['connectionrole', 'transactioncurrency', 'systemuser'],
    idsOf: row => [row.id, recordIdOf(row), ...lookups.map(column => rawLookup(row, column)?.id), ...namesIn(row)],
  })
}

/** What rows are called that files for people name instead of giving their id, and the names in lookups. */
function namesIn({ object, fields }: Row<DynamicsTable>): readonly string[] {
  const own = object === 'account' ? ['name'] : object === 'contact' ? ['fullname'] : []
  const given = [...own, ...NAMED_LOOKUPS].flatMap(column => fieldOf(fields, column) ?? []).map(String)
  return given.flatMap(name => (isGuid(name) ? [] : [`name:${foldedText(name)}`]))
}

/** The lookups of rows that are imported. */
const LOOKUPS = [
  ...['parentaccountid', 'parentcustomerid', 'customerid', 'accountid', 'parentcontactid', 'masterid'],
  ...['record1id', 'record2id', 'regardingobjectid', 'activityid', 'partyid'],
]
