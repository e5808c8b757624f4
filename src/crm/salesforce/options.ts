import { InvalidArgumentError, type Issue } from '../../errors.js'
import { BUYING_ROLES } from '../../model/role.js'
import { type RoleLabels, type RoleTable, roleTable } from '../roleLabels.js'
import { SALESFORCE_ROLES } from './roleTable.js'

/** How a Salesforce org is to be read. Everything has a default. */
export interface SalesforceOptions {
  /**
   * What the labels of contact roles mean in this org, in place of the standard meaning: a role, several, or `null` for none. Case does not
   * matter.
   */
  readonly roles?: RoleLabels
  /** The API names of custom fields that hold what Salesforce has no field for. */
  readonly fields?: SalesforceFields
  /** The numbers in the sentiment fields that stand for the worst and the best, mapped linearly to -1 and 1. Default `[-1, 1]`. */
  readonly sentimentScale?: readonly [worst: number, best: number]
  /** The ISO 4217 code of amounts without a `CurrencyIsoCode`; `XXX`, no currency, when absent. */
  readonly currency?: string
  /**
   * What becomes of accounts that belong to another account: villages of their own (`accounts`, the default), or units in the village of
   * the topmost account (`units`).
   */
  readonly subsidiaries?: 'accounts' | 'units'
}

/** The API names of custom fields, such as `Sentiment__c`. */
export interface SalesforceFields {
  /** On Contact, Task and Event: how somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string
  /** On Contact: when that was found. The day on which the contact was last changed when absent. */
  readonly sentimentDate?: string
  /**
   * On Contact, AccountContactRelation and OpportunityContactRole: whether the person can stop a decision, or in words what they can stop
   * it for.
   */
  readonly veto?: string
  /** On Account, its share of its parent's voice; on Contact, the share of their department; 0..1. */
  readonly unitShare?: string
  /** On Task and Event: the id of the contact who set the pace. */
  readonly drivenBy?: string
}

/** Options with their defaults filled in. */
export interface Reading {
  readonly roles: RoleTable
  readonly fields: SalesforceFields
  readonly sentimentScale: readonly [worst: number, best: number]
  readonly currency: string | undefined
  readonly subsidiaries: 'accounts' | 'units'
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function readingFrom(options: SalesforceOptions): Reading {
  const { roles, fields = {}, sentimentScale = [-1, 1], currency, subsidiaries = 'accounts' } = options
  const issues = [
    ...unknownNames(options, OPTION_NAMES, ''),
    ...unknownNames(fields, FIELD_NAMES, 'fields.'),
    ...Object.entries(fields).flatMap(([name, field]) =>
      field === undefined || (typeof field === 'string' && field !== '') ? [] : [wrong(`fields.${name}`, 'is not the name of a field')],
    ),
    ...Object.entries(roles ?? {}).flatMap(([label, role]) =>
      [role ?? []].flat().every(isRole)
        ? []
        : [wrong(`roles.${label}`, `is not one of ${BUYING_ROLES.join(', ')}, a list of them, or null`)],
    ),
    ...(isScale(sentimentScale) ? [] : [wrong('sentimentScale', 'is not two different numbers, the worst and the best')]),
    ...(isCurrency(currency ?? 'XXX') ? [] : [wrong('currency', 'is not an ISO 4217 code such as EUR')]),
    ...(subsidiaries === 'accounts' || subsidiaries === 'units' ? [] : [wrong('subsidiaries', "is neither 'accounts' nor 'units'")]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('fromSalesforce', issues)
  return { roles: roleTable(SALESFORCE_ROLES, roles), fields, sentimentScale, currency, subsidiaries }
}

/** Whether the text has the form of an ISO 4217 code. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

const OPTION_NAMES = ['roles', 'fields', 'sentimentScale', 'currency', 'subsidiaries']
const FIELD_NAMES = ['sentiment', 'sentimentDate', 'veto', 'unitShare', 'drivenBy']

function unknownNames(given: object, known: readonly string[], prefix: string): Issue[] {
  const unknown = Object.keys(given).filter(name => !known.includes(name))
  return unknown.map(name => wrong(prefix + name, `is none of ${known.join(', ')}`))
}

function isRole(role: unknown): boolean {
  return BUYING_ROLES.some(each => each === role)
}

function isScale(scale: unknown): boolean {
  return Array.isArray(scale) && scale.length === 2 && scale.every(end => Math.abs(end) < 1e300) && scale[0] !== scale[1]
}

function wrong(path: string, message: string): Issue {
  return { path: `options.${path}`, message, code: 'invalidArgument' }
}
