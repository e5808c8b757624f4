import type { Recorded } from '../../model/fact.js'
import type { RoleFact } from '../../model/role.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import { type AccountReport, accountReport } from '../../report/accountReport.js'
import type { Snapshot } from '../../village/snapshot.js'
import { groupedBy } from '../grouping.js'
import { companyProperties, contactProperties, dealProperties } from './measures.js'
import { givenId } from './records.js'
import { type HubSpotWriteOptions, type Writing, writingFrom } from './writeOptions.js'

/** What is to be sent to HubSpot, in order. Sending it is up to the caller. */
export interface HubSpotWrites {
  readonly requests: readonly HubSpotRequest[]
  /** What HubSpot has no place for, or cannot be told of whom, in order. */
  readonly notWritten: readonly HubSpotOmission[]
}

/** One request, of at most 100 records. */
export interface HubSpotRequest {
  readonly object: 'contacts' | 'companies' | 'deals' | 'contactsToDeals'
  readonly operation: 'update' | 'upsert' | 'create'
  readonly method: 'POST'
  readonly path: string
  readonly body: { readonly inputs: readonly HubSpotWriteInput[] }
}

/** One record of a request: an object with properties, or an association. */
export type HubSpotWriteInput = HubSpotObjectInput | HubSpotAssociationInput
/** An object by its id, or by the property that tells it, and what its properties shall hold; an empty text empties one. */
export interface HubSpotObjectInput {
  readonly id: string
  readonly idProperty?: string
  readonly properties: { readonly [name: string]: string }
}
/** An association between two objects, with a label. */
export interface HubSpotAssociationInput {
  readonly from: { readonly id: string }
  readonly to: { readonly id: string }
  readonly types: readonly { readonly associationCategory: 'USER_DEFINED'; readonly associationTypeId: number }[]
}

/** Something that is not written, and why. */
export interface HubSpotOmission {
  /** The id of the stakeholder, the account or the decision. */
  readonly id: string
  readonly message: string
}

/**
 * What a village, a snapshot or a report has to tell HubSpot: buying roles as a property of contacts, roles in one decision as association
 * labels, and measures in the properties that the options name. It sends nothing.
 *
 * Of a village the roles that nothing has ended are written; of a snapshot those of its day, and measures; of a report, which does not say
 * in which decision a role holds, measures only. Somebody without any role gets an empty property, unless roles are only added. People are
 * found by their HubSpot ids, so that what `fromHubSpot` read is written to where it was; other people need `idProperty`. `fromHubSpot`
 * reads the roles as they were, if the portal has a value or a label for each.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toHubSpot } from 'account-village/hubspot'
 * const village = createVillage({
 *   account: 'Tessmer',
 *   stakeholders: [{ id: 'ada', email: 'ada@tessmer.example', roles: ['champion', 'user', 'coach'] }],
 * })
 * const { requests, notWritten } = toHubSpot(snapshot(village, '2026-03-02'), { idProperty: 'email' })
 * requests.map(({ path }) => path) //=> ['/crm/v3/objects/contacts/batch/upsert']
 * requests[0]?.body.inputs //=> [{ id: 'ada@tessmer.example', idProperty: 'email', properties: { hs_buying_role: 'CHAMPION;END_USER' } }]
 * notWritten //=> [{ id: 'ada', message: 'hs_buying_role has no value for the role coach. Give it one with the option roles.' }]
 */
export function toHubSpot(source: Village | Snapshot | AccountReport, options: HubSpotWriteOptions = {}): HubSpotWrites {
  const writing = writingFrom(options)
  const notWritten: HubSpotOmission[] = []
  const report = 'formulaVersion' in source ? source : 'asOf' in source ? accountReport(source) : undefined
  const people = 'formulaVersion' in source ? source.people.map(({ id }) => ({ id })) : source.stakeholders
  const real = people.filter(({ id }) => report?.people.find(person => person.id === id)?.placeholder !== true)
  const roles = 'formulaVersion' in source ? undefined : source.roles.filter(role => 'asOf' in source || isOpen(role))
  const target = { writing, notWritten }
  const requests = [
    ...contactRequests(real, roles, report, target),
    ...labelRequests(real, roles ?? [], target),
    ...(report === undefined ? [] : accountRequests(report, target)),
  ]
  return { requests, notWritten }
}

/** Whether nothing has ended a role, as far as a village without a date tells. */
function isOpen({ until, retractedAt }: Recorded<RoleFact>): boolean {
  return until === undefined && retractedAt === undefined
}

interface Target {
  readonly writing: Writing
  readonly notWritten: HubSpotOmission[]
}

type Person = Pick<Stakeholder, 'id' | 'email' | 'externalIds'>

function contactRequests(
  people: readonly Person[],
  roles: readonly Recorded<RoleFact>[] | undefined,
  report: AccountReport | undefined,
  { writing, notWritten }: Target,
): HubSpotRequest[] {
  const { idProperty } = writing
  const held = groupedBy(roles?.filter(({ decision }) => decision === undefined) ?? [], ({ stakeholder }) => stakeholder)
  const inputs = people.flatMap((person): HubSpotObjectInput[] => {
    const own = roles === undefined ? {} : roleProperty(person.id, held.get(person.id) ?? [], { writing, notWritten })
    const properties = { ...own, ...(report !== undefined && contactProperties(report, person.id, writing.properties.contact ?? {})) }
    if (Object.keys(properties).length === 0) return []
    const id = idProperty === undefined ? contactId(person) : idProperty === 'email' ? person.email : person.id
    const missing =
      idProperty === undefined
        ? 'It has no HubSpot id. Give idProperty to find or make it by another property.'
        : `It has no ${idProperty}.`
    if (id === undefined) notWritten.push({ id: person.id, message: missing })
    return id === undefined ? [] : [{ id, ...(idProperty !== undefined && { idProperty }), properties }]
  })
  return objectRequests('contacts', idProperty === undefined ? 'update' : 'upsert', inputs)
}

/** The property for the roles that somebody plays in all decisions. */
function roleProperty(id: string, roles: readonly RoleFact[], { writing, notWritten }: Target): { readonly [name: string]: string } {
  const { roleProperty: name, roles: values, addRoles } = writing
  const all = [...new Set(roles.map(({ role }) => role))].sort()
  for (const role of all.filter(each => !values.has(each))) {
    notWritten.push({ id, message: `${name} has no value for the role ${role}. Give it one with the option roles.` })
  }
  const known = [...new Set(all.flatMap(role => values.get(role) ?? []))].sort().join(';')
  // HubSpot adds to a property of several choices what begins with a semicolon.
  return addRoles ? (known === '' ? {} : { [name]: `;${known}` }) : { [name]: known }
}

/** Labels for the roles that somebody plays in one decision. */
function labelRequests(people: readonly Person[], roles: readonly RoleFact[], { writing, notWritten }: Target): HubSpotRequest[] {
  const ids = new Map(people.map(person => [person.id, contactId(person)]))
  const inputs = roles.flatMap(({ stakeholder, role, decision }) => {
    if (decision === undefined || !ids.has(stakeholder)) return []
    const [contact, deal, associationTypeId] = [ids.get(stakeholder), givenId('deal', decision), writing.labels.get(role)]
    if (associationTypeId === undefined) {
      notWritten.push({
        id: stakeholder,
        message: `There is no association label for the role ${role} in one decision. Give its id with the option labels.`,
      })
    } else if (contact === undefined || deal === undefined) {
      const message = `Either they or ${decision}, in which they have the role ${role}, have no HubSpot id, which an association needs.`
      notWritten.push({ id: stakeholder, message })
    } else
      return [{ from: { id: contact }, to: { id: deal }, types: [{ associationCategory: 'USER_DEFINED' as const, associationTypeId }] }]
    return []
  })
  const request = {
    object: 'contactsToDeals',
    operation: 'create',
    method: 'POST',
    path: '/crm/v4/associations/contacts/deals/batch/create',
  } as const
  const once = [...new Map(inputs.map(input => [JSON.stringify(input), input])).values()]
  return slices(once).map(slice => ({ ...request, body: { inputs: slice } }))
}

function accountRequests(report: AccountReport, { writing, notWritten }: Target): HubSpotRequest[] {
  const { company = {}, deal = {} } = writing.properties
  const written = [
    { object: 'companies', kind: 'company', id: report.account.id, properties: companyProperties(report, company) },
    ...(report.decision === undefined
      ? []
      : [{ object: 'deals', kind: 'deal', id: report.decision.id, properties: dealProperties(report, deal) } as const]),
  ] as const
  return written.flatMap(({ object, kind, id, properties }) => {
    const given = givenId(kind, id)
    if (Object.keys(properties).length === 0) return []
    if (given === undefined) notWritten.push({ id, message: 'It has no HubSpot id.' })
    return given === undefined ? [] : objectRequests(object, 'update', [{ id: given, properties }])
  })
}

function objectRequests(
  object: 'contacts' | 'companies' | 'deals',
  operation: 'update' | 'upsert',
  inputs: readonly HubSpotObjectInput[],
): HubSpotRequest[] {
  const path = `/crm/v3/objects/${object}/batch/${operation}`
  return slices(inputs).map(slice => ({ object, operation, method: 'POST', path, body: { inputs: slice } }))
}

/** The id that HubSpot gave a contact. */
function contactId({ id, externalIds = [] }: Person): string | undefined {
  return givenId('contact', id) ?? externalIds.find(({ source }) => source === 'hubspot')?.id
}

/** HubSpot takes at most so many records at once. */
const MOST = 100

function slices<Item>(items: readonly Item[]): (readonly Item[])[] {
  return items.flatMap((_, i) => (i % MOST === 0 ? [items.slice(i, i + MOST)] : []))
}
