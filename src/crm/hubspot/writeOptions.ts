import { InvalidArgumentError } from '../../errors.js'
import { BUYING_ROLES, type BuyingRole } from '../../model/role.js'
import { wrongOption } from '../options.js'

/** What of a village goes where in a HubSpot portal. Everything has a default. */
export interface HubSpotWriteOptions {
  /**
   * The unique property by which contacts are found and, if need be, made: `email`, or one of yours that holds the id of the stakeholder.
   * When absent contacts are found by their HubSpot ids, and none is made.
   */
  readonly idProperty?: string
  /** The value of the role property for each role, in place of `HUBSPOT_BUYING_ROLES`; `null` for one that is not to be written. */
  readonly roles?: { readonly [Role in BuyingRole]?: string | null }
  /** The internal name of the property for roles that hold in all decisions. `hs_buying_role` when absent. */
  readonly roleProperty?: string
  /** Whether roles are added to those that stand there, instead of taking their place. Default `false`. */
  readonly addRoles?: boolean
  /** The id of the portal's own association type from contact to deal for each role, for roles that hold in one decision. */
  readonly labels?: { readonly [Role in BuyingRole]?: number }
  /** The internal names of your properties for what was measured. What has no name here is not written. */
  readonly properties?: HubSpotProperties
}

/** The internal names of properties for measures, by the object that has them. */
export interface HubSpotProperties {
  readonly contact?: { readonly [Measure in ContactMeasure]?: string }
  readonly company?: { readonly [Measure in CompanyMeasure]?: string }
  /** Of the decision in view. */
  readonly deal?: { readonly [Measure in DealMeasure]?: string }
}

/**
 * What can be written to a contact: sentiment -1..1, the share of power 0..1, the probability that somebody who can stop the decision says
 * no 0..1, the day on which they were last heard, and the findings about them, one a line.
 */
export type ContactMeasure = (typeof MEASURES.contact)[number]
/** What can be written to a company: sentiment -1..1, coverage 0..1, the findings, one a line, and the day of it all. */
export type CompanyMeasure = (typeof MEASURES.company)[number]
/** What can be written to a deal: the probability of yes 0..1, the money at risk in the currency of the deal, and the day of it all. */
export type DealMeasure = (typeof MEASURES.deal)[number]

const MEASURES = {
  contact: ['sentiment', 'power', 'probabilityOfNo', 'lastHeardAt', 'findings'],
  company: ['sentiment', 'coverage', 'findings', 'asOf'],
  deal: ['probabilityOfYes', 'revenueAtRisk', 'asOf'],
} as const

/** The value of `hs_buying_role` for each role that it has one for. */
export const HUBSPOT_BUYING_ROLES: { readonly [Role in BuyingRole]?: string } = {
  user: 'END_USER',
  champion: 'CHAMPION',
  influencer: 'INFLUENCER',
  legalCompliance: 'LEGAL_AND_COMPLIANCE',
  decisionMaker: 'DECISION_MAKER',
  economicBuyer: 'BUDGET_HOLDER',
  executiveSponsor: 'EXECUTIVE_SPONSOR',
}

/** Options with their defaults filled in. */
export interface Writing {
  readonly idProperty: string | undefined
  readonly roleProperty: string
  readonly addRoles: boolean
  readonly roles: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, number>
  readonly properties: HubSpotProperties
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function writingFrom(options: HubSpotWriteOptions): Writing {
  const { idProperty, roleProperty = 'hs_buying_role', addRoles = false, roles = {}, labels = {}, properties = {} } = options
  const isName = (name: unknown): boolean => typeof name === 'string' && name.trim() !== ''
  const issues = [
    ...unknownIn(options, NAMES, ''),
    ...unknownIn(roles, BUYING_ROLES, 'roles.'),
    ...unknownIn(labels, BUYING_ROLES, 'labels.'),
    ...unknownIn(properties, Object.keys(MEASURES), 'properties.'),
    ...Object.entries(MEASURES).flatMap(([object, measures]) => {
      const own = object === 'contact' ? properties.contact : object === 'company' ? properties.company : properties.deal
      const names = Object.entries(own ?? {}).filter(([, name]) => name !== undefined && !isName(name))
      return [
        ...unknownIn(own ?? {}, measures, `properties.${object}.`),
        ...names.map(([measure]) => wrongOption(`properties.${object}.${measure}`, 'is not the name of a property')),
      ]
    }),
    ...Object.entries(roles).flatMap(([role, value]) =>
      value === null || value === undefined || isName(value)
        ? []
        : [wrongOption(`roles.${role}`, 'is neither a value of the property nor null')],
    ),
    ...Object.entries(labels).flatMap(([role, id]) =>
      id === undefined || (Number.isSafeInteger(id) && id > 0)
        ? []
        : [wrongOption(`labels.${role}`, 'is not the id of an association type')],
    ),
    ...(idProperty === undefined || isName(idProperty) ? [] : [wrongOption('idProperty', 'is not the name of a property')]),
    ...(isName(roleProperty) ? [] : [wrongOption('roleProperty', 'is not the name of a property')]),
    ...(typeof addRoles === 'boolean' ? [] : [wrongOption('addRoles', 'is neither true nor false')]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('toHubSpot', issues)
  const values = new Map<string, string | null | undefined>([...Object.entries(HUBSPOT_BUYING_ROLES), ...Object.entries(roles)])
  return {
    idProperty,
    roleProperty,
    addRoles,
    roles: new Map(
      [...values].flatMap(([role, value]): [string, string][] => (value === null || value === undefined ? [] : [[role, value]])),
    ),
    labels: new Map(Object.entries(labels)),
    properties,
  }
}

const NAMES = ['idProperty', 'roles', 'roleProperty', 'addRoles', 'labels', 'properties']

function unknownIn(given: object, known: readonly string[], prefix: string) {
  const unknown = Object.keys(given).filter(name => !known.includes(name))
  return unknown.map(name => wrongOption(prefix + name, `is none of ${known.join(', ')}`))
}
