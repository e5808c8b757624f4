import type { Arrived } from '../awaited.js'
import { type EvidenceCollector, openCollector } from '../cellEvidence.js'
import { importFromCrm } from '../importFromCrm.js'
import type { ImportResult } from '../result.js'
import { addActivities } from './activities.js'
import { addCompanies } from './companies.js'
import { ATTIO_TIMES, OWNER_NAMED_IN, ownerOf } from './context.js'
import { addDeals } from './deals.js'
import { fieldsFor } from './fields.js'
import { ATTIO_FORMAT } from './format.js'
import type { AttioInput } from './input.js'
import { addMembers } from './members.js'
import { type AttioOptions, resolvedOptions } from './options.js'
import { addPeople } from './people.js'
import { withheldIn } from './privacy.js'
import { sourceOf } from './records.js'

/**
 * The villages in records of Attio: one for each company, or for each topmost company.
 *
 * It takes records of companies, people and deals, meetings, notes, tasks, members of the workspace and messages of webhooks as the API gives them, in any order, and nothing
 * in them makes it throw: what cannot be taken as it is comes back as an issue. The same records always give the same villages, so that
 * importing them again and recording the result changes nothing.
 *
 * Attio has no buying roles. They are in an attribute of people, which the options name, as does what people wish.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromAttio } from 'account-village/attio'
 * const [company, person] = ['99a03ff3-0435-47da-95cc-76b2caeb4dab', 'bf071e1f-6035-429d-b874-d83ea64ea13b']
 * const text = (value: string) => [{ value, attribute_type: 'text' }]
 * const { villages } = fromAttio(
 *   {
 *     companies: { data: [{ id: { record_id: company }, values: { name: text('Brennfeld Armaturen') } }] },
 *     people: [
 *       {
 *         id: { record_id: person },
 *         values: {
 *           name: [{ full_name: 'Ines Vogt', attribute_type: 'personal-name' }],
 *           company: [{ target_object: 'companies', target_record_id: company, attribute_type: 'record-reference' }],
 *           buying_role: [{ option: { title: 'Champion' }, attribute_type: 'select' }],
 *         },
 *       },
 *     ],
 *   },
 *   { fields: { role: 'buying_role' } },
 * )
 * villages[0]?.account.name //=> 'Brennfeld Armaturen'
 * villages[0]?.roles.map(({ role }) => role) //=> ['champion']
 */
export function fromAttio<Input extends AttioInput>(input: Input & Arrived<Input>, options: AttioOptions = {}): ImportResult {
  const call = { importer: 'fromAttio', input, resolve: () => resolvedOptions(options) }
  return importFromCrm(call, ATTIO, context => {
    addMembers(context)
    addCompanies(context)
    addPeople(context)
    const deals = addDeals(context)
    addActivities(context, deals)
  })
}

const ATTIO = {
  name: 'attio',
  accountObject: 'company',
  payload: ATTIO_FORMAT,
  times: ATTIO_TIMES,
  ownerOf,
  ownerNamedIn: OWNER_NAMED_IN,
  fieldsFor,
  sourceOf,
  withheldIn,
} as const

/** Collects how the cells of records are written that are imported in parts. */
export const collector = (options: AttioOptions): EvidenceCollector => openCollector(ATTIO, resolvedOptions(options))
