import type { Arrived } from '../awaited.js'
import { type EvidenceCollector, openCollector } from '../cellEvidence.js'
import { importFromCrm } from '../importFromCrm.js'
import type { ImportResult } from '../result.js'
import { addActivities } from './activities.js'
import { OWNER_NAMED_IN, ownerOf, PIPEDRIVE_TIMES } from './context.js'
import { addDeals } from './deals.js'
import { fieldsFor } from './fields.js'
import { PIPEDRIVE_FORMAT } from './format.js'
import type { PipedriveInput } from './input.js'
import { type PipedriveOptions, resolvedOptions } from './options.js'
import { addOrganizations } from './organizations.js'
import { addPersons } from './persons.js'
import { withheldIn } from './privacy.js'
import { sourceOf } from './records.js'
import { addUsers } from './users.js'

/**
 * The villages in records of Pipedrive: one for each organization, or for each topmost organization.
 *
 * It takes organizations and their relationships, persons, deals and their participants, activities, notes and users as versions 1 and 2 of the
 * API, the official client or an export give them, in any order, and nothing in them makes it throw: what cannot be taken as it is comes
 * back as an issue. The same records always give the same villages, so that importing them again and recording the result changes nothing.
 *
 * Pipedrive has no buying roles. They stand in a custom field or in labels, which the options name. Of people who
 * unsubscribed the mail address is left out.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromPipedrive } from 'account-village/pipedrive'
 * const role = '9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e0b2d4f6a'
 * const { villages } = fromPipedrive(
 *   {
 *     organizations: [{ id: 7, name: 'Lindqvist Papier' }],
 *     persons: { success: true, data: [{ id: 1, name: 'Mira Holm', org_id: 7, custom_fields: { [role]: [31, 32] } }] },
 *     personFields: [{ key: role, options: [{ id: 31, label: 'Champion' }, { id: 32, label: 'End user' }] }],
 *   },
 *   { fields: { role } },
 * )
 * villages[0]?.account.name //=> 'Lindqvist Papier'
 * villages[0]?.roles.map(each => each.role) //=> ['champion', 'user']
 */
export function fromPipedrive<Input extends PipedriveInput>(input: Input & Arrived<Input>, options: PipedriveOptions = {}): ImportResult {
  const call = { importer: 'fromPipedrive', input, resolve: () => resolvedOptions(options) }
  return importFromCrm(call, PIPEDRIVE, context => {
    addUsers(context)
    addOrganizations(context)
    addPersons(context)
    const deals = addDeals(context)
    addActivities(context, deals)
  })
}

const PIPEDRIVE = {
  name: 'pipedrive',
  accountObject: 'organization',
  payload: PIPEDRIVE_FORMAT,
  times: PIPEDRIVE_TIMES,
  ownerOf,
  ownerNamedIn: OWNER_NAMED_IN,
  fieldsFor,
  sourceOf,
  withheldIn,
} as const

/** Collects how the cells of records are written that are imported in parts. */
export const collector = (options: PipedriveOptions): EvidenceCollector => openCollector(PIPEDRIVE, resolvedOptions(options))
