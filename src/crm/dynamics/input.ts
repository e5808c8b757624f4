/**
 * A row of a table as the Web API, a client, a bulk export or a warehouse gives it: an object with the columns of the table by their logical
 * names, in any case, with or without annotations. Expanded rows may stand in it.
 */
export type DynamicsRecord = object

/** A page of the Web API. */
export interface DynamicsPage {
  /** The rows of this page, in any order, as the API gave them. */
  readonly value: Iterable<DynamicsRecord>
  /** Where the next page is; absent on the last. */
  readonly '@odata.nextLink'?: string | null
  /** How many rows all pages hold together. */
  readonly '@odata.count'?: number
}

/** Rows in any order: a list of them, a page, or pages. */
export type DynamicsRecords = DynamicsPage | Iterable<DynamicsRecord | DynamicsPage>

/**
 * `DynamicsRecords` by the name of their table, singular or plural, in any case: `{ accounts: …, contacts: … }`. The names are not written
 * down here, so that any record or interface of the caller's fits.
 */
export type DynamicsTables = object

/** What `fromDynamics` reads: rows by the name of their table, or all in one list, where they tell by their id column what they are. */
export type DynamicsInput = DynamicsTables | DynamicsRecords
