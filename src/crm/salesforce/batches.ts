import { groupedBy } from '../../support/grouping.js'
import type { ImportIssue } from '../result.js'
import { isTreeReference, longId, shortId } from './ids.js'
import { objectOfId, type SalesforceObject } from './objects.js'

/**
 * A record to be written, as the REST API and jsforce take it. Its `attributes` name its `type`, and a `referenceId` where other records
 * refer to it by one; they are not declared, because jsforce declares those of records that were read.
 */
export interface SalesforceUpsert {
  readonly [field: string]: unknown
}

/** Records of one object that are written in one way. A batch is also a page that `fromSalesforce` reads. */
export interface SalesforceBatch {
  /** The API name of the object, such as `OpportunityContactRole`. */
  readonly object: string
  /**
   * The field by which they are found: `Id`, or an external-id field; absent for records that are new. It is what `upsert` of a client is
   * given.
   */
  readonly externalId?: string
  /** Not a readonly list, because clients take none. */
  readonly records: SalesforceUpsert[]
}

/** What to write. Nothing is written by this library. */
export interface SalesforceWrite {
  /** In the order in which they must be written. */
  readonly batches: readonly SalesforceBatch[]
  /** What has no place in Salesforce, each once, in order. */
  readonly issues: readonly ImportIssue[]
}

/** A record with the field by which it is found; without one it is new. */
export interface Upsert {
  readonly externalId?: string
  readonly record: ObjectRecord
}

/** A record that says of which object it is. */
export interface ObjectRecord extends SalesforceUpsert {
  readonly attributes: { readonly type: string; readonly referenceId?: string }
}

/** Records in batches by object and by the field by which they are found, in the order of their first. */
export function batchesOf(upserts: readonly Upsert[]): SalesforceBatch[] {
  const groups = groupedBy(upserts, ({ externalId = '', record }) => JSON.stringify([record.attributes.type, externalId]))
  return [...groups.values()].flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const { externalId } = first
    const object = first.record.attributes.type
    return [{ object, ...(externalId !== undefined && { externalId }), records: group.map(({ record }) => record) }]
  })
}

/** The id as Salesforce has it, if it is that of such a record; names of trees stay as they are. */
export function salesforceId(id: string, object: SalesforceObject): string | undefined {
  if (isTreeReference(id)) return id
  const short = shortId(id)
  return short !== undefined && objectOfId(short) === object ? (id.trim().length === 18 ? id.trim() : longId(short)) : undefined
}
