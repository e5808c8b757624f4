/**
 * Villages from HubSpot, and what they know back into it.
 *
 * @packageDocumentation
 */

export { fromHubSpot } from './fromHubSpot.js'
// What it takes
export type { HubSpotInput, HubSpotPage, HubSpotRecord, HubSpotRecords, HubSpotTables } from './input.js'
export type { HubSpotFields, HubSpotOptions, HubSpotTie, HubSpotTies } from './options.js'
export type { RoleLabels } from '../roleLabels.js'
export { HUBSPOT_ROLES } from './roleTable.js'
// What it gives
export type { AccountCoverage, ImportCoverage, ImportIssue, ImportIssueCode, ImportResult, LeftOut, UnmappedValue } from '../result.js'
// Back into it
export { toHubSpot } from './toHubSpot.js'
export type {
  HubSpotAssociationInput,
  HubSpotObjectInput,
  HubSpotOmission,
  HubSpotRequest,
  HubSpotWriteInput,
  HubSpotWrites,
} from './toHubSpot.js'
export {
  type CompanyMeasure,
  type ContactMeasure,
  type DealMeasure,
  HUBSPOT_BUYING_ROLES,
  type HubSpotProperties,
  type HubSpotWriteOptions,
} from './writeOptions.js'
