import type { Arrived } from '../awaited.js'
import { type EvidenceCollector, openCollector } from '../cellEvidence.js'
import { importFromCrm } from '../importFromCrm.js'
import type { ImportResult } from '../result.js'
import { addAccounts } from './accounts.js'
import { addActivities } from './activities.js'
import { addConnections } from './connections.js'
import { addContacts } from './contacts.js'
import { DYNAMICS_TIMES, OWNER_NAMED_IN, ownerOf } from './context.js'
import { addDecisions } from './decisions.js'
import { fieldsFor } from './fields.js'
import { DYNAMICS_FORMAT } from './format.js'
import type { DynamicsInput } from './input.js'
import { type DynamicsOptions, resolvedOptions } from './options.js'
import { withheldIn } from './privacy.js'
import { sourceOf } from './records.js'
import { addUsers } from './users.js'

/**
 * The villages in rows of Dynamics 365 and Dataverse: one for each account, or for each topmost account.
 *
 * It takes accounts, contacts, connections and their roles, opportunities, activities and their parties, users and currencies as the Web API, a
 * client or a warehouse gives them, in any order, with or without annotations. Nothing in them makes it throw: what cannot be taken as it
 * is comes back as an issue. The same rows always give the same villages, so that importing them again and recording the result changes
 * nothing.
 *
 * People who opted out by `msdyn_gdproptout` are left out without a trace. Of people who want no mail the address is left out.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromDynamics } from 'account-village/dynamics'
 * const { villages, coverage } = fromDynamics({
 *   accounts: [{ accountid: 'b1f0c2a4-5d1e-4a52-9f0e-2f6f6b7d0a01', name: 'Brennfeld Armaturen' }],
 *   contacts: [
 *     {
 *       contactid: 'c2e1d3b5-6e2f-4b63-8a1f-3a7a7c8e1b02',
 *       fullname: 'Ines Vogt',
 *       _parentcustomerid_value: 'b1f0c2a4-5d1e-4a52-9f0e-2f6f6b7d0a01',
 *       accountrolecode: 3,
 *     },
 *   ],
 * })
 * villages[0]?.account.name //=> 'Brennfeld Armaturen'
 * villages[0]?.roles.map(({ role }) => role) //=> ['influencer']
 * coverage.accounts[0]?.missingClasses //=> ['user', 'decider']
 */
export function fromDynamics<Input extends DynamicsInput>(input: Input & Arrived<Input>, options: DynamicsOptions = {}): ImportResult {
  const call = { importer: 'fromDynamics', input, resolve: () => resolvedOptions(options) }
  return importFromCrm(call, DYNAMICS, context => {
    addUsers(context)
    addAccounts(context)
    addContacts(context)
    const opportunities = addDecisions(context)
    addConnections(context, opportunities)
    addActivities(context, opportunities)
  })
}

const DYNAMICS = {
  name: 'dynamics',
  accountObject: 'account',
  payload: DYNAMICS_FORMAT,
  times: DYNAMICS_TIMES,
  ownerOf,
  ownerNamedIn: OWNER_NAMED_IN,
  fieldsFor,
  sourceOf,
  withheldIn,
} as const

/** Collects how the cells of records are written that are imported in parts. */
export const collector = (options: DynamicsOptions): EvidenceCollector => openCollector(DYNAMICS, resolvedOptions(options))
