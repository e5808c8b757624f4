import type { Decision } from '../../model/decision.js'
import { learned } from '../context.js'
import { decisionKindOf } from '../decisionKinds.js'
import { settledState } from '../decisionState.js'
import { report } from '../ledger.js'
import { moneyOf } from '../money.js'
import type { Deal } from '../places.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { silentOn } from '../silence.js'
import { type StageState, stageOf, stateFrom } from '../stages.js'
import type { Context } from './context.js'
import { type DealState, versionsOf } from './dealHistory.js'
import { periodsOf } from './histories.js'
import { endsOf } from './links.js'
import { liveRecords, referenceOf } from './records.js'

/** The company of every deal, and whether it is a decision, which one that closed nobody knows when is not. */
export type Deals = ReadonlyMap<string, Deal & { readonly account: string }>

/** Adds the deals as decisions. */
export function addDeals(context: Context): Deals {
  const found = new Map<string, Deal & { readonly account: string }>()
  // A stage of the past counts for no record of today.
  const past = { ...context, ledger: { ...context.ledger, unmapped: new Map() } }
  for (const record of liveRecords(context.source, 'deal')) {
    const account = companyOf(record, context)
    if (account === undefined) {
      report(context.ledger, record, 'missingValue', 'It is associated with no company, so it was left out.')
      continue
    }
    const decision = decisionFrom(record, context)
    const places = [{ account }]
    found.set(record.id, { account, places, isDecision: decision !== undefined })
    for (const fact of decision === undefined ? [] : versionsOf(record, decision, context, then => dealState(then, past) ?? {})) {
      context.draft.decisions.push({ fact, places, ...silentOn(record, COLUMNS), from: record })
    }
  }
  return found
}

/** The company that decides: the primary one. Where none is, the first of those that are associated. */
function companyOf(record: SourceRecord, { source, ledger }: Context): string | undefined {
  const given = referenceOf(record, 'hs_primary_associated_company', 'company', source)
  const links = source.links.of(record.id, 'deal', 'company')
  const primary = links.find(({ isPrimary }) => isPrimary)?.to
  const [first, ...others] = endsOf(links)
  if (given === undefined && primary === undefined && others.length > 0) {
    report(ledger, record, 'missingValue', 'It has several companies and none of them is primary. The first in the order of ids was taken.')
  }
  return given ?? primary ?? first
}

/** What tells each field of a decision. */
const COLUMNS = {
  name: ['dealname'],
  kind: ['dealtype'],
  value: ['amount'],
  expectedAt: ['closedate'],
  outcome: ['dealstage', 'hs_is_closed_won', 'hs_is_closed_lost', 'hs_is_closed'],
}

function decisionFrom(record: SourceRecord, context: Context): Decision | undefined {
  const state = dealState(record, context)
  if (state === undefined) {
    report(context.ledger, record, 'missingValue', 'It is closed and has no closedate, so it was left out.')
    return undefined
  }
  return {
    id: record.id,
    name: textOf(record, 'dealname') ?? record.id,
    kind: decisionKindOf(textOf(record, 'dealtype')?.trim(), 'deal.dealtype', context.ledger),
    ...state,
    ...learned(record, context),
  }
}

/** What a deal is worth, when it is expected, and how it ended; `undefined` when it ended and nobody knows when. */
function dealState(record: SourceRecord, context: Context): DealState | undefined {
  const { ledger, options } = context
  const expectedAt = instantOf(record, 'closedate', ledger)
  const state = stateOf(record, context)
  const result = state === 'open' ? undefined : state
  const at = expectedAt ?? (result === undefined ? undefined : closedAt(record, context))
  if (result !== undefined && at === undefined) return undefined
  const value = moneyOf(record, { amount: 'amount', currency: 'deal_currency_code' }, options, ledger)
  return {
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && at !== undefined && { outcome: { result, at } }),
    ...(state === undefined && { stateUnknown: true }),
  }
}

/** Whether it is open, or how it ended, by its flags or else by its stage; `undefined` when neither is understood. */
function stateOf(record: SourceRecord, context: Context): StageState | undefined {
  const stage = textOf(record, 'dealstage')?.trim()
  const byStage = stage === undefined ? undefined : stageIn(stage, context)
  const [isClosed, isWon, isLost] = FLAGS.map(flag => flagOf(record, flag))
  return settledState(
    record,
    { state: stateFrom({ isClosed, isWon, isLost, byStage }), stage, field: 'dealstage', flags: FLAGS },
    context.ledger,
  )
}

const FLAGS = ['hs_is_closed', 'hs_is_closed_won', 'hs_is_closed_lost']

/** Files for people have the name of a stage where the API has its id. */
function stageIn(stage: string, { source, options }: Context): StageState | undefined {
  return stageOf(stage, [options.stages, source.stages])
}

/** When a deal came into the stage in which it ended, as its history tells. */
function closedAt({ id }: SourceRecord, context: Context): string | undefined {
  const isEnd = (state: StageState | undefined): boolean => state !== undefined && state !== 'open'
  return periodsOf(context.source, id, 'dealstage').findLast(({ value }) => isEnd(stageIn(value, context)))?.since
}
