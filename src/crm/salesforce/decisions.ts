import type { Decision } from '../../model/decision.js'
import type { Instant } from '../../support/instants.js'
import { learned } from '../context.js'
import { decisionKindOf } from '../decisionKinds.js'
import { settledState } from '../decisionState.js'
import { report } from '../ledger.js'
import type { Deal } from '../places.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { silentOn } from '../silence.js'
import { type StageState, stageOf, stateFrom } from '../stages.js'
import { fieldPeriods } from './changes.js'
import type { Context } from './context.js'
import { versionsOf } from './decisionHistory.js'
import { liveRecords, referenceOf } from './records.js'
import { worthOf } from './worth.js'

/** The account of every opportunity, and whether it is a decision, which one that closed nobody knows when is not. */
export type Opportunities = ReadonlyMap<string, Deal & { readonly account: string }>

/** Adds the opportunities as decisions. */
export function addDecisions(context: Context): Opportunities {
  const found = new Map<string, Deal & { readonly account: string }>()
  for (const record of liveRecords(context.source, 'Opportunity')) {
    const account = referenceOf(record, 'AccountId', context)
    if (account === undefined) {
      report(context.ledger, record, 'missingValue', 'It has no account, so it was left out.')
      continue
    }
    const decision = decisionFrom(record, context)
    const places = [{ account }]
    found.set(record.id, { account, places, isDecision: decision !== undefined })
    if (decision === undefined) continue
    const silent = silentOn(record, COLUMNS)
    for (const fact of versionsOf(record, decision, context)) context.draft.decisions.push({ fact, places, ...silent, from: record })
  }
  return found
}

/** What tells each field of a decision. */
const COLUMNS = {
  name: ['Name'],
  kind: ['Type'],
  value: ['Amount'],
  expectedAt: ['CloseDate'],
  outcome: ['StageName', 'IsClosed', 'IsWon'],
}

function decisionFrom(record: SourceRecord, context: Context): Decision | undefined {
  const expectedAt = instantOf(record, 'CloseDate', context.ledger)
  const state = stateOf(record, context)
  const result = state === 'open' ? undefined : state
  const closedAt = result === undefined ? undefined : (closingMoment(record, context) ?? expectedAt)
  if (result !== undefined && closedAt === undefined) {
    report(context.ledger, record, 'missingValue', 'It is closed and has no CloseDate, so it was left out.')
    return undefined
  }
  const value = worthOf(record, context)
  return {
    id: record.id,
    name: textOf(record, 'Name') ?? record.id,
    kind: decisionKindOf(textOf(record, 'Type')?.trim(), 'Opportunity.Type', context.ledger),
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && closedAt !== undefined && { outcome: { result, at: closedAt } }),
    ...(state === undefined && { stateUnknown: true as const }),
    ...learned(record, context),
  }
}

/** When the opportunity came into the stage in which it closed, where its history tells. */
function closingMoment(record: SourceRecord, { source }: Context): Instant | undefined {
  return fieldPeriods(source.changes, record.id, 'StageName', textOf(record, 'StageName')).at(-1)?.since
}

/** Whether it is open, or how it ended, by its flags or else by its stage; `undefined` when neither is understood. */
function stateOf(record: SourceRecord, { options, ledger }: Context): StageState | undefined {
  const stage = textOf(record, 'StageName')?.trim()
  const byStage = stage === undefined ? undefined : stageOf(stage, [options.stages])
  const state = stateFrom({ isClosed: flagOf(record, 'IsClosed'), isWon: flagOf(record, 'IsWon'), byStage })
  return settledState(record, { state, stage, field: 'StageName', flags: ['IsClosed', 'IsWon'] }, ledger)
}
