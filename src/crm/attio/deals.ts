import type { Decision } from '../../model/decision.js'
import { learned } from '../context.js'
import { decisionKindOf } from '../decisionKinds.js'
import { settledState } from '../decisionState.js'
import { report } from '../ledger.js'
import { moneyOf } from '../money.js'
import { type Deal, placesOfHome } from '../places.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { silentOn } from '../silence.js'
import { type StageState, stageOf, stageTable } from '../stages.js'
import type { Context } from './context.js'
import { liveRecords, referencesOf } from './records.js'

/** Where every deal is. */
export type Deals = ReadonlyMap<string, Deal>

/** Adds the deals as decisions, with the people who take part in them. */
export function addDeals(context: Context): Deals {
  const { source, draft, ledger } = context
  const homes = new Map(liveRecords(source, 'person').map(person => [person.id, referencesOf(person, 'company', source)[0]]))
  const found = new Map<string, Deal>()
  for (const deal of liveRecords(source, 'deal')) {
    const people = referencesOf(deal, 'associated_people', source).filter(id => !draft.withheld.has(id) && !source.gone.has(id))
    const [company] = referencesOf(deal, 'associated_company', source)
    const account = company ?? people.flatMap(id => homes.get(id) ?? [])[0]
    const places = placesOfHome(
      company,
      people.map(person => ({ person, home: homes.get(person) })),
      draft,
    )
    if (places.length === 0) {
      report(ledger, deal, 'missingValue', 'It has no company, so it was left out.')
      continue
    }
    const decision = decisionFrom(deal, context)
    found.set(deal.id, { places, isDecision: decision !== undefined })
    if (decision !== undefined) draft.decisions.push({ fact: decision, places, ...silentOn(deal, columnsOf(context)), from: deal })
    for (const person of people) {
      if (decision !== undefined) draft.parts.push({ person, decision: deal.id, from: deal })
      else if (account !== undefined) draft.memberships.push({ person, account, kind: 'part', isActive: true, from: deal })
    }
  }
  return found
}

/** What tells each field of a decision. */
function columnsOf({ options: { fields } }: Context) {
  return { name: ['name'], kind: [fields.dealKind], value: ['value'], expectedAt: [fields.closeDate], outcome: ['stage'] }
}

function decisionFrom(deal: SourceRecord, context: Context): Decision | undefined {
  const { options, ledger } = context
  const { closeDate, dealKind } = options.fields
  const expectedAt = closeDate === undefined ? undefined : instantOf(deal, closeDate, ledger)
  const state = stateOf(deal, context)
  const result = state === 'open' ? undefined : state
  // Its stage says since when it holds.
  const at = result === undefined ? undefined : (instantOf(deal, 'stage.active_from', ledger) ?? expectedAt)
  if (result !== undefined && at === undefined) {
    report(ledger, deal, 'missingValue', `It is ${result} and nothing says since when, so it was left out.`)
    return undefined
  }
  const value = moneyOf(deal, { amount: 'value', currency: 'value.currency_code' }, options, ledger)
  return {
    id: deal.id,
    name: textOf(deal, 'name') ?? deal.id,
    kind: decisionKindOf(dealKind === undefined ? undefined : textOf(deal, dealKind), 'deal.dealKind', ledger),
    ...(value !== undefined && { value }),
    ...(expectedAt !== undefined && { expectedAt }),
    ...(result !== undefined && at !== undefined && { outcome: { result, at } }),
    ...(state === undefined && { stateUnknown: true as const }),
    ...learned(deal, context),
  }
}

/** Whether it is open, or how it ended; `undefined` when its stage is not understood. */
function stateOf(deal: SourceRecord, { options, ledger }: Context): StageState | undefined {
  const given = textOf(deal, 'stage')
  const stage = given === undefined ? undefined : withoutPicture(given)
  const state = stage === undefined ? undefined : stageOf(stage, [options.stages, STAGES])
  return settledState(deal, { state, stage, field: 'stage', flags: [] }, ledger)
}

/** The name of a stage, which may end in a picture. */
function withoutPicture(stage: string): string {
  const signs = [...stage]
  return signs.slice(0, signs.findLastIndex(sign => /[\p{L}\p{N})]/u.test(sign)) + 1).join('')
}

/** The stages that Attio comes with. */
const STAGES = stageTable({ Lead: 'open', 'In Progress': 'open', Won: 'won', Lost: 'lost' })
