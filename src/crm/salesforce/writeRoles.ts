import type { Recorded } from '../../model/fact.js'
import type { RoleFact } from '../../model/role.js'
import { groupedBy } from '../../support/grouping.js'
import { sortedByText } from '../../support/order.js'
import { type Ledger, report } from '../ledger.js'
import type { Upsert } from './batches.js'
import { isTreeReference, shortId } from './ids.js'
import { objectOfId } from './objects.js'
import { endsOf, labelled, type RolesToWrite, type RoleWriting, recordFrom, roleWriting } from './roleWriting.js'
import { keptAssignment, newCommitteeRecords } from './writeCommittees.js'
import type { SalesforceWriteOptions } from './writeOptions.js'

/** The records that hold the roles that people play. */
export function roleUpserts(rolesToWrite: RolesToWrite, options: SalesforceWriteOptions, ledger: Ledger): Upsert[] {
  const writing = roleWriting(rolesToWrite, options, ledger)
  const known = rolesToWrite.roles.filter(fact => recordOf(fact) !== undefined)
  const stated = new Set(known.map(sayingOf))
  const fresh = rolesToWrite.roles.filter(fact => recordOf(fact) === undefined && !stated.has(sayingOf(fact)))
  const kept = options.include === 'all' ? [...groupedBy(known, fact => recordOf(fact) ?? '')] : []
  const added = sortedByText(
    groupedBy(fresh, ({ stakeholder, decision }) => JSON.stringify([decision ?? '', stakeholder])),
    ([key]) => key,
  )
  const upserts = [
    ...sortedByText(kept, ([id]) => id).flatMap(([id, facts]) => keptRecords(writing, id, facts)),
    ...added.flatMap(([, facts]) => newRecords(writing, facts)),
  ]
  return upserts.sort((a, b) => turnOf(a) - turnOf(b))
}

/** What other records name comes before them: committees before their roles and members, and these before assignments. */
function turnOf({ record }: Upsert): number {
  const turn = NAMED.indexOf(record.attributes.type)
  return turn === -1 ? NAMED.length : turn
}

const NAMED = ['BuyingCommittee', 'BuyingCommitteeRole', 'BuyingCommitteeMember']

/** What a fact says, whoever says it: a role that Salesforce holds already is not new because another source tells it too. */
function sayingOf({ stakeholder, role, decision }: RoleFact): string {
  return JSON.stringify([stakeholder, role, decision ?? ''])
}

/** The id of the record of Salesforce that a role was read from. */
function recordOf({ id, source, role }: Recorded<RoleFact>): string | undefined {
  if (source !== 'salesforce' || !id.endsWith(`:role:${role}`)) return undefined
  return id.slice(0, -`:role:${role}`.length)
}

/** A record that Salesforce holds, with the roles that are still believed of it. */
function keptRecords(writing: RoleWriting, id: string, facts: readonly Recorded<RoleFact>[]): Upsert[] {
  const [first] = facts
  if (first === undefined || isTreeReference(id)) return newRecords(writing, facts)
  const short = shortId(id)
  if (short === undefined) {
    const message = 'A record of its roles was read without an Id, so it was left out. Query the Id.'
    report(writing.ledger, { object: 'Contact', id: first.stakeholder }, 'invalidId', message)
    return []
  }
  const object = objectOfId(short)
  // What ids of assignments begin with is not known; those of all other records of roles are.
  if (object === undefined) return keptAssignment(writing, id, facts)
  const labels = labelled(writing, facts)
  const ends = labels === undefined ? undefined : endsOf(writing, first)
  if (labels === undefined || ends === undefined) return []
  const link = { ...ends.place, ...ends.person }
  const [label, ...others] = labels
  if (object === 'AccountContactRelation') {
    const since = first.since === undefined ? {} : { StartDate: first.since.slice(0, 10) }
    return [{ externalId: 'Id', record: recordFrom(object, { Id: id, ...link, Roles: labels.join(';'), ...since }) }]
  }
  return [
    { externalId: 'Id', record: recordFrom(object, { Id: id, ...link, Role: label }) },
    ...others.map(Role => ({ record: recordFrom(object, { ...link, Role }) })),
  ]
}

/** Records for the roles that somebody plays in one decision, or in the account, and that Salesforce does not hold. */
function newRecords(writing: RoleWriting, facts: readonly Recorded<RoleFact>[]): Upsert[] {
  const [first] = facts
  if (first === undefined) return []
  const target = first.decision === undefined ? (writing.options.accountRoles ?? 'AccountContactRole') : 'OpportunityContactRole'
  if (target === 'BuyingCommittee') return newCommitteeRecords(writing, facts)
  const labels = labelled(writing, facts)
  const ends = labels === undefined ? undefined : endsOf(writing, first)
  if (labels === undefined || ends === undefined) return []
  const link = { ...ends.place, ...ends.person }
  if (target === 'AccountContactRelation') return [{ record: recordFrom(target, { ...link, Roles: labels.join(';'), IsActive: true }) }]
  return labels.map(Role => ({ record: recordFrom(target, { ...link, Role }) }))
}
