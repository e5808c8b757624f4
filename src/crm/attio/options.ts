import { type ImportOptions, type ResolvedImportOptions, refuseShapeless, resolvedImportOptions } from '../options.js'
import { ATTIO_ROLES } from './roleTable.js'

/** How a workspace of Attio is to be read. Everything has a default. */
export interface AttioOptions extends ImportOptions {
  /** The slugs of attributes of your own that hold what Attio has none for. */
  readonly fields?: AttioFields | undefined
}

/** The slugs of attributes. */
export interface AttioFields {
  /** On people: how somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string | undefined
  /** On people: when that was found. A sentiment without it is left out. */
  readonly sentimentDate?: string | undefined
  /** On people: whether they can stop a decision, or in words what they can stop it for. */
  readonly veto?: string | undefined
  /** On people: their buying roles, one or several. */
  readonly role?: string | undefined
  /** On people: their department. */
  readonly department?: string | undefined
  /** On people: the person to whom they report. */
  readonly reportsTo?: string | undefined
  /** On people: whether they are to be left out. */
  readonly optOut?: string | undefined
  /** On people: whether they want no e-mail. */
  readonly noEmail?: string | undefined
  /** On companies: the company that they belong to. */
  readonly parent?: string | undefined
  /** On companies: the member of the workspace who looks after them. */
  readonly owner?: string | undefined
  /** On companies: the part of the market that they are of. */
  readonly segment?: string | undefined
  /** On deals: when they are expected to close. */
  readonly closeDate?: string | undefined
  /** On deals: whether it is a first purchase, a renewal or an expansion. */
  readonly dealKind?: string | undefined
}

/** Options with their defaults filled in. */
export interface ResolvedOptions extends ResolvedImportOptions {
  readonly fields: AttioFields
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: AttioOptions): ResolvedOptions {
  refuseShapeless('fromAttio', options, ['roles', 'fields'])
  const { fields = {} } = options
  return { ...resolvedImportOptions(options, { importer: 'fromAttio', roles: ATTIO_ROLES, names: [], fields: FIELD_NAMES }), fields }
}

const FIELD_NAMES = [
  ...['sentiment', 'sentimentDate', 'veto', 'role', 'department', 'reportsTo', 'optOut', 'noEmail'],
  ...['parent', 'owner', 'segment', 'closeDate', 'dealKind'],
]
