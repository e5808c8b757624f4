/**
 * What later imports change in villages that are known, whatever their source.
 *
 * @packageDocumentation
 */

export { type ImportChanges, type MergedImport, type MergeOptions, mergeImport } from './mergeImport.js'
// What it takes and gives
export type * from '../result.js'
export type { Village } from '../../model/village.js'
