/**
 * Villages from Zoho CRM.
 *
 * @packageDocumentation
 */

export { fromZoho } from './fromZoho.js'
// What it takes
export type { ZohoInput, ZohoPage, ZohoRecord, ZohoRecords, ZohoTables } from './input.js'
export type { ZohoFields, ZohoOptions } from './options.js'
export type { ImportOptions } from '../options.js'
export type { RoleLabels } from '../roleLabels.js'
export type { StageLabels, StageState } from '../stages.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
export { ZOHO_ROLES } from './roleTable.js'
// What it gives
export type * from '../result.js'
