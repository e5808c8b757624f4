/**
 * A record as either version of Pipedrive's API, its official client or an export gives it: an object with the fields of a person, an
 * organization and so on, custom fields by their keys.
 */
export type PipedriveRecord = object

/** An answer of either version of the API: a page of records, or one of them. */
export interface PipedrivePage {
  readonly success?: boolean
  readonly data?: Iterable<PipedriveRecord> | PipedriveRecord | null
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
