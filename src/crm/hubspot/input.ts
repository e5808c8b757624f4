/**
 * A record as HubSpot's API, its official client, an export or a warehouse gives it: an object with `id` and `properties`, or with the
 * properties as its own fields. Associations and histories of properties may stand in it.
 */
export type HubSpotRecord = object

/** A page of records or of associations, of any version of the API. */
export interface HubSpotPage {
  /** The records or associations of this page, in any order, as the API gave them. */
  readonly results: Iterable<HubSpotRecord>
  /** Where the next page begins; absent on the last. */
  readonly paging?: { readonly next?: { readonly after: string } }
  /** How many records all pages of a search hold together. */
  readonly total?: number
}

/** Records in any order: a list of them, a page, or pages. */
export type HubSpotRecords = HubSpotPage | Iterable<HubSpotRecord | HubSpotPage>

/**
 * `HubSpotRecords` by the name of what they are: `companies`, `contacts`, `deals`, `meetings`, `calls`, `emails`, `notes`, `tasks`,
 * `communications`, `feedbackSubmissions`, `pipelines`, `labels`, and associations by the two that they associate, as in
 * `contactsToCompanies`. The names are not written down here, so that any record or interface of the caller's fits.
 */
export type HubSpotTables = object

/** What `fromHubSpot` reads: records by the name of what they are, or all in one list, where the records say what they are. */
export type HubSpotInput = HubSpotTables | HubSpotRecords
