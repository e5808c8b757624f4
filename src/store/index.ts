/**
 * The villages of many accounts, kept in files or in a database, which several programs may read and write at once.
 *
 * @packageDocumentation
 */

export { fileStore } from './files/fileStore.js'
export { type SqliteDatabase, type SqliteStatement, sqliteStore } from './documents/sqliteStore.js'
export { type PostgresClient, type PostgresPool, postgresStore } from './documents/postgresStore.js'
export { recordIn } from './recordIn.js'
export { importIn } from './importIn.js'
export { type KeptErasures, type ReappliedErasures, type ReapplyOptions, reapplyErasures } from './reapplyErasures.js'
// What data protection asks of a village
export { type PseudonymisedVillage, type PseudonymiseOptions, pseudonymise } from '../village/pseudonymise.js'
export { applyRetention, type RetainedVillage, type RetentionOptions, type RetentionReceipt } from '../village/applyRetention.js'
export { StaleRevisionError, StoreError } from '../errors.js'
// What a store is
export type { AccountHead, AccountsOptions, AtRevision, StoredVillage, VillageChange, VillageStore } from './port.js'
// What these take and give, of other doors
export type { ImportChanges, MergeOptions } from '../crm/later/mergeImport.js'
export type * from '../crm/result.js'
export type { Erasures } from '../model/erasures.js'
export type { Village, VillageFacts } from '../model/village.js'
export type { EraseOptions, ErasureCounts, ErasureReceipt } from '../village/eraseStakeholder.js'
