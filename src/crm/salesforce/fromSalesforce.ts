import type { Arrived } from '../awaited.js'
import { type EvidenceCollector, openCollector } from '../cellEvidence.js'
import { importFromCrm } from '../importFromCrm.js'
import type { ImportResult } from '../result.js'
import { addAccounts } from './accounts.js'
import { addActivities } from './activities.js'
import { addCommittees } from './committees.js'
import { addContacts } from './contacts.js'
import { OWNER_NAMED_IN, ownerOf, SALESFORCE_TIMES } from './context.js'
import { addDecisions } from './decisions.js'
import { fieldsFor } from './fields.js'
import { SALESFORCE_FORMAT } from './format.js'
import type { SalesforceInput } from './input.js'
import { resolvedOptions, type SalesforceOptions } from './options.js'
import { addPlans } from './plans.js'
import { wishesIn, withheldIn } from './privacy.js'
import { sourceOf } from './records.js'
import { addAccountRoles, addParts, addRelations } from './roles.js'
import { addUsers } from './users.js'

/**
 * The villages in records of Salesforce: one for each account, or for each topmost account.
 *
 * It takes records of Account, Contact, the roles and relations between them, buying committees, account plans, Opportunity, Task, Event, Individual, User and
 * the histories of their fields, as the REST API, jsforce, a bulk export, change data capture or a warehouse gives them, in any order, and
 * nothing in them makes it throw: what cannot be taken as it is comes back as an issue. The same records always give the same villages, so that importing them again and recording the result changes
 * nothing.
 *
 * People whose Individual says that they are to be forgotten, or that they opted out of profiling or processing, are left out without a
 * trace. Of people who want no e-mail the mail address is left out.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromSalesforce } from 'account-village/salesforce'
 * const { villages, coverage } = fromSalesforce({
 *   Account: [{ Id: '0015g00000Aq1cZAAR', Name: 'Brennfeld Armaturen' }],
 *   Contact: [{ Id: '0035g00000Lr7uQAAR', AccountId: '0015g00000Aq1cZAAR', Name: 'Ines Vogt', Department: 'Maintenance' }],
 *   AccountContactRelation: [
 *     { Id: '07k5g00000Tz0aBAAR', AccountId: '0015g00000Aq1cZAAR', ContactId: '0035g00000Lr7uQAAR', Roles: 'Business User;Influencer' },
 *   ],
 * })
 * villages[0]?.account.name //=> 'Brennfeld Armaturen'
 * villages[0]?.roles.map(({ role }) => role) //=> ['influencer', 'user']
 * coverage.accounts[0]?.missingClasses //=> ['decider']
 */
export function fromSalesforce<Input extends SalesforceInput>(
  input: Input & Arrived<Input>,
  options: SalesforceOptions = {},
): ImportResult {
  const call = { importer: 'fromSalesforce', input, resolve: () => resolvedOptions(options) }
  return importFromCrm(call, SALESFORCE, context => {
    addUsers(context)
    addAccounts(context)
    addContacts(context)
    addRelations(context)
    addAccountRoles(context)
    addCommittees(context)
    addPlans(context)
    const opportunities = addDecisions(context)
    addParts(context, opportunities)
    addActivities(context, opportunities)
  })
}

const SALESFORCE = {
  name: 'salesforce',
  accountObject: 'Account',
  payload: SALESFORCE_FORMAT,
  times: SALESFORCE_TIMES,
  ownerOf,
  ownerNamedIn: OWNER_NAMED_IN,
  fieldsFor,
  sourceOf,
  withheldIn,
  wishesIn,
} as const

/** Collects how the cells of records are written that are imported in parts. */
export const collector = (options: SalesforceOptions): EvidenceCollector => openCollector(SALESFORCE, resolvedOptions(options))
