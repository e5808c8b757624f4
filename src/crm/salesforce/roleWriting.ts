import type { Account } from '../../model/account.js'
import type { Recorded } from '../../model/fact.js'
import type { BuyingRole, RoleFact } from '../../model/role.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import type { Snapshot } from '../../village/snapshot.js'
import { type Ledger, report } from '../ledger.js'
import { labelsFor, type RoleLabels } from '../roleLabels.js'
import type { ObjectRecord } from './batches.js'
import { type CommitteeMembership, membershipsOf } from './memberships.js'
import { contactIdOf, referenceTo } from './references.js'
import { SALESFORCE_ROLES } from './roleTable.js'
import type { SalesforceWriteOptions } from './writeOptions.js'

/** The people of an account, and the roles that they play. */
export interface RolesToWrite {
  readonly account: Account
  readonly stakeholders: readonly Stakeholder[]
  readonly roles: readonly Recorded<RoleFact>[]
}

/** What a village tells that has no date: what nothing has ended is so. */
export function rolesInVillage({ account, stakeholders, roles }: Village): RolesToWrite {
  return {
    account,
    stakeholders: stakeholders.filter(({ retractedAt }) => retractedAt === undefined),
    roles: roles.filter(({ retractedAt, until }) => retractedAt === undefined && until === undefined),
  }
}

/** What a snapshot tells of its day and of the decision in view. */
export function rolesInSnapshot({ account, stakeholders, former, placeholders, roles }: Snapshot): RolesToWrite {
  const isKnown = (id: string): boolean => !placeholders.includes(id)
  return {
    account,
    // A buying committee may be known by those alone who have left.
    stakeholders: [...stakeholders.filter(({ id }) => isKnown(id)), ...former],
    roles: roles.filter(role => isKnown(role.stakeholder)),
  }
}

/** What is known while roles are written. */
export interface RoleWriting {
  readonly account: Account
  readonly options: SalesforceWriteOptions
  readonly ledger: Ledger
  /** The id of each person in Salesforce, or their own. */
  readonly contacts: ReadonlyMap<string, string>
  /** The memberships of each person who is in buying committees. */
  readonly memberships: ReadonlyMap<string, readonly CommitteeMembership[]>
}

export function roleWriting({ account, stakeholders }: RolesToWrite, options: SalesforceWriteOptions, ledger: Ledger): RoleWriting {
  return {
    account,
    options,
    ledger,
    contacts: new Map(stakeholders.map(person => [person.id, contactIdOf(person)])),
    memberships: new Map(stakeholders.map(person => [person.id, membershipsOf(person)])),
  }
}

/** What a role links; `undefined`, as an issue, when one of the two has no place in Salesforce. */
export function endsOf({ account, options, ledger, contacts }: RoleWriting, { stakeholder, decision }: RoleFact) {
  const person = referenceTo('Contact', contacts.get(stakeholder) ?? stakeholder, options)
  const place = decision === undefined ? referenceTo('Account', account.id, options) : referenceTo('Opportunity', decision, options)
  if (person === undefined) reportNoId(ledger, 'Contact', stakeholder)
  if (place === undefined) {
    reportNoId(ledger, decision === undefined ? 'Account' : 'Opportunity', decision ?? account.id)
  }
  return person === undefined || place === undefined ? undefined : { place, person }
}

function reportNoId(ledger: Ledger, object: 'Account' | 'Contact' | 'Opportunity', id: string): void {
  const message = `It has no Salesforce id, so its roles were left out. Name its external-id field in externalIds.${object}.`
  report(ledger, { object, id }, 'invalidId', message)
}

/**
 * The labels of roles that one person plays; `undefined`, as an issue, when there is none for some of them.
 *
 * @param preferred tables that come before those of the options
 */
export function labelled(
  { options, ledger }: RoleWriting,
  facts: readonly RoleFact[],
  preferred: readonly RoleLabels[] = [],
): readonly [string, ...string[]] | undefined {
  const roles = new Set<BuyingRole>(facts.map(({ role }) => role))
  const [first, ...others] = labelsFor(roles, [...preferred, options.roles ?? {}, SALESFORCE_ROLES]) ?? []
  if (first !== undefined) return [first, ...others]
  const message = `There is no label for ${[...roles].sort().join(', ')}, so these roles were left out. Give one in roles.`
  const id = facts[0]?.stakeholder
  report(ledger, { object: 'Contact', ...(id !== undefined && { id }) }, 'missingValue', message)
  return undefined
}

export function recordFrom(type: string, fields: { readonly [field: string]: unknown }, referenceId?: string): ObjectRecord {
  return { attributes: { type, ...(referenceId !== undefined && { referenceId }) }, ...fields }
}
