/**
 * Villages from Attio.
 *
 * @packageDocumentation
 */

export { fromAttio } from './fromAttio.js'
// What it takes
export type { AttioInput, AttioPage, AttioRecord, AttioRecords, AttioTables } from './input.js'
export type { AttioFields, AttioOptions } from './options.js'
export type { ImportOptions } from '../options.js'
export type { RoleLabels } from '../roleLabels.js'
export type { StageLabels, StageState } from '../stages.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
export { ATTIO_ROLES } from './roleTable.js'
// What it gives
export type * from '../result.js'
