import type { Decision, DecisionKind, Outcome } from '../../model/decision.js'
import { learned } from '../context.js'
import { decisionKindOf } from '../decisionKinds.js'
import { settledState } from '../decisionState.js'
import { openLedger, report } from '../ledger.js'
import { moneyOf } from '../money.js'
import { type Deal, placesOfHome } from '../places.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut, silentOn, states } from '../silence.js'
import { type StageState, stageOf } from '../stages.js'
import type { Context } from './context.js'
import { choicesOf, fieldColumns, liveRecords, referenceOf } from './records.js'

/** Where every deal is, and its organization as far as the import tells. */
export type Deals = ReadonlyMap<string, Deal & { readonly account: string | undefined }>

/** Adds the deals as decisions, with the people who take part in them. */
export function addDeals(context: Context): Deals {
  const { source, draft, ledger } = context
  const found = new Map<string, Deal & { readonly account: string | undefined }>()
  const homes = new Map(liveRecords(source, 'person').map(person => [person.id, referenceOf(person, 'org_id', 'organization', source)]))
  for (const record of liveRecords(source, 'deal')) {
    const [organization, person] = [
      referenceOf(record, 'org_id', 'organization', source),
      referenceOf(record, 'person_id', 'person', source),
    ]
    const account = organization ?? homes.get(person ?? '')
    const places = placesOfHome(organization, person === undefined ? [] : [{ person, home: homes.get(person) }], draft)
    if (places.length === 0) {
      report(ledger, record, 'missingValue', 'It has no organization, so it was left out.')
      continue
    }
    // What was archived while it was open is out of use, and its status stays as it was.
    const isArchived = flagOf(record, 'is_archived') === true && stateOf(record, { ...context, ledger: openLedger() }) === 'open'
    if (isArchived) leaveOut(record, 'archived', context)
    const decision = isArchived ? undefined : decisionFrom(record, context)
    found.set(record.id, { account, places, isDecision: decision !== undefined })
    if (decision !== undefined) draft.decisions.push({ fact: decision, places, ...silentOn(record, columnsOf(context)), from: record })
  }
  addParts(context, found)
  return found
}

/** Adds who takes part in deals: whom a deal names itself, its participants, and whom its custom fields name. */
function addParts(context: Context, deals: Deals): void {
  const { source, draft, options, ledger } = context
  for (const deal of liveRecords(source, 'deal')) {
    addPart(referenceOf(deal, 'person_id', 'person', source), deal.id, deal, { context, deals })
    states(draft, deal, Object.keys(options.dealRoles).flatMap(fieldColumns), [''])
    for (const [field, given] of Object.entries(options.dealRoles)) {
      const person = referenceOf(deal, field, 'person', source)
      addPart(person, deal.id, deal, { context, deals })
      if (person === undefined || draft.withheld.has(person) || deals.get(deal.id)?.isDecision !== true) continue
      for (const role of [given ?? []].flat()) {
        const fact = { id: `${deal.id}:${person}:role:${role}`, stakeholder: person, decision: deal.id, role, basis: 'stated' as const }
        draft.roles.push({ fact: { ...fact, ...learned(deal, context) }, from: deal })
      }
    }
  }
  for (const participant of liveRecords(source, 'participant')) {
    if ((textOf(participant, 'related_item_type') ?? 'deal') !== 'deal') continue
    // It is known although nothing comes of it, as where its deal is gone, so that an older version of it does not count again.
    draft.stated.push(`${participant.id}:`)
    const deal = referenceOf(participant, 'related_item_id', 'deal', source) ?? referenceOf(participant, 'deal_id', 'deal', source)
    const person = referenceOf(participant, 'person_id', 'person', source) ?? referenceOf(participant, 'person', 'person', source)
    if (person !== undefined && draft.withheld.has(person)) {
      context.silent.add(participant.id)
      continue
    }
    if (deal === undefined || person === undefined)
      report(ledger, participant, 'missingValue', 'It names no deal or no person, so it was left out.')
    else addPart(person, deal, participant, { context, deals })
  }
}

function addPart(
  person: string | undefined,
  deal: string,
  from: SourceRecord,
  { context, deals }: { readonly context: Context; readonly deals: Deals },
): void {
  const { draft, source } = context
  if (person === undefined || source.gone.has(person)) return
  // A deal that is here and has no organization was told already; one that is not may be known.
  if (!deals.has(deal) && source.present.has(deal)) return
  const { account, isDecision } = deals.get(deal) ?? { account: undefined, isDecision: true }
  if (isDecision) draft.parts.push({ person, decision: deal, from })
  else if (account !== undefined) draft.memberships.push({ person, account, kind: 'part', isActive: true, from })
}

/** What tells each field of a decision. */
function columnsOf({ options }: Context) {
  return {
    name: ['title'],
    kind: fieldColumns(options.fields.dealKind),
    value: ['value'],
    expectedAt: ['expected_close_date'],
    outcome: ['status'],
  }
}

function decisionFrom(record: SourceRecord, context: Context): Decision | undefined {
  const { ledger, options } = context
  const expectedAt = instantOf(record, 'expected_close_date', context.ledger)
  const state = stateOf(record, context)
  const result = state === 'open' ? undefined : state
  const at =
    result === undefined
      ? undefined
      : (instantOf(record, `${result}_time`, context.ledger) ?? instantOf(record, 'close_time', context.ledger))
  if (result !== undefined && at === undefined) {
    report(ledger, record, 'missingValue', `It is ${result} and has no ${result}_time, so it was left out.`)
    return undefined
  }
  const value = moneyOf(record, { amount: 'value', currency: 'currency' }, options, ledger)
  return {
    id: record.id,
    name: textOf(record, 'title') ?? record.id,
    kind: kindOf(record, context),
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && at !== undefined && { outcome: outcomeOf(record, result, at) }),
    ...(state === undefined && { stateUnknown: true as const }),
    ...learned(record, context),
  }
}

/** Whether it is open, or how it ended; `undefined` when its status is not understood. */
function stateOf(record: SourceRecord, { options, ledger }: Context): StageState | undefined {
  const stage = textOf(record, 'status')?.trim()
  const state = stage === undefined ? undefined : stageOf(stage, [options.stages])
  return settledState(record, { state, stage, field: 'status', flags: [] }, ledger)
}

function outcomeOf(record: SourceRecord, result: Outcome['result'], at: string): Outcome {
  const reason = result === 'lost' ? textOf(record, 'lost_reason')?.trim() : undefined
  return { result, at, ...(reason !== undefined && { reasons: [reason] }) }
}

function kindOf(record: SourceRecord, { source, options, ledger }: Context): DecisionKind {
  const field = options.fields.dealKind
  const [type] = field === undefined ? [] : choicesOf(record, field, source)
  return decisionKindOf(type, 'deal.dealKind', ledger)
}
