import type { Ledger } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Respondents } from './respondents.js'

/** What every step of the import needs to know. */
export interface SurveyContext {
  readonly options: ResolvedOptions
  readonly ledger: Ledger
  readonly respondents: Respondents
  /** The users of Zendesk in the input, by id. */
  readonly users: ReadonlyMap<string, SourceRecord>
}
