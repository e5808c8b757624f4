import { countUnmapped, type Ledger, report } from './ledger.js'
import { flagOf, type SourceRecord } from './record.js'
import type { StageState } from './stages.js'
import { wasUnread } from './unread.js'

/** What was found of the state of a decision, and where. */
export interface FoundState {
  /** What flags and the stage say; `undefined` when they say nothing. */
  readonly state: StageState | undefined
  /** The stage as it was written, and its field. */
  readonly stage: string | undefined
  readonly field: string
  /** The flags that were asked. */
  readonly flags: readonly string[]
}

/**
 * The state of a decision; `undefined` when something stands there and is not understood, which is counted. Where nothing stands there at
 * all nobody has closed it, so that it is open.
 */
export function settledState(record: SourceRecord, { state, stage, field, flags }: FoundState, ledger: Ledger): StageState | undefined {
  if (state !== undefined) return state
  if (stage !== undefined) countUnmapped(ledger, `${record.object}.${field}`, stage)
  const isClosed = flags.some(flag => flagOf(record, flag) === true)
  if (stage === undefined && isClosed) report(ledger, record, 'missingValue', 'It is closed, and nothing says how it ended.')
  return stage !== undefined || isClosed || flags.some(flag => wasUnread(record, flag)) ? undefined : 'open'
}
