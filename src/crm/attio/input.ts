/** A record, a meeting or a note as Attio's API gives it, or the message of a webhook. */
export type AttioRecord = object

/** An answer of the API: a page of records. */
export interface AttioPage {
  /** The records of this page, in any order, as the API gave them. */
  readonly data: Iterable<AttioRecord>
  /** Where the next page is, by `next_cursor`; without one the page counts as the last. */
  readonly pagination?: object | null
}

/** Records in any order: a list of them, a page, or pages. */
export type AttioRecords = AttioPage | Iterable<AttioRecord | AttioPage>

/**
 * `AttioRecords` by the name of their object: `companies`, `people`, `deals`, `meetings`, `notes`, and `events` for messages of webhooks. The names
 * are not written down here, so that any record or interface of the caller's fits.
 */
export type AttioTables = object

/** What `fromAttio` reads: records by the name of their object, or all in one list, where their attributes say what they are. */
export type AttioInput = AttioTables | AttioRecords
