import type { Recorded } from '../../model/fact.js'
import type { BuyingRole, RoleFact } from '../../model/role.js'
import type { Village } from '../../model/village.js'
import { sortedByText } from '../../support/order.js'
import { groupedBy } from '../grouping.js'
import { type Ledger, report } from '../ledger.js'
import { labelsFor } from '../roleLabels.js'
import type { ObjectRecord, Upsert } from './batches.js'
import { shortId } from './ids.js'
import { objectOfId } from './objects.js'
import { contactIdOf, referenceTo } from './references.js'
import { SALESFORCE_ROLES } from './roleTable.js'
import type { SalesforceWriteOptions } from './writeOptions.js'

interface Writing {
  readonly village: Village
  readonly options: SalesforceWriteOptions
  readonly ledger: Ledger
  /** The id of each person in Salesforce, or their own. */
  readonly contacts: ReadonlyMap<string, string>
}

/** The records that hold the roles that people play and that have not ended. */
export function roleUpserts(village: Village, options: SalesforceWriteOptions, ledger: Ledger): Upsert[] {
  const contacts = new Map(village.stakeholders.map(person => [person.id, contactIdOf(person)]))
  const writing: Writing = { village, options, ledger, contacts }
  const held = village.roles.filter(({ retractedAt, until }) => retractedAt === undefined && until === undefined)
  const known = held.filter(fact => recordOf(fact) !== undefined)
  const fresh = held.filter(fact => recordOf(fact) === undefined)
  const kept = options.include === 'all' ? [...groupedBy(known, fact => recordOf(fact) ?? '')] : []
  const added = sortedByText(
    groupedBy(fresh, ({ stakeholder, decision }) => JSON.stringify([decision ?? '', stakeholder])),
    ([key]) => key,
  )
  return [
    ...sortedByText(kept, ([id]) => id).flatMap(([id, facts]) => keptRecords(writing, id, facts)),
    ...added.flatMap(([, facts]) => newRecords(writing, facts)),
  ]
}

/** The id of the record of Salesforce that a role was read from. */
function recordOf({ id, source, role }: Recorded<RoleFact>): string | undefined {
  if (source !== 'salesforce' || !id.endsWith(`:role:${role}`)) return undefined
  return id.slice(0, -`:role:${role}`.length)
}

/** A record that Salesforce holds, with the roles that are still believed of it. */
function keptRecords(writing: Writing, id: string, facts: readonly Recorded<RoleFact>[]): Upsert[] {
  const [first] = facts
  const labels = first === undefined ? undefined : labelled(writing, facts, first)
  if (first === undefined || labels === undefined) return []
  const short = shortId(id)
  const object = short === undefined ? undefined : objectOfId(short)
  const ends = endsOf(writing, first)
  if (ends === undefined) return []
  const [label, ...others] = labels
  if (object === 'AccountContactRelation') {
    const since = first.since === undefined ? {} : { StartDate: first.since.slice(0, 10) }
    return [{ externalId: 'Id', record: recordFrom(object, { Id: id, ...ends, Roles: labels.join(';'), ...since }) }]
  }
  if (object === 'AccountContactRole' || object === 'OpportunityContactRole') {
    return [
      { externalId: 'Id', record: recordFrom(object, { Id: id, ...ends, Role: label }) },
      ...others.map(Role => ({ record: recordFrom(object, { ...ends, Role }) })),
    ]
  }
  return newRecords(writing, facts)
}

/** Records for the roles that somebody plays in one decision, or in the account, and that Salesforce does not hold. */
function newRecords(writing: Writing, facts: readonly Recorded<RoleFact>[]): Upsert[] {
  const [first] = facts
  const labels = first === undefined ? undefined : labelled(writing, facts, first)
  const ends = first === undefined ? undefined : endsOf(writing, first)
  if (first === undefined || labels === undefined || ends === undefined) return []
  const target = first.decision === undefined ? (writing.options.accountRoles ?? 'AccountContactRole') : 'OpportunityContactRole'
  if (target === 'BuyingCommittee') return committeeRecords(writing, first, labels)
  if (target === 'AccountContactRelation') return [{ record: recordFrom(target, { ...ends, Roles: labels.join(';'), IsActive: true }) }]
  return labels.map(Role => ({ record: recordFrom(target, { ...ends, Role }) }))
}

/** What a role links; `undefined`, as an issue, when one of the two has no place in Salesforce. */
function endsOf({ village, options, ledger, contacts }: Writing, { stakeholder, decision }: RoleFact) {
  const person = referenceTo('Contact', contacts.get(stakeholder) ?? stakeholder, options)
  const place = decision === undefined ? referenceTo('Account', village.account.id, options) : referenceTo('Opportunity', decision, options)
  if (person === undefined) reportNoId(ledger, 'Contact', stakeholder)
  if (place === undefined) {
    reportNoId(ledger, decision === undefined ? 'Account' : 'Opportunity', decision ?? village.account.id)
  }
  return person === undefined || place === undefined ? undefined : { ...place, ...person }
}

function reportNoId(ledger: Ledger, object: 'Account' | 'Contact' | 'Opportunity', id: string): void {
  const message = `It has no Salesforce id, so its roles were left out. Name its external-id field in externalIds.${object}.`
  report(ledger, { object, id }, 'invalidId', message)
}

function labelled(
  { options, ledger }: Writing,
  facts: readonly RoleFact[],
  { stakeholder }: RoleFact,
): readonly [string, ...string[]] | undefined {
  const roles = new Set<BuyingRole>(facts.map(({ role }) => role))
  const [first, ...others] = labelsFor(roles, [options.roles ?? {}, SALESFORCE_ROLES]) ?? []
  if (first !== undefined) return [first, ...others]
  const message = `There is no label for ${[...roles].sort().join(', ')}, so these roles were left out. Give one in roles.`
  report(ledger, { object: 'Contact', id: stakeholder }, 'missingValue', message)
  return undefined
}

/**
 * A member of a buying committee of the account, and an assignment for each label. They name each other by reference, as the files of
 * `sf data import tree` do, because they have no ids yet.
 */
function committeeRecords({ village, options, contacts }: Writing, { stakeholder }: RoleFact, labels: readonly string[]): Upsert[] {
  const key = (text: string): string => text.replace(/\W/g, '_')
  const contact = contacts.get(stakeholder) ?? stakeholder
  const [committee, member] = [`committee_${key(village.account.id)}`, `member_${key(contact)}`]
  const place = referenceTo('Account', village.account.id, options) ?? {}
  const person = referenceTo('Contact', contact, options) ?? {}
  return [
    { record: recordFrom('BuyingCommittee', { ...place, Name: village.account.name }, committee) },
    {
      record: recordFrom(
        'BuyingCommitteeMember',
        { BuyingCommitteeId: `@${committee}`, ReferenceMemberId: person.ContactId ?? null, AdditionMethod: 'Manual' },
        member,
      ),
    },
    ...labels.map(label => ({
      record: recordFrom('BuyingComteMbrRoleAsgnt', { BuyingCommitteeMemberId: `@${member}`, RoleName: label }, `${member}_${key(label)}`),
    })),
  ]
}

function recordFrom(type: string, fields: { readonly [field: string]: unknown }, referenceId?: string): ObjectRecord {
  return { attributes: { type, ...(referenceId !== undefined && { referenceId }) }, ...fields }
}
