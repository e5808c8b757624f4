import type { Decision, DecisionKind, Outcome } from '../../model/decision.js'
import { learned } from '../context.js'
import { decisionKindOf } from '../decisionKinds.js'
import { settledState } from '../decisionState.js'
import { fieldOf, type Scalar } from '../fields.js'
import { countUnmapped, report } from '../ledger.js'
import { moneyOf } from '../money.js'
import type { Deal } from '../places.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { silentOn } from '../silence.js'
import { type StageState, stageOf } from '../stages.js'
import { shownIn } from './choices.js'
import type { Context } from './context.js'
import { FORMATTED, idIn } from './lookups.js'
import { liveRecords } from './records.js'

/** The account of every opportunity, and whether it is a decision, which one that closed nobody knows when is not. */
export type Opportunities = ReadonlyMap<string, Deal & { readonly account: string }>

/** Adds the opportunities as decisions. */
export function addDecisions(context: Context): Opportunities {
  const { source, draft, ledger } = context
  const found = new Map<string, Deal & { readonly account: string }>()
  for (const record of liveRecords(source, 'opportunity')) {
    const account = idIn(record, 'parentaccountid', 'account', source) ?? idIn(record, 'customerid', 'account', source)
    if (account === undefined) {
      report(ledger, record, 'missingValue', 'It has no account, so it was left out.')
      continue
    }
    const decision = decisionFrom(record, context)
    const places = [{ account }]
    found.set(record.id, { account, places, isDecision: decision !== undefined })
    if (decision !== undefined) draft.decisions.push({ fact: decision, places, ...silentOn(record, columnsOf(context)), from: record })
    const person = idIn(record, 'parentcontactid', 'contact', source)
    if (person === undefined || draft.withheld.has(person)) continue
    const link = { person, ...learned(record, context), from: record }
    if (decision === undefined) draft.memberships.push({ ...link, account, kind: 'part', isActive: true })
    else draft.parts.push({ ...link, decision: record.id })
  }
  return found
}

/** What tells each field of a decision. */
function columnsOf({ options }: Context) {
  return {
    name: ['name'],
    kind: [options.fields.kind],
    value: ['estimatedvalue', 'actualvalue'],
    expectedAt: ['estimatedclosedate'],
    outcome: ['statecode'],
  }
}

function decisionFrom(record: SourceRecord, context: Context): Decision | undefined {
  const { ledger } = context
  const state = stateOf(record, context)
  const result = state === 'open' ? undefined : state
  const closedAt = result === undefined ? undefined : instantOf(record, 'actualclosedate', ledger)
  if (result !== undefined && closedAt === undefined) {
    report(ledger, record, 'missingValue', 'It is closed and has no actualclosedate, so it was left out.')
    return undefined
  }
  const expectedAt = instantOf(record, 'estimatedclosedate', ledger)
  const value = worthOf(record, result, context)
  return {
    id: record.id,
    name: textOf(record, 'name') ?? record.id,
    kind: kindOf(record, context),
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && closedAt !== undefined && { outcome: { result, at: closedAt } }),
    ...(state === undefined && { stateUnknown: true as const }),
    ...learned(record, context),
  }
}

/**
 * Whether it is open, or how it ended; `undefined` when its state is not understood. Lost and cancelled are one state; only the reason for it
 * tells that nobody decided.
 */
function stateOf(record: SourceRecord, { options, ledger }: Context): StageState | undefined {
  const stage = textOf(record, 'statecode') ?? textOf(record, `statecode${FORMATTED}`)
  const state = stage === undefined ? undefined : (STATES.get(stage.trim()) ?? stageOf(stage, [options.stages]))
  if (state !== 'lost') return settledState(record, { state, stage, field: 'statecode', flags: ['statecode'] }, ledger)
  const reason = textOf(record, 'statuscode') ?? textOf(record, `statuscode${FORMATTED}`)
  const said = reason === undefined ? state : (REASONS.get(reason.trim()) ?? stageOf(reason, [options.stages]))
  if (reason !== undefined && said === undefined) countUnmapped(ledger, 'opportunity.statuscode', reason.trim())
  return said === 'noDecision' ? said : state
}

/** Source: Microsoft's reference of the table opportunity. */
const STATES: ReadonlyMap<string, StageState> = new Map([
  ['0', 'open'],
  ['1', 'won'],
  ['2', 'lost'],
])

/** Canceled and out-sold; reasons that an organisation adds are told, and mapped by their label with the option `stages`. */
const REASONS: ReadonlyMap<string, StageState> = new Map([
  ['4', 'noDecision'],
  ['5', 'lost'],
  ['Out-Sold', 'lost'],
])

/** What it is worth: what was agreed once it is won, and what was estimated until then. */
function worthOf(record: SourceRecord, result: Outcome['result'] | undefined, context: Context) {
  const priced = withCurrency(record, context)
  const amountIn = (amount: string) => moneyOf(priced, { amount, currency: CURRENCY }, context.options, context.ledger)
  const isAgreed = result === 'won' && fieldOf(record.fields, 'actualvalue') !== undefined
  return amountIn(isAgreed ? 'actualvalue' : 'estimatedvalue')
}

const CURRENCY = 'transactioncurrencyid.isocurrencycode'

/** The row with the code of its currency, which only stands in the row of the currency. The name of a currency is no code. */
function withCurrency(record: SourceRecord, { source }: Context): SourceRecord {
  const currency = idIn(record, 'transactioncurrencyid', 'transactioncurrency', source)
  const row = liveRecords(source, 'transactioncurrency').find(({ id }) => id === currency)
  const code = row === undefined ? undefined : textOf(row, 'isocurrencycode')
  if (code === undefined || fieldOf(record.fields, CURRENCY) !== undefined) return record
  return { ...record, fields: new Map<string, Scalar | null>([...record.fields, [CURRENCY, code]]) }
}

function kindOf(record: SourceRecord, { options, ledger }: Context): DecisionKind {
  const column = options.fields.kind
  const label = column === undefined ? undefined : shownIn(record, column)?.trim()
  return decisionKindOf(label, `opportunity.${column}`, ledger)
}
