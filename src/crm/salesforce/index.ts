/**
 * Villages from Salesforce, and what they have to say back into it.
 *
 * @packageDocumentation
 */

export { fromSalesforce } from './fromSalesforce.js'
// What it takes
export type { SalesforceInput, SalesforceQueryResult, SalesforceRecord, SalesforceRecords, SalesforceTables } from './input.js'
export type { SalesforceFields, SalesforceOptions } from './options.js'
export type { ImportOptions } from '../options.js'
export type { RoleLabels } from '../roleLabels.js'
export type { StageLabels, StageState } from '../stages.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
export { SALESFORCE_ROLES } from './roleTable.js'
// What it gives
export type * from '../result.js'

// What to write into it
export { toSalesforce } from './toSalesforce.js'
export type { SalesforceFindingFields, SalesforceScoreFields, SalesforceWriteOptions } from './writeOptions.js'
export type { SalesforceBatch, SalesforceUpsert, SalesforceWrite } from './batches.js'

// What these take and give, of the front door
export type { AccountReport } from '../../report/accountReport.js'
export type { Snapshot } from '../../village/snapshot.js'
export type { Village } from '../../model/village.js'
