import type { Decision, DecisionKind, Outcome } from '../../model/decision.js'
import { countUnmapped, report } from '../ledger.js'
import { moneyOf } from '../money.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { type Context, learned } from './context.js'
import { liveRecords, referenceOf } from './records.js'

/** The account of every opportunity, and whether it is a decision, which one that closed nobody knows when is not. */
export type Opportunities = ReadonlyMap<string, { readonly account: string; readonly isDecision: boolean }>

/** Adds the opportunities as decisions. */
export function addDecisions(context: Context): Opportunities {
  const found = new Map<string, { readonly account: string; readonly isDecision: boolean }>()
  for (const record of liveRecords(context.source, 'Opportunity')) {
    const account = referenceOf(record, 'AccountId', context)
    if (account === undefined) {
      report(context.ledger, record, 'missingValue', 'It has no account, so it was left out.')
      continue
    }
    const decision = decisionFrom(record, context)
    found.set(record.id, { account, isDecision: decision !== undefined })
    if (decision !== undefined) context.draft.decisions.push({ fact: decision, account, from: record })
  }
  return found
}

function decisionFrom(record: SourceRecord, context: Context): Decision | undefined {
  const expectedAt = instantOf(record, 'CloseDate', context.ledger)
  const result = resultOf(record)
  if (result !== undefined && expectedAt === undefined) {
    report(context.ledger, record, 'missingValue', 'It is closed and has no CloseDate, so it was left out.')
    return undefined
  }
  const value = moneyOf(record, { amount: 'Amount', currency: 'CurrencyIsoCode' }, context.reading, context.ledger)
  return {
    id: record.id,
    name: textOf(record, 'Name') ?? record.id,
    kind: kindOf(record, context),
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && expectedAt !== undefined && { outcome: { result, at: expectedAt } }),
    ...learned(record, context),
  }
}

function resultOf(record: SourceRecord): Outcome['result'] | undefined {
  const stage = textOf(record, 'StageName')?.trim().toLowerCase()
  if (flagOf(record, 'IsWon') === true || stage === 'closed won') return 'won'
  return flagOf(record, 'IsClosed') === true || stage === 'closed lost' ? 'lost' : undefined
}

/** What the type of an opportunity says, the first that fits. */
const KINDS: readonly (readonly [pattern: RegExp, kind: DecisionKind])[] = [
  [/renew/i, 'renewal'],
  [/upgrade|expansion|add-?\s?on|up-?\s?sell|existing/i, 'expansion'],
  [/new/i, 'new'],
]

function kindOf(record: SourceRecord, { ledger }: Context): DecisionKind {
  const type = textOf(record, 'Type')?.trim()
  if (type === undefined) return 'new'
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1]
  if (kind === undefined) countUnmapped(ledger, 'Opportunity.Type', type)
  return kind ?? 'new'
}
