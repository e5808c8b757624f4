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
export type { StageLabels, StageState } from '../stages.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
export { DYNAMICS_ROLES } from './roleTable.js'
// What it gives
export type * from '../result.js'
