/**
 * A record as either version of Pipedrive's API, its official client or an export gives it: an object with the fields of a person, an
 * organization and so on, custom fields by their keys.
 */
export type PipedriveRecord = object

/** An answer of either version of the API: a page of records, or one of them. */
export interface PipedrivePage {
  /** `false` when the API could not give what was asked for, which is reported; a page without it is taken to be whole. */
  readonly success?: boolean
  /** The records of this page, or one record; nothing was found when `null` or absent. */
  readonly data?: Iterable<PipedriveRecord> | PipedriveRecord | null
  /** Where the next page is: `next_cursor`, or `more_items_in_collection`; without either the page counts as the last. */
  readonly additional_data?: object | null
}

/** Records in any order: a list of them, a page, or pages. */
export type PipedriveRecords = PipedrivePage | Iterable<PipedriveRecord | PipedrivePage>

/**
 * `PipedriveRecords` by the name of what they are: `organizations`, `persons`, `deals`, `participants`, `activities`, `notes`,
 * `organizationRelationships`, `personFields`, `dealFields`. The names are not written down here, so that any record or interface of the
 * caller's fits.
 */
export type PipedriveTables = object

/** What `fromPipedrive` reads: records by the name of what they are, or all in one list, where their fields say what they are. */
export type PipedriveInput = PipedriveTables | PipedriveRecords
