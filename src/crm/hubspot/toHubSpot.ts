import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import { type AccountReport, accountReport } from '../../report/accountReport.js'
import { checkNumbers } from '../../support/finite.js'
import { reading } from '../../support/reading.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import type { Snapshot } from '../../village/snapshot.js'
import { firmScores } from '../firmScores.js'
import { issuesOf, type Ledger, openLedger, report } from '../ledger.js'
import { associationBatches, type HubSpotBatch, type HubSpotWrite, objectBatches } from './batches.js'
import { givenId } from './ids.js'
import { type RolesToWrite, rolesInSnapshot, rolesInVillage } from './rolesToWrite.js'
import { checkWriteOptions, type HubSpotWriteOptions } from './writeOptions.js'
import { roleAssociations, roleProperties } from './writeRoles.js'
import { companyScores, contactScores, dealScores, type Properties } from './writeScores.js'

/**
 * What brings roles, scores and findings into HubSpot. Writing it is up to the caller; nothing is ever deleted.
 * It is made anew at each call and may be changed.
 *
 * A village gives its roles, those without an end: as a property of contacts, and those in one decision as association labels with its
 * deal. A snapshot gives the roles of its day, and its scores and findings, in the properties that the options name. A report, which does
 * not say in which decision a role is, gives scores and findings only. Somebody whose roles ended or were taken back gets an empty property,
 * unless roles are only added; whoever has none that we know of is left alone. Reading the roles again by `fromHubSpot` gives the same roles.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toHubSpot } from 'account-village/hubspot'
 * const village = createVillage({
 *   account: 'Tessmer',
 *   stakeholders: [{ id: 'ada', email: 'ada@tessmer.example', roles: ['champion', 'user', 'coach'] }],
 * })
 * const { batches, issues } = toHubSpot(snapshot(village, '2026-03-02'), { idProperty: 'email' })
 * batches.map(({ path }) => path) //=> ['/crm/v3/objects/contacts/batch/upsert']
 * batches[0]?.body.inputs //=> [{ id: 'ada@tessmer.example', idProperty: 'email', properties: { hs_buying_role: 'CHAMPION;END_USER' } }]
 * issues.map(({ message }) => message) //=> ['hs_buying_role has no value for coach, so the role was left out. Give one in roles.']
 */
export function toHubSpot(source: Village | Snapshot | AccountReport, options: HubSpotWriteOptions = {}): HubSpotWrite {
  checkGiven('toHubSpot', source, ['village', 'snapshot', 'report'])
  if ('formulaVersion' in source) checkNumbers('toHubSpot', source)
  reading('toHubSpot', 'options', () => checkWriteOptions(options))
  return makeFrom('toHubSpot', 'source', source, () => written(source, options))
}

function written(source: Village | Snapshot | AccountReport, options: HubSpotWriteOptions): HubSpotWrite {
  const ledger = openLedger()
  const { people, rolesToWrite, scores } = sourcesFor(source)
  const contacts = new Map(people.map(person => [person.id, contactIdOf(person)]))
  const byRole =
    rolesToWrite === undefined ? new Map<string, Properties>() : roleProperties([...contacts.keys()], rolesToWrite, options, ledger)
  const byScore = scores === undefined ? new Map<string, Properties>() : contactScores(scores, options.properties?.contact)
  const inputs = people.flatMap(person => {
    const properties = { ...byRole.get(person.id), ...byScore.get(person.id) }
    return Object.keys(properties).length === 0 ? [] : identified(person, properties, options, ledger)
  })
  const operation = options.idProperty === undefined ? 'update' : 'upsert'
  const batches = [
    ...objectBatches('contacts', operation, inputs),
    ...associationBatches(roleAssociations(contacts, rolesToWrite?.roles ?? [], options, ledger)),
    ...(scores === undefined ? [] : accountBatches(scores, options, ledger)),
  ]
  return { batches, issues: issuesOf(ledger) }
}

type Person = Pick<Stakeholder, 'id' | 'email' | 'externalIds'>

interface Parts {
  readonly people: readonly Person[]
  readonly rolesToWrite?: RolesToWrite
  readonly scores?: AccountReport
}

function sourcesFor(given: Village | Snapshot | AccountReport): Parts {
  if ('formulaVersion' in given)
    return { people: given.people.filter(({ placeholder }) => !placeholder).map(({ stakeholder: id }) => ({ id })), scores: given }
  if ('schemaVersion' in given) return { people: latest(given.stakeholders), rolesToWrite: rolesInVillage(given) }
  const people = given.stakeholders.filter(({ id }) => !given.placeholders.includes(id))
  return { people, rolesToWrite: rolesInSnapshot(given), scores: accountReport(given, { sensitivity: false }) }
}

/** People as they are known now, and not as they were before. */
function latest(people: readonly Stakeholder[]): readonly Stakeholder[] {
  return people.filter(({ retractedAt }) => retractedAt === undefined)
}

function identified(person: Person, properties: Properties, { idProperty }: HubSpotWriteOptions, ledger: Ledger) {
  const id = idProperty === undefined ? contactIdOf(person) : idProperty === 'email' ? person.email : person.id
  if (id !== undefined) return [{ id, ...(idProperty !== undefined && { idProperty }), properties }]
  const message =
    idProperty === undefined
      ? 'It has no HubSpot id, so it was left out. Give idProperty to find it by another property.'
      : 'It has no mail address, so it was left out.'
  report(ledger, { object: 'contact', id: person.id }, 'invalidId', message)
  return []
}

function accountBatches(scores: AccountReport, { properties = {} }: HubSpotWriteOptions, ledger: Ledger): HubSpotBatch[] {
  const company = scored('company', scores.account.id, companyScores(scores, properties.company), ledger)
  const deal = firmScores(scores).flatMap(own => scored('deal', own.decision, dealScores(own, scores, properties.deal), ledger))
  return [...objectBatches('companies', 'update', company), ...objectBatches('deals', 'update', deal)]
}

function scored(object: 'company' | 'deal', id: string, properties: Properties, ledger: Ledger) {
  if (Object.keys(properties).length === 0) return []
  const known = givenId(object, id)
  if (known === undefined) report(ledger, { object, id }, 'invalidId', 'It has no HubSpot id, so its scores were left out.')
  return known === undefined ? [] : [{ id: known, properties }]
}

/** The id that HubSpot gave a contact. */
function contactIdOf({ id, externalIds = [] }: Person): string | undefined {
  return givenId('contact', id) ?? externalIds.find(({ source }) => source === 'hubspot')?.id
}
