import type { BuyingRole, RoleFact } from '../../model/role.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learned, learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import { type FieldPeriod, fieldPeriods } from './changes.js'
import type { Context } from './context.js'
import type { Opportunities } from './decisions.js'
import { liveRecords, referenceOf } from './records.js'

/** Adds who is related to which account, with the roles that they play there for as long as it holds. */
export function addRelations(context: Context): void {
  const { source, draft, ledger } = context
  for (const relation of liveRecords(source, 'AccountContactRelation')) {
    states(draft, relation, ['Roles'], ['role:'])
    const ends = endsOf(relation, 'AccountId', 'account', context)
    if (ends === undefined) continue
    const isActive = flagOf(relation, 'IsActive') !== false
    const until = instantOf(relation, 'EndDate', ledger)
    if (!isActive && until === undefined) {
      const message =
        'It is not active and has no EndDate, so no one knows when the person left. They were kept without anything that they do or say.'
      report(ledger, relation, 'missingValue', message)
    }
    const { person, other: account } = ends
    draft.memberships.push({
      person,
      account,
      kind: 'relation',
      isActive,
      ...(until !== undefined && { until }),
      ...learned(relation, context),
      from: relation,
    })
    const period = isActive || until !== undefined ? periodOf(relation, until, context) : undefined
    if (period !== undefined) addRoles(relation, 'Roles', { stakeholder: person, ...period }, account, context)
  }
}

/** Adds the roles that contacts play in an account by AccountContactRole, the older way to say so. */
export function addAccountRoles(context: Context): void {
  for (const record of liveRecords(context.source, 'AccountContactRole')) {
    states(context.draft, record, ['Role'], ['role:'])
    const ends = endsOf(record, 'AccountId', 'account', context)
    if (ends === undefined) continue
    const { person, other: account } = ends
    context.draft.memberships.push({ person, account, kind: 'part', isActive: true, ...learned(record, context), from: record })
    addRoles(record, 'Role', { stakeholder: person }, account, context)
  }
}

/** Adds the parts that contacts play in opportunities. */
export function addParts(context: Context, opportunities: Opportunities): void {
  const { source, draft } = context
  for (const part of liveRecords(source, 'OpportunityContactRole')) {
    states(draft, part, ['Role'], ['role:'])
    const ends = endsOf(part, 'OpportunityId', 'opportunity', context)
    if (ends === undefined) continue
    const { person, other } = ends
    const opportunity = opportunities.get(other)
    // One that is here and has no account was told already; one that is not may be known.
    if (opportunity === undefined && source.present.has(other)) continue
    const { account, isDecision } = opportunity ?? { account: undefined, isDecision: true }
    if (isDecision) draft.parts.push({ person, decision: other, ...learned(part, context), from: part })
    else if (account !== undefined)
      draft.memberships.push({ person, account, kind: 'part', isActive: true, ...learned(part, context), from: part })
    if (isDecision) addRoles(part, 'Role', { stakeholder: person, decision: other }, undefined, context)
  }
}

/** The two that a record links; of those left out on purpose nothing is said, and one that is empty is an issue. */
function endsOf(
  record: SourceRecord,
  field: string,
  noun: string,
  context: Context,
): { readonly person: string; readonly other: string } | undefined {
  const { source, draft, silent, ledger } = context
  const person = referenceOf(record, 'ContactId', context)
  if (person === undefined) report(ledger, record, 'missingValue', 'It names no contact, so it was left out.')
  if (person !== undefined && draft.withheld.has(person)) silent.add(record.id)
  if (person === undefined || draft.withheld.has(person) || source.gone.has(person)) return undefined
  const other = referenceOf(record, field, context)
  if (other === undefined) report(ledger, record, 'missingValue', `It names no ${noun}, so it was left out.`)
  return other === undefined ? undefined : { person, other }
}

function periodOf(relation: SourceRecord, until: Instant | undefined, { ledger }: Context): Pick<RoleFact, 'since' | 'until'> | undefined {
  const since = instantOf(relation, 'StartDate', ledger)
  if (since === undefined || until === undefined || since <= until) {
    return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }
  }
  report(ledger, relation, 'invalidValue', 'Its EndDate lies before its StartDate, so what it says of roles was left out.')
  return undefined
}

/** Adds what a record says that somebody is, and was, and may stop. */
function addRoles(
  record: SourceRecord,
  field: string,
  where: Pick<RoleFact, 'stakeholder' | 'decision' | 'since' | 'until'>,
  account: string | undefined,
  context: Context,
): void {
  const { draft, source } = context
  const periods = fieldPeriods(source.changes, record.id, field, textOf(record, field))
  for (const { role, since, until } of rolePeriods(record, field, periods, context)) {
    const period = within(where, { ...(since !== undefined && { since }), ...(until !== undefined && { until }) })
    const id = until === undefined ? `${record.id}:role:${role}` : `${record.id}:role:${role}:${until}`
    const fact = { id, ...where, role, ...period, basis: 'stated' as const, ...learnedAfter(since, record, context) }
    if (period !== undefined) draft.roles.push({ fact, ...(account !== undefined && { account }), from: record })
  }
  addVeto(record, where, account, context)
}

type Period = Pick<RoleFact, 'since' | 'until'>

/** For how long each role stood in a field, without a break. */
function rolePeriods(
  record: SourceRecord,
  field: string,
  periods: readonly FieldPeriod[],
  { options, ledger }: Context,
): readonly (Period & { readonly role: BuyingRole })[] {
  const played = periods.map(period => {
    const labels = String(period.value ?? '').split(';')
    return { period, roles: rolesFor(options.roles, labels, `${record.object}.${field}`, ledger) }
  })
  const all = [...new Set(played.flatMap(({ roles }) => roles))]
  return all.flatMap(role => {
    const runs: { since?: Instant; until?: Instant }[] = []
    played.forEach(({ period: { since, until }, roles }, i) => {
      if (!roles.includes(role)) return
      const run = played[i - 1]?.roles.includes(role) === true ? runs.pop() : { ...(since !== undefined && { since }) }
      runs.push({ ...(run?.since !== undefined && { since: run.since }), ...(until !== undefined && { until }) })
    })
    return runs.map(run => ({ ...run, role }))
  })
}

/** What two periods share; `undefined` when that is nothing. */
function within(a: Period, b: Period): Period | undefined {
  const since = [a.since, b.since]
    .flatMap(each => each ?? [])
    .sort(compareText)
    .at(-1)
  const until = [a.until, b.until].flatMap(each => each ?? []).sort(compareText)[0]
  if (since !== undefined && until !== undefined && since > until) return undefined
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }
}
