import { groupedBy } from '../../support/grouping.js'
import { fingerprint } from '../../support/hash.js'
import { foldedText } from '../../support/text.js'
import { learned, learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { states } from '../silence.js'
import type { Context } from './context.js'
import { membershipId } from './memberships.js'
import { liveRecords, referenceOf } from './records.js'

/**
 * Adds the members of buying committees, with the roles that are assigned to them: people of the account, whose roles hold for all of its
 * decisions. What an agent added is a conclusion; what a person added was stated.
 *
 * Competitors whom they mention become comments, a conclusion too. Scores and summaries of a committee are not read: they are what somebody
 * else computed of the same facts.
 */
export function addCommittees(context: Context): void {
  const { source, draft, ledger } = context
  const committees = new Map(liveRecords(source, 'BuyingCommittee').map(record => [record.id, record]))
  const names = new Map(liveRecords(source, 'BuyingCommitteeRole').map(record => [record.id, textOf(record, 'Name')]))
  const assignments = groupedBy(liveRecords(source, 'BuyingComteMbrRoleAsgnt'), each => memberOf(each, context) ?? '')
  for (const member of liveRecords(source, 'BuyingCommitteeMember')) {
    const person = referenceOf(member, 'ReferenceMemberId', context)
    if (person === undefined) report(ledger, member, 'missingValue', 'It names no contact, so it was left out.')
    if (person === undefined || draft.withheld.has(person) || source.gone.has(person)) continue
    const account = accountOf(member, committees, context)
    if (account === undefined) continue
    const committee = referenceOf(member, 'BuyingCommitteeId', context) ?? ''
    const externalId = membershipId({ committee, member: member.id })
    const link = { person, account, externalId, from: member }
    draft.memberships.push({ ...link, kind: 'part', isActive: true, ...learned(member, context) })
    addCompetitors(member, person, account, context)
    for (const assignment of assignments.get(member.id) ?? []) {
      addAssigned(assignment, { person, account, basis: basisOf(member) }, names, context)
    }
  }
}

function memberOf(assignment: SourceRecord, context: Context): string | undefined {
  const { source, ledger } = context
  const member = referenceOf(assignment, 'BuyingCommitteeMemberId', context)
  if (member === undefined) report(ledger, assignment, 'missingValue', 'It names no member, so it was left out.')
  else if (!source.present.has(member) && !source.gone.has(member)) {
    report(ledger, assignment, 'missingRecord', 'Its member is not in the import, so it was left out.')
  }
  return member
}

function accountOf(member: SourceRecord, committees: ReadonlyMap<string, SourceRecord>, context: Context): string | undefined {
  const { source, ledger } = context
  const id = referenceOf(member, 'BuyingCommitteeId', context) ?? ''
  const committee = committees.get(id)
  const account = committee === undefined ? undefined : referenceOf(committee, 'AccountId', context)
  if (committee === undefined && !source.gone.has(id)) {
    report(ledger, member, 'missingRecord', 'Its committee is not in the import, so it was left out.')
  }
  if (committee !== undefined && account === undefined) {
    report(ledger, committee, 'missingValue', 'It names no account, so its members were left out.')
  }
  return account
}

function basisOf(member: SourceRecord): 'stated' | 'inferred' {
  return textOf(member, 'AdditionMethod') === 'Agent' ? 'inferred' : 'stated'
}

function addAssigned(
  assignment: SourceRecord,
  { person, account, basis }: { readonly person: string; readonly account: string; readonly basis: 'stated' | 'inferred' },
  names: ReadonlyMap<string, string | undefined>,
  context: Context,
): void {
  const { draft, options, ledger } = context
  const role = referenceOf(assignment, 'BuyingCommitteeRoleId', context)
  const label = textOf(assignment, 'RoleName') ?? names.get(role ?? '')
  states(draft, assignment, ['RoleName', 'BuyingCommitteeRoleId'], ['role:'])
  if (label === undefined) report(ledger, assignment, 'missingValue', 'It names no role, so it was left out.')
  for (const role of rolesFor(options.roles, [label ?? ''], 'BuyingComteMbrRoleAsgnt.RoleName', ledger)) {
    const fact = { id: `${assignment.id}:role:${role}`, stakeholder: person, role, basis, ...learned(assignment, context) }
    draft.roles.push({ fact, account, from: assignment })
  }
}

/** Adds a comment for each competitor whom the research on a member found mentioned. */
function addCompetitors(member: SourceRecord, stakeholder: string, account: string, context: Context): void {
  const { draft, ledger, times } = context
  states(draft, member, ['CompetitorsMentionedTxt'], ['competitor:'])
  const names = (textOf(member, 'CompetitorsMentionedTxt') ?? '').split(/[;,|\r\n]/).map(name => name.trim())
  const at = instantOf(member, 'LastResearchedDateTime', ledger) ?? times.changedAt(member, ledger)
  for (const [key, name] of new Map(names.filter(isCompany).map(name => [foldedText(name), name] as const))) {
    if (at === undefined) {
      report(ledger, member, 'missingValue', 'It names competitors and has no date, so they were left out.')
      return
    }
    const id = `${member.id}:competitor:${fingerprint(key).slice(0, 12)}`
    const said = { text: `Competitor mentioned: ${name}`, themes: [`competitor: ${name}`] }
    draft.comments.push({
      fact: { id, stakeholder, at, ...said, basis: 'inferred', ...learnedAfter(at, member, context) },
      account,
      from: member,
    })
  }
}

function isCompany(name: string): boolean {
  return /[\p{L}\p{N}]/u.test(name) && !/^(?:none|n\/a)$/i.test(name)
}
