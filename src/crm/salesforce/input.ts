/**
 * A record as the REST API, a client, a bulk export or a warehouse gives it: an object with the fields of a Salesforce object, names in any
 * spelling. Results of sub-queries may stand in it.
 */
export type SalesforceRecord = object

/** The result of a query, as the REST API and jsforce give it. */
export interface SalesforceQueryResult {
  /** The records of this page, in any order, as the API gave them. */
  readonly records: Iterable<SalesforceRecord>
  /** Whether this is the last page. */
  readonly done?: boolean
  /** How many records all pages hold together. */
  readonly totalSize?: number
  /** Where the next page is; `done` and not this says whether there is one. */
  readonly nextRecordsUrl?: string | null
}

/** Records in any order: a list of them, the result of a query, or the pages of one. */
export type SalesforceRecords = SalesforceQueryResult | Iterable<SalesforceRecord | SalesforceQueryResult>

/**
 * `SalesforceRecords` by the name of their object, in any case, singular or plural: `{ Account: …, contacts: … }`. The names are not
 * written down here, so that any record or interface of the caller's fits.
 */
export type SalesforceTables = object

/** What `fromSalesforce` reads: records by the name of their object, or all in one list, where the records say what they are. */
export type SalesforceInput = SalesforceTables | SalesforceRecords
