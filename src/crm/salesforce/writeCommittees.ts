import type { Recorded } from '../../model/fact.js'
import type { RoleFact } from '../../model/role.js'
import { report } from '../ledger.js'
import { type RoleLabels, roleLabelKey } from '../roleLabels.js'
import type { Upsert } from './batches.js'
import { isReferable, longId, shortId } from './ids.js'
import type { CommitteeMembership } from './memberships.js'
import { SALESFORCE_ROLES } from './roleTable.js'
import { endsOf, labelled, type RoleWriting, recordFrom } from './roleWriting.js'
import type { SalesforceWriteOptions } from './writeOptions.js'

/** An assignment that Salesforce holds, with the roles that are still believed of it. */
export function keptAssignment(writing: RoleWriting, id: string, facts: readonly Recorded<RoleFact>[]): Upsert[] {
  const labels = labelled(writing, facts, committeeLabels(writing))
  if (labels === undefined) return []
  const memberships = writing.memberships.get(facts[0]?.stakeholder ?? '') ?? []
  // Of several memberships nothing tells which it belongs to, and it keeps its own.
  const { committee, member } = memberships.length === 1 ? { ...memberships[0] } : {}
  const [label, ...others] = labels
  const role = committee === undefined ? undefined : roleIdOf(writing, committee, label)
  const fields = {
    Id: id,
    ...(member !== undefined && { BuyingCommitteeMemberId: member }),
    ...(role !== undefined && { BuyingCommitteeRoleId: role }),
    RoleName: label,
  }
  return [
    { externalId: 'Id', record: recordFrom(ASSIGNMENT, fields) },
    ...(others.length > 0 ? newAssignments(writing, facts, others) : []),
  ]
}

/**
 * An assignment for each role of a person in the buying committee of the account. A committee or a member that is not there yet is written
 * too, and a new committee with its roles; they name each other by reference, as the files of `sf data import tree` do, because they have
 * no ids yet.
 */
export function newCommitteeRecords(writing: RoleWriting, facts: readonly RoleFact[]): Upsert[] {
  const labels = labelled(writing, facts, committeeLabels(writing))
  return labels === undefined ? [] : newAssignments(writing, facts, labels)
}

function newAssignments(writing: RoleWriting, facts: readonly RoleFact[], labels: readonly string[]): Upsert[] {
  const [first] = facts
  const ends = first === undefined ? undefined : endsOf(writing, first)
  const seat = first === undefined ? undefined : seatOf(writing, first.stakeholder)
  if (first === undefined || ends === undefined || seat === undefined) return []
  const { account, contacts } = writing
  const committee = seat.committee ?? `@committee_${referenceKey(account.id)}`
  const member = seat.member ?? `@member_${referenceKey(contacts.get(first.stakeholder) ?? first.stakeholder)}`
  const contact = 'ContactId' in ends.person ? { ReferenceMemberId: ends.person.ContactId } : { ReferenceMember: ends.person.Contact }
  const roles = labels.map(label => ({ label, ...roleIn(writing, seat, label) }))
  return [
    ...(seat.committee === undefined
      ? [{ record: recordFrom('BuyingCommittee', { ...ends.place, Name: account.name }, committee.slice(1)) }]
      : []),
    ...roles.flatMap(({ label, added }) =>
      added === undefined ? [] : [{ record: recordFrom('BuyingCommitteeRole', { BuyingCommitteeId: committee, Name: label }, added) }],
    ),
    ...(seat.member === undefined
      ? [
          {
            record: recordFrom(
              'BuyingCommitteeMember',
              { BuyingCommitteeId: committee, ...contact, AdditionMethod: 'Manual' },
              member.slice(1),
            ),
          },
        ]
      : []),
    ...roles.map(({ label, id }) => ({
      record: recordFrom(ASSIGNMENT, {
        BuyingCommitteeMemberId: member,
        ...(id !== undefined && { BuyingCommitteeRoleId: id }),
        RoleName: label,
      }),
    })),
  ]
}

const ASSIGNMENT = 'BuyingComteMbrRoleAsgnt'

function referenceKey(text: string): string {
  return text.replace(/\W/g, '_')
}

/** Where new roles of somebody go: what is absent is to be made. `undefined`, as an issue, when that cannot be told. */
function seatOf(writing: RoleWriting, stakeholder: string): Partial<CommitteeMembership> | undefined {
  const { account, options, ledger, memberships } = writing
  const own = memberships.get(stakeholder) ?? []
  const around = own.length > 0 ? own : [...memberships.values()].flat()
  const named = committeeNamed(options)
  const committees = new Set(named === undefined ? around.map(({ committee }) => committee) : [named])
  const [committee, ...others] = committees
  if (others.length > 0) {
    const message = `It has several buying committees (${committees.size}), so new roles of people were left out. Name one in committee.`
    report(ledger, { object: 'Account', id: account.id }, 'missingValue', message)
    return undefined
  }
  const member = own.find(each => each.committee === committee)?.member
  if (member === undefined || isReferable(member))
    return { ...(committee !== undefined && { committee }), ...(member !== undefined && { member }) }
  const message = 'Its membership of a buying committee was read without an Id, so its new roles were left out. Query the Id.'
  report(ledger, { object: 'Contact', id: stakeholder }, 'invalidId', message)
  return undefined
}

/** The labels that have a role of the committee, by what they mean: they are written before others. */
function committeeLabels({ options }: RoleWriting): readonly RoleLabels[] {
  const roles = rolesByKey(options.committeeRoles)
  return [options.roles ?? {}, SALESFORCE_ROLES].map(table =>
    Object.fromEntries(Object.entries(table).filter(([label]) => roles.has(roleLabelKey(label)))),
  )
}

function rolesByKey(roles: { readonly [label: string]: string } = {}): ReadonlyMap<string, string> {
  return new Map(Object.entries(roles).map(([label, id]) => [roleLabelKey(label), id]))
}

/** The role of a committee that a label names: the one that is known, or in a new committee one that is `added` with it. */
function roleIn(writing: RoleWriting, seat: Partial<CommitteeMembership>, label: string) {
  const { account, ledger } = writing
  const id = roleIdOf(writing, seat.committee, label)
  if (id !== undefined) return { id }
  const added = `role_${referenceKey(account.id)}_${referenceKey(label)}`
  if (seat.committee === undefined) return { id: `@${added}`, added }
  const message = `The id of the role ${label} is not known, so new assignments have only its name. Give the id in committeeRoles.`
  report(ledger, { object: 'BuyingCommitteeRole' }, 'missingValue', message)
  return {}
}

/** The id of a role of a committee, where it is the one that the options tell the roles of: that which they name, or the only one known. */
function roleIdOf({ options, memberships }: RoleWriting, committee: string | undefined, label: string): string | undefined {
  const named = committeeNamed(options)
  const known = [...memberships.values()].flat()
  const isMeant = named === undefined ? known.every(each => each.committee === committee) : named === committee
  return isMeant ? rolesByKey(options.committeeRoles).get(roleLabelKey(label)) : undefined
}

/** The committee of the options, as an import names it. */
function committeeNamed({ committee }: SalesforceWriteOptions): string | undefined {
  const short = committee === undefined ? undefined : shortId(committee)
  return short === undefined ? committee : longId(short)
}
