import type { Expectation } from '../../model/expectation.js'
import { groupedBy } from '../../support/grouping.js'
import { learned } from '../context.js'
import { countUnmapped, report } from '../ledger.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { silentOn, states } from '../silence.js'
import { stageOf } from '../stages.js'
import type { Context } from './context.js'
import { liveRecords, referenceOf } from './records.js'

/** An account plan, as far as it is read. */
interface Plan {
  readonly id: string
  readonly account: string
  readonly objectives: readonly SourceRecord[]
}

/**
 * Adds the objectives of account plans as expectations of their stakeholders: those who are named for an objective, and those of the plan who
 * are named for none. That they expect it is a conclusion: plans are written by us. Stakeholders are people of the account.
 *
 * An objective is said by the records of the plan, of itself and of the stakeholder together, so that they have to come in one import.
 */
export function addPlans(context: Context): void {
  const { source, draft, ledger } = context
  const plans = plansIn(context)
  const accounts = new Map(liveRecords(source, 'Account').map(account => [account.id, account]))
  const expected = new Set<string>()
  for (const record of liveRecords(source, 'AccountPlanStakeholder')) {
    const person = personIn(record, accounts, context)
    const plan = planOf(record, plans, context)
    if (person === undefined || plan === undefined) continue
    const own = referenceOf(record, 'AccountPlanObjectiveId', context)
    const isTheirs = ({ id }: SourceRecord): boolean => own === undefined || own === id
    for (const { id } of plan.objectives.filter(isTheirs)) expected.add(id)
    if (draft.withheld.has(person)) continue
    draft.memberships.push({ person, account: plan.account, kind: 'part', isActive: true, ...learned(record, context), from: record })
    for (const objective of plan.objectives) {
      const id = `${objective.id}:plan:${plan.id}:stakeholder:${record.id}`
      draft.stated.push(id)
      if (isTheirs(objective)) addExpectation(objective, { id, stakeholder: person }, plan, context)
    }
  }
  for (const plan of plans.values()) for (const objective of plan.objectives) addExternal(objective, plan, expected, context)
  const idle = [...plans.values()].flatMap(({ objectives }) => objectives.filter(({ id }) => !expected.has(id))).length
  if (idle > 0) {
    const message = `Some have no stakeholder in the import (${idle}), so no one is known who expects them.`
    report(ledger, { object: 'AccountPlanObjective' }, 'missingRecord', message)
  }
}

/** The plans of accounts, by id. */
function plansIn(context: Context): ReadonlyMap<string, Plan> {
  const { source, ledger } = context
  const objectives = groupedBy(liveRecords(source, 'AccountPlanObjective'), each => referenceOf(each, 'AccountPlanId', context) ?? '')
  const plans = liveRecords(source, 'AccountPlan').flatMap((record): [string, Plan][] => {
    const account = referenceOf(record, 'AccountId', context)
    if (account === undefined) report(ledger, record, 'missingValue', 'It names no account, so its objectives were left out.')
    return account === undefined ? [] : [[record.id, { id: record.id, account, objectives: objectives.get(record.id) ?? [] }]]
  })
  for (const own of objectives.values()) for (const each of own) reportPlanless(each, context)
  return new Map(plans)
}

function planOf(record: SourceRecord, plans: ReadonlyMap<string, Plan>, context: Context): Plan | undefined {
  reportPlanless(record, context)
  return plans.get(referenceOf(record, 'AccountPlanId', context) ?? '')
}

function reportPlanless(record: SourceRecord, context: Context): void {
  const { source, ledger } = context
  const id = referenceOf(record, 'AccountPlanId', context)
  if (id === undefined) report(ledger, record, 'missingValue', 'It names no account plan, so it was left out.')
  else if (!source.present.has(id) && !source.gone.has(id)) {
    report(ledger, record, 'missingRecord', 'Its account plan is not in the import, so it was left out.')
  }
}

/** The contact who is a stakeholder, or who is the account that is one; `undefined` for those who are gone or no person. */
function personIn(record: SourceRecord, accounts: ReadonlyMap<string, SourceRecord>, context: Context): string | undefined {
  const { source, draft, silent, ledger } = context
  const named = referenceOf(record, 'StakeholderRefnRecordId', context)
  const account = accounts.get(named ?? '')
  const person = account === undefined ? named : referenceOf(account, 'PersonContactId', context)
  if (named === undefined) report(ledger, record, 'missingValue', 'It names no contact, so it was left out.')
  else if (person === undefined) report(ledger, record, 'missingValue', 'It names an account that is no person, so it was left out.')
  if (person !== undefined && draft.withheld.has(person)) silent.add(record.id)
  return person === undefined || source.gone.has(person) ? undefined : person
}

/** Adds that the contact with whom an objective is pursued expects it. */
function addExternal(objective: SourceRecord, plan: Plan, expected: Set<string>, context: Context): void {
  const { source, draft } = context
  states(draft, objective, ['ExternalStakeholderId', 'ExternalStakeholder.Id'], [`plan:${plan.id}:external`])
  const stakeholder = referenceOf(objective, 'ExternalStakeholderId', context)
  if (stakeholder === undefined || source.gone.has(stakeholder)) return
  expected.add(objective.id)
  if (draft.withheld.has(stakeholder)) return
  draft.memberships.push({
    person: stakeholder,
    account: plan.account,
    kind: 'part',
    isActive: true,
    ...learned(objective, context),
    from: objective,
  })
  addExpectation(objective, { id: `${objective.id}:plan:${plan.id}:external`, stakeholder }, plan, context)
}

function addExpectation(
  objective: SourceRecord,
  whose: Pick<Expectation, 'stakeholder'> & { readonly id: string },
  { account }: Plan,
  context: Context,
): void {
  const { draft, ledger } = context
  const status = statusOf(objective, context)
  const statement = textOf(objective, 'Name') ?? textOf(objective, 'Description')
  if (statement === undefined) report(ledger, objective, 'missingValue', 'It has no name, so it was left out.')
  if (status === undefined || statement === undefined) return
  const dueAt = instantOf(objective, 'DueDate', ledger) ?? instantOf(objective, 'EndDate', ledger)
  const importance = IMPORTANCE.get(textOf(objective, 'Priority') ?? '') ?? UNTOLD
  const fact = {
    ...whose,
    statement,
    importance,
    ...(dueAt !== undefined && { dueAt }),
    status,
    basis: 'inferred',
    ...learned(objective, context),
  } as const
  const silent = silentOn(objective, {
    statement: ['Name', 'Description'],
    importance: ['Priority'],
    dueAt: ['DueDate', 'EndDate'],
    status: ['Status'],
  })
  draft.expectations.push({ fact, account, ...silent, from: objective })
}

/** How much an objective matters by its priority; where that is not told it is taken for neither much nor little. */
const IMPORTANCE: ReadonlyMap<string, number> = new Map([
  ['high', 1],
  ['medium', 0.5],
  ['low', 0.25],
])
const UNTOLD = 0.5

/**
 * How an objective went; nothing where that is not told, and `undefined` where it is over and nobody says how. That it was met or missed is
 * only known where the option `stages` says what being closed means.
 */
function statusOf(objective: SourceRecord, context: Context): Expectation['status'] | undefined {
  const { options, ledger, times } = context
  const said = textOf(objective, 'Status')
  const begun = instantOf(objective, 'StartDate', ledger) ?? times.createdAt(objective, ledger)
  const open = begun === undefined ? [] : [{ at: begun, state: 'open' } as const]
  if (said !== 'closed') return said === undefined ? [] : open
  const stage = stageOf(said, [options.stages])
  if (stage === undefined) countUnmapped(ledger, 'AccountPlanObjective.Status', 'Closed')
  const at = times.changedAt(objective, ledger)
  if ((stage !== 'won' && stage !== 'lost') || at === undefined) return undefined
  return [...open.filter(each => each.at < at), { at, state: stage === 'won' ? 'met' : 'missed' }]
}
