/**
 * Villages from HubSpot, and what they have to say back into it.
 *
 * @packageDocumentation
 */

export { fromHubSpot } from './fromHubSpot.js'
// What it takes
export type { HubSpotInput, HubSpotPage, HubSpotRecord, HubSpotRecords, HubSpotTables } from './input.js'
export type { HubSpotFields, HubSpotOptions, HubSpotTie, HubSpotTies } from './options.js'
export type { ImportOptions } from '../options.js'
export type { RoleLabels } from '../roleLabels.js'
export type { StageLabels, StageState } from '../stages.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
export { HUBSPOT_BUYING_ROLES, HUBSPOT_ROLES } from './roleTable.js'
// What it gives
export type * from '../result.js'

// What to write into it
export { toHubSpot } from './toHubSpot.js'
export type { HubSpotScoreProperties, HubSpotWriteOptions } from './writeOptions.js'
export type {
  HubSpotAssociationBatch,
  HubSpotAssociationInput,
  HubSpotBatch,
  HubSpotObjectBatch,
  HubSpotObjectInput,
  HubSpotWrite,
} from './batches.js'

// What these take and give, of the front door
export type { AccountReport } from '../../report/accountReport.js'
export type { Snapshot } from '../../village/snapshot.js'
export type { Village } from '../../model/village.js'
