import type { Arrived } from '../awaited.js'
import { type EvidenceCollector, openCollector } from '../cellEvidence.js'
import { importFromCrm } from '../importFromCrm.js'
import type { ImportResult } from '../result.js'
import { addAccounts } from './accounts.js'
import { addActivities } from './activities.js'
import { addContacts } from './contacts.js'
import { OWNER_NAMED_IN, ownerOf, ZOHO_TIMES } from './context.js'
import { addDeals } from './deals.js'
import { fieldsFor } from './fields.js'
import { ZOHO_FORMAT } from './format.js'
import type { ZohoInput } from './input.js'
import { resolvedOptions, type ZohoOptions } from './options.js'
import { withheldIn } from './privacy.js'
import { sourceOf } from './records.js'
import { addUsers } from './users.js'

/**
 * The villages in records of Zoho CRM: one for each account, or for each topmost account.
 *
 * It takes records of Accounts, Contacts, Deals, Contact_Roles, Events, Calls, Tasks, Notes and users as the API or a bulk export gives them, in any
 * order, and nothing in them makes it throw: what cannot be taken as it is comes back as an issue. The same records always give the same
 * villages, so that importing them again and recording the result changes nothing.
 *
 * Zoho gives the contact roles of one deal at a time: put them into the deal, as `Contact_Roles`. Contacts whose data are no longer to be
 * processed are left out without a trace. Of those who want no e-mail the mail address is left out.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromZoho } from 'account-village/zoho'
 * const account = { id: '4150868000000333010', name: 'Brennfeld Armaturen' }
 * const { villages } = fromZoho({
 *   Accounts: { data: [{ id: account.id, Account_Name: account.name }], info: { more_records: false } },
 *   Contacts: [{ id: '4150868000000333021', Full_Name: 'Ines Vogt', Account_Name: account, Title: 'Plant manager' }],
 *   Deals: [
 *     {
 *       id: '4150868000000333035',
 *       Deal_Name: 'Renewal',
 *       Account_Name: account,
 *       Stage: 'Negotiation/Review',
 *       Contact_Roles: [{ id: '4150868000000333021', Contact_Role: { id: '4150868000000006871', name: 'Decision Maker' } }],
 *     },
 *   ],
 * })
 * villages[0]?.account.name //=> 'Brennfeld Armaturen'
 * villages[0]?.roles.map(({ role, decision }) => [role, decision]) //=> [['decisionMaker', 'zoho:deal:4150868000000333035']]
 */
export function fromZoho<Input extends ZohoInput>(input: Input & Arrived<Input>, options: ZohoOptions = {}): ImportResult {
  const call = { importer: 'fromZoho', input, resolve: () => resolvedOptions(options) }
  return importFromCrm(call, ZOHO, context => {
    addUsers(context)
    addAccounts(context)
    addContacts(context)
    const deals = addDeals(context)
    addActivities(context, deals)
  })
}

const ZOHO = {
  name: 'zoho',
  accountObject: 'account',
  payload: ZOHO_FORMAT,
  times: ZOHO_TIMES,
  ownerOf,
  ownerNamedIn: OWNER_NAMED_IN,
  fieldsFor,
  sourceOf,
  withheldIn,
} as const

/** Collects how the cells of records are written that are imported in parts. */
export const collector = (options: ZohoOptions): EvidenceCollector => openCollector(ZOHO, resolvedOptions(options))
