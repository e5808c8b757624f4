import type { Arrived } from '../awaited.js'
import { type EvidenceCollector, openCollector } from '../cellEvidence.js'
import { importFromCrm } from '../importFromCrm.js'
import type { ImportResult } from '../result.js'
import { addActivities } from './activities.js'
import { addCompanies } from './companies.js'
import { addContacts } from './contacts.js'
import { HUBSPOT_TIMES, OWNER_NAMED_IN, ownerOf } from './context.js'
import { addDeals } from './deals.js'
import { addFeedback } from './feedback.js'
import { fieldsFor } from './fields.js'
import { HUBSPOT_FORMAT } from './format.js'
import type { HubSpotInput } from './input.js'
import { addCompanyLabels, addDealLabels, addTies } from './labels.js'
import { type HubSpotOptions, resolvedOptions } from './options.js'
import { addOwners } from './owners.js'
import { withheldIn } from './privacy.js'
import { sourceOf } from './records.js'

/**
 * The villages in records of HubSpot: one for each company, or for each topmost company.
 *
 * It takes companies, contacts, deals, activities, feedback submissions, owners and the associations between them as any version of the API, the
 * official client, an export or a warehouse gives them, in any order, and nothing in them makes it throw: what cannot be taken as it is
 * comes back as an issue. The same records always give the same villages, so that importing them again and recording the result changes
 * nothing.
 *
 * Where a history of `hs_buying_role` is in the records, roles begin and end when they did. A `BLOCKER` is no role; the options say what it
 * is. People who were deleted for their privacy are left out without a trace. Of people who want no e-mail the mail
 * address is left out.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromHubSpot } from 'account-village/hubspot'
 * const { villages, unmapped } = fromHubSpot({
 *   companies: [{ id: '901', properties: { name: 'Tessmer Optik' } }],
 *   contacts: {
 *     results: [{ id: '51', properties: { lastname: 'Okafor', associatedcompanyid: '901', hs_buying_role: 'CHAMPION;BLOCKER' } }],
 *   },
 * })
 * villages[0]?.account.name //=> 'Tessmer Optik'
 * villages[0]?.roles.map(({ stakeholder, role }) => [stakeholder, role]) //=> [['hubspot:contact:51', 'champion']]
 * unmapped //=> [{ field: 'contact.hs_buying_role', value: 'BLOCKER', count: 1 }]
 */
export function fromHubSpot<Input extends HubSpotInput>(input: Input & Arrived<Input>, options: HubSpotOptions = {}): ImportResult {
  const call = { importer: 'fromHubSpot', input, resolve: () => resolvedOptions(options) }
  return importFromCrm(call, HUBSPOT, context => {
    addOwners(context)
    addCompanies(context)
    addContacts(context)
    addCompanyLabels(context)
    addTies(context)
    const deals = addDeals(context)
    addDealLabels(context, deals)
    addActivities(context, deals)
    addFeedback(context)
  })
}

const HUBSPOT = {
  name: 'hubspot',
  accountObject: 'company',
  payload: HUBSPOT_FORMAT,
  times: HUBSPOT_TIMES,
  ownerOf,
  ownerNamedIn: OWNER_NAMED_IN,
  fieldsFor,
  sourceOf,
  withheldIn,
} as const

/** Collects how the cells of records are written that are imported in parts. */
export const collector = (options: HubSpotOptions): EvidenceCollector => openCollector(HUBSPOT, resolvedOptions(options))
