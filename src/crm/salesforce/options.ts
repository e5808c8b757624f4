import { type ImportOptions, type ResolvedImportOptions, refuseShapeless, resolvedImportOptions } from '../options.js'
import { SALESFORCE_ROLES } from './roleTable.js'

/** How a Salesforce org is to be read. Everything has a default. */
export interface SalesforceOptions extends ImportOptions {
  /** The API names of custom fields that hold what Salesforce has no field for. */
  readonly fields?: SalesforceFields | undefined
}

/** The API names of custom fields, such as `Sentiment__c`. */
export interface SalesforceFields {
  /** On Contact, Task and Event: how somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string | undefined
  /** On Contact: when that was found. The day on which the contact was last changed when absent. */
  readonly sentimentDate?: string | undefined
  /**
   * On Contact, AccountContactRelation, AccountContactRole and OpportunityContactRole: whether the person can stop a decision, or in words
   * what they can stop it for.
   */
  readonly veto?: string | undefined
  /** On Account, its share of its parent's voice; on Contact, the share of their department; 0..1. */
  readonly unitShare?: string | undefined
  /** On Account: the part of the market that it is of. */
  readonly segment?: string | undefined
  /** On Task and Event: the id of the contact who set the pace. */
  readonly drivenBy?: string | undefined
  /** On Task: the id of the move of which `toSalesforce` wrote it, so that it is not taken for another move. */
  readonly move?: string | undefined
}

/** Options with their defaults filled in. */
export interface ResolvedOptions extends ResolvedImportOptions {
  readonly fields: SalesforceFields
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: SalesforceOptions): ResolvedOptions {
  refuseShapeless('fromSalesforce', options, ['roles', 'fields'])
  const { fields = {} } = options
  const own = { importer: 'fromSalesforce', roles: SALESFORCE_ROLES, names: [], fields: FIELD_NAMES }
  return { ...resolvedImportOptions(options, own), fields }
}

const FIELD_NAMES = ['sentiment', 'sentimentDate', 'veto', 'unitShare', 'segment', 'drivenBy', 'move']
