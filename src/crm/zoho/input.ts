/** A record as Zoho's API, one of its clients or a bulk export gives it: an object with the fields of a module by their API names. */
export type ZohoRecord = object

/** An answer of the API: a page of records. */
export interface ZohoPage {
  /** The records of this page, in any order, as the API gave them. */
  readonly data: Iterable<ZohoRecord>
  /** Whether there are further pages, by `more_records`; without it the page counts as the last. */
  readonly info?: object | null
}

/** Records in any order: a list of them, a page, or pages. */
export type ZohoRecords = ZohoPage | Iterable<ZohoRecord | ZohoPage>

/**
 * `ZohoRecords` by the name of their module: `Accounts`, `Contacts`, `Deals`, `Contact_Roles`, `Events`, `Calls`, `Tasks`, `Notes`. The names are
 * not written down here, so that any record or interface of the caller's fits.
 */
export type ZohoTables = object

/** What `fromZoho` reads: records by the name of their module, or all in one list, where their fields say what they are. */
export type ZohoInput = ZohoTables | ZohoRecords
