/**
 * Villages from Dynamics 365 and Dataverse.
 *
 * @packageDocumentation
 */

export { fromDynamics } from './fromDynamics.js'
// What it takes
export type { DynamicsInput, DynamicsPage, DynamicsRecord, DynamicsRecords, DynamicsTables } from './input.js'
export type { DynamicsFields, DynamicsOptions } from './options.js'
export type { RoleLabels } from '../roleLabels.js'
export { DYNAMICS_ROLES } from './roleTable.js'
// What it gives
export type {
  AccountCoverage,
  ImportCoverage,
  ImportIssue,
  ImportIssueCode,
  ImportResult,
  LeftOut,
  UnmappedValue,
  Withdrawn,
} from '../result.js'
