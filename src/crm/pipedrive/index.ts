/**
 * Villages from Pipedrive.
 *
 * @packageDocumentation
 */

export { fromPipedrive } from './fromPipedrive.js'
// What it takes
export type { PipedriveInput, PipedrivePage, PipedriveRecord, PipedriveRecords, PipedriveTables } from './input.js'
export type { PipedriveActivityTypes, PipedriveFields, PipedriveOptions } from './options.js'
export type { ImportOptions } from '../options.js'
export type { RoleLabels } from '../roleLabels.js'
export type { StageLabels, StageState } from '../stages.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
export { PIPEDRIVE_ROLES } from './roleTable.js'
// What it gives
export type * from '../result.js'
