import type { Money } from '../../model/account.js'
import type { Decision, DecisionKind, Outcome } from '../../model/decision.js'
import { countUnmapped, report } from '../ledger.js'
import { amountOf, flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { type Context, origin, villageOf } from './context.js'
import { isCurrency } from './options.js'
import { liveRecords, referenceOf } from './records.js'

/** An opportunity as a decision of a village. */
export interface Opportunity {
  readonly id: string
  readonly account: string
  readonly village: string
  /** Absent when the opportunity is closed and nobody knows since when. */
  readonly decision?: Decision
}

/** The opportunities of all accounts in the import, by id. */
export function opportunitiesIn(context: Context): ReadonlyMap<string, Opportunity> {
  const found = new Map<string, Opportunity>()
  for (const record of liveRecords(context.source, 'Opportunity')) {
    const account = referenceOf(record, 'AccountId', context)
    const village = account === undefined ? undefined : villageOf(context, account)
    if (account === undefined) report(context.ledger, record, 'missingValue', 'It has no account, so it was left out.')
    if (account === undefined || village === undefined) continue
    const decision = decisionFrom(record, context)
    found.set(record.id, { id: record.id, account, village, ...(decision !== undefined && { decision }) })
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
  const value = worthOf(record, context)
  return {
    id: record.id,
    name: textOf(record, 'Name') ?? record.id,
    kind: kindOf(record, context),
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && expectedAt !== undefined && { outcome: { result, at: expectedAt } }),
    ...origin(record, context),
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

function worthOf(record: SourceRecord, context: Context): Money | undefined {
  const amount = amountOf(record, 'Amount', context.ledger)
  return amount === undefined ? undefined : { amount, currency: currencyOf(record, context) }
}

function currencyOf(record: SourceRecord, { reading, ledger }: Context): string {
  const own = textOf(record, 'CurrencyIsoCode')?.trim().toUpperCase()
  if (own !== undefined && isCurrency(own)) return own
  if (own !== undefined) report(ledger, record, 'invalidValue', 'CurrencyIsoCode is no ISO 4217 code, so it was left out.')
  if (reading.currency === undefined) {
    const message =
      'There are amounts without a currency, which were marked XXX. Query CurrencyIsoCode, or give the currency of the org as an option.'
    report(ledger, { object: 'Opportunity' }, 'noCurrency', message)
  }
  return reading.currency ?? NO_CURRENCY
}

/** The code of ISO 4217 for "no currency". */
const NO_CURRENCY = 'XXX'
