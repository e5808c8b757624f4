import { type Instant, type TimeInput, toInstant } from '../../support/instants.js'
import { type ImportOptions, type ResolvedImportOptions, refuseShapeless, resolvedImportOptions, wrongOption } from '../options.js'
import { DYNAMICS_ROLES } from './roleTable.js'

/**
 * How a Dynamics organisation is to be read. Everything has a default. Under `roles` a connection role may also stand by its id, which
 * renaming and translating leave as it is.
 */
export interface DynamicsOptions extends ImportOptions {
  /** The logical names of columns that hold what Dynamics has no column for. */
  readonly fields?: DynamicsFields | undefined
  /**
   * The moment of the export. Appointments that were to end by then count as held, although nobody marked them as completed; only completed
   * ones do when absent.
   */
  readonly asOf?: TimeInput | undefined
}

/** The logical names of columns, such as `new_sentiment`. */
export interface DynamicsFields {
  /** On contacts and activities: how somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string | undefined
  /** On contacts: when that was found. The day on which the contact was last changed when absent. */
  readonly sentimentDate?: string | undefined
  /** On contacts and connections: whether the person can stop a decision, or in words what they can stop it for. */
  readonly veto?: string | undefined
  /** On contacts: a lookup of the contact to whom they report; the name of a manager as a text leads to nobody. */
  readonly reportsTo?: string | undefined
  /** On opportunities: whether it is the first purchase, a renewal or an expansion, in words that say so. */
  readonly kind?: string | undefined
  /** On contacts: whether somebody wants to be left out altogether, such as `donotbulkemail`; beside `msdyn_gdproptout`. */
  readonly optOut?: string | undefined
  /** On accounts: the part of the market that they are of. */
  readonly segment?: string | undefined
}

/** Options with their defaults filled in. */
export interface ResolvedOptions extends ResolvedImportOptions {
  readonly fields: DynamicsFields
  readonly asOf: Instant | undefined
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: DynamicsOptions): ResolvedOptions {
  refuseShapeless('fromDynamics', options, ['roles', 'fields'])
  const { fields = {}, asOf: given } = options
  const asOf = toInstant(given)
  const issues = given !== undefined && asOf === undefined ? [wrongOption('asOf', 'is no date')] : []
  const own = { importer: 'fromDynamics', roles: DYNAMICS_ROLES, names: ['asOf'], fields: FIELD_NAMES, issues }
  return { ...resolvedImportOptions(options, own), fields, asOf }
}

const FIELD_NAMES = ['sentiment', 'sentimentDate', 'veto', 'reportsTo', 'kind', 'optOut', 'segment']
