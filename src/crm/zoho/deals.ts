import type { Decision } from '../../model/decision.js'
import { learned } from '../context.js'
import { decisionKindOf } from '../decisionKinds.js'
import { settledState } from '../decisionState.js'
import { report } from '../ledger.js'
import { moneyOf } from '../money.js'
import { type Deal, placesOfHome } from '../places.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { silentOn, states } from '../silence.js'
import { type StageState, stageOf, stageTable } from '../stages.js'
import type { Context } from './context.js'
import { liveRecords, referenceOf } from './records.js'
import { ALL_ROLES } from './row.js'

/** Where every deal is, and its account as far as the import tells. */
export type Deals = ReadonlyMap<string, Deal & { readonly account: string | undefined }>

/** Adds the deals as decisions, with the contacts who take part in them and the roles that they play. */
export function addDeals(context: Context): Deals {
  const { source, draft, ledger } = context
  const homes = new Map(liveRecords(source, 'contact').map(contact => [contact.id, referenceOf(contact, 'Account_Name', 'account')]))
  const found = new Map<string, Deal & { readonly account: string | undefined }>()
  for (const deal of liveRecords(source, 'deal')) {
    const contact = referenceOf(deal, 'Contact_Name', 'contact')
    const own = referenceOf(deal, 'Account_Name', 'account')
    const account = own ?? homes.get(contact ?? '')
    const places = placesOfHome(own, contact === undefined ? [] : [{ person: contact, home: homes.get(contact) }], draft)
    if (places.length === 0) {
      report(ledger, deal, 'missingValue', 'It has no account, so it was left out.')
      continue
    }
    const decision = decisionFrom(deal, context)
    found.set(deal.id, { account, places, isDecision: decision !== undefined })
    if (decision !== undefined) draft.decisions.push({ fact: decision, places, ...silentOn(deal, COLUMNS), from: deal })
    if (contact !== undefined) addPart(contact, deal.id, deal, found, context)
    states(draft, deal, [ALL_ROLES], ['role:'])
  }
  for (const role of liveRecords(source, 'contactRole')) addContactRole(role, found, context)
  return found
}

/** What tells each field of a decision. */
const COLUMNS = { name: ['Deal_Name'], kind: ['Type'], value: ['Amount'], expectedAt: ['Closing_Date'], outcome: ['Stage'] }

function addContactRole(record: SourceRecord, deals: Deals, context: Context): void {
  const { source, draft, options, silent, ledger } = context
  const [deal, contact] = [referenceOf(record, 'Deal', 'deal'), referenceOf(record, 'Contact', 'contact')]
  if (contact !== undefined && draft.withheld.has(contact)) silent.add(record.id)
  if (deal === undefined || contact === undefined || draft.withheld.has(contact)) return
  addPart(contact, deal, record, deals, context)
  // A deal that is not in the import may be known.
  const isDecision = deals.get(deal)?.isDecision ?? !source.present.has(deal)
  if (!isDecision || source.gone.has(contact)) return
  for (const role of rolesFor(options.roles, [textOf(record, 'Contact_Role') ?? ''], 'contactRole.Contact_Role', ledger)) {
    const fact = { id: `${deal}:role:${contact}:${role}`, stakeholder: contact, decision: deal, role, basis: 'stated' } as const
    draft.roles.push({ fact, from: record })
  }
}

function addPart(person: string, deal: string, from: SourceRecord, deals: Deals, { draft, source }: Context): void {
  if (source.gone.has(person)) return
  // A deal that is here and has no account was told already; one that is not may be known.
  if (!deals.has(deal) && source.present.has(deal)) return
  const { account, isDecision } = deals.get(deal) ?? { account: undefined, isDecision: true }
  if (isDecision) draft.parts.push({ person, decision: deal, from })
  else if (account !== undefined) draft.memberships.push({ person, account, kind: 'part', isActive: true, from })
}

function decisionFrom(deal: SourceRecord, context: Context): Decision | undefined {
  const { options, ledger } = context
  const at = instantOf(deal, 'Closing_Date', ledger)
  const state = stateOf(deal, context)
  const result = state === 'open' ? undefined : state
  if (result !== undefined && at === undefined) {
    report(ledger, deal, 'missingValue', `It is ${result} and has no Closing_Date, so it was left out.`)
    return undefined
  }
  const value = moneyOf(deal, { amount: 'Amount', currency: 'Currency' }, options, ledger)
  const reason = result === 'lost' ? textOf(deal, 'Reason_For_Loss__s')?.trim() : undefined
  return {
    id: deal.id,
    name: textOf(deal, 'Deal_Name') ?? deal.id,
    kind: decisionKindOf(textOf(deal, 'Type'), 'deal.Type', ledger),
    ...(value !== undefined && { value }),
    ...(at !== undefined && { expectedAt: at }),
    ...(result !== undefined && at !== undefined && { outcome: { result, at, ...(reason !== undefined && { reasons: [reason] }) } }),
    ...(state === undefined && { stateUnknown: true as const }),
    ...learned(deal, context),
  }
}

/** Whether it is open, or how it ended; `undefined` when its stage is not understood. */
function stateOf(deal: SourceRecord, { options, ledger }: Context): StageState | undefined {
  const stage = textOf(deal, 'Stage')?.trim()
  const state = stage === undefined ? undefined : stageOf(stage, [options.stages, STAGES])
  return settledState(deal, { state, stage, field: 'Stage', flags: [] }, ledger)
}

/** The stages that Zoho comes with and others have not. */
const STAGES = stageTable({
  'Identify Decision Makers': 'open',
  'Proposal/Price Quote': 'open',
  'Closed Lost to Competition': 'lost',
})
