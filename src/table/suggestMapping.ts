import { openLedger } from '../crm/ledger.js'
import type { ReadingRules } from '../reading/rules.js'
import { deepFreeze } from '../support/freeze.js'
import { type Assigned, assign } from './assign.js'
import type { Doubt, UnreadColumn } from './doubts.js'
import type { EdgeMapping, TableMapping } from './mapping.js'
import { resolvedOptions } from './options.js'
import { readerOf } from './reader.js'
import { sheetOf, type TableInput } from './sheet.js'

/** A proposal of what the columns of a table hold. */
export interface SuggestedMapping {
  /** For `fromTable`; for a list of ties it holds nothing. */
  readonly mapping: TableMapping
  /** For `fromEdges`, where the table is a list of ties. */
  readonly edges?: EdgeMapping
  /** What is likely and not sure, in the order of the columns. Look at it before the mapping is used. */
  readonly doubtful: readonly Doubt[]
  /** Columns that nothing reads, in order, each with the reason where it is known. */
  readonly unread: readonly UnreadColumn[]
}

/** How the cells are written, where the table does not tell. */
export interface SuggestMappingOptions extends ReadingRules {}

/**
 * What the columns of a table hold, by their names in English, German, French, Spanish, Italian, Portuguese and Dutch, by names that are much
 * like these, and by what stands in them. It only proposes: `doubtful` says what should be looked at.
 *
 * A stakeholder register, a power and interest grid, a sheet of red, amber and green, RACI, MEDDPICC, an organisation chart and the tables
 * of `toCsv` come without a doubt, unless their columns are called what nobody else calls them.
 *
 * @param table the text of a CSV file, or rows as objects by the names of their columns
 * @throws InvalidArgumentError for what is no table, or an option that makes no sense
 * @example
 * import { suggestMapping } from 'account-village/table'
 * const csv = 'Stakeholder,Job title,Einfluss (1-5),Attitude,Interest\nAnneke Kurz,CFO,5,Supportive,High\n'
 * const { mapping, doubtful, unread } = suggestMapping(csv)
 * mapping.person //=> 'Stakeholder'
 * mapping.influence //=> { column: 'Einfluss (1-5)', scale: [1, 5] }
 * mapping.sentiment //=> { column: 'Attitude' }
 * doubtful //=> []
 * unread.map(({ column }) => column) //=> ['Interest']
 */
export function suggestMapping(table: TableInput, options?: SuggestMappingOptions): SuggestedMapping {
  const resolved = resolvedOptions('suggestMapping', options)
  const sheet = sheetOf('suggestMapping', table)
  const assigned: Assigned = assign(readerOf(sheet, resolved, openLedger()))
  const { mapping, edges, doubtful, unread } = assigned
  return deepFreeze({ mapping, ...(edges !== undefined && { edges }), doubtful, unread })
}
