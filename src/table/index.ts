/**
 * Tables of one's own, and files of graphs.
 *
 * @packageDocumentation
 */

// Tables of people, readings and deals
export { fromTable } from './fromTable.js'
export { type SuggestedMapping, type SuggestMappingOptions, suggestMapping } from './suggestMapping.js'
export type { Doubt, UnreadColumn } from './doubts.js'
export type { DecisionMapping, EdgeMapping, InfluenceMapping, SentimentMapping, TableMapping } from './mapping.js'
export type { KnownOptions, TableOptions } from './options.js'
export type { TableInput } from './sheet.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../reading/rules.js'
export type { AttitudeLabels } from './attitudes.js'
export { TABLE_ROLES } from './roles.js'

// Lists of ties
export { type EdgeOptions, fromEdges } from './fromEdges.js'

// Files of graphs, those of this library among them
export type { GraphOptions } from './graphs/fromGraphRead.js'
export { fromGraphml } from './graphs/fromGraphml.js'
export { fromGexf } from './graphs/fromGexf.js'
export { fromPajek } from './graphs/fromPajek.js'
export { fromNodeLink } from './graphs/fromNodeLink.js'
export { fromCytoscape } from './graphs/fromCytoscape.js'

// What they take and give, of every importer
export type { RoleLabels } from '../crm/roleLabels.js'
export type { AccountCoverage, ImportCoverage, ImportIssue, ImportIssueCode, ImportResult, LeftOut, UnmappedValue } from '../crm/result.js'
