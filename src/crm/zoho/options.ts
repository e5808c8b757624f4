import { type ImportOptions, type ResolvedImportOptions, refuseShapeless, resolvedImportOptions } from '../options.js'
import { ZOHO_ROLES } from './roleTable.js'

/** How an account of Zoho CRM is to be read. Everything has a default. */
export interface ZohoOptions extends ImportOptions {
  /** The API names of custom fields that hold what Zoho has no field for. */
  readonly fields?: ZohoFields | undefined
}

/** The API names of custom fields, of contacts but for `segment`. */
export interface ZohoFields {
  /** How somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string | undefined
  /** When that was found. The day on which the contact was last changed when absent. */
  readonly sentimentDate?: string | undefined
  /** Whether they can stop a decision, or in words what they can stop it for. */
  readonly veto?: string | undefined
  /** Their buying roles in all decisions of the account, one or several. */
  readonly role?: string | undefined
  /** Whether they are to be left out. */
  readonly optOut?: string | undefined
  /** On accounts: the part of the market that they are of. */
  readonly segment?: string | undefined
}

/** Options with their defaults filled in. */
export interface ResolvedOptions extends ResolvedImportOptions {
  readonly fields: ZohoFields
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: ZohoOptions): ResolvedOptions {
  refuseShapeless('fromZoho', options, ['roles', 'fields'])
  const { fields = {} } = options
  return { ...resolvedImportOptions(options, { importer: 'fromZoho', roles: ZOHO_ROLES, names: [], fields: FIELD_NAMES }), fields }
}

const FIELD_NAMES = ['sentiment', 'sentimentDate', 'veto', 'role', 'optOut', 'segment']
