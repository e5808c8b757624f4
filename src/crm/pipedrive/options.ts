import { INTERACTION_KINDS, type InteractionKind } from '../../model/interaction.js'
import {
  type ImportOptions,
  type ResolvedImportOptions,
  refuseShapeless,
  resolvedImportOptions,
  roleIssues,
  wrongOption,
} from '../options.js'
import type { RoleLabels } from '../roleLabels.js'
import { PIPEDRIVE_ROLES } from './roleTable.js'

/** How a Pipedrive account is to be read. Everything has a default. */
export interface PipedriveOptions extends ImportOptions {
  /** The keys of custom fields, 40 hexadecimal digits each, that hold what Pipedrive has no field for. */
  readonly fields?: PipedriveFields | undefined
  /** The keys of custom fields of deals that name a person, and the role that whoever is named there plays in the deal. */
  readonly dealRoles?: RoleLabels | undefined
  /** What types of activities are, in place of their usual meaning, by the key of the type. */
  readonly activityTypes?: PipedriveActivityTypes | undefined
}

/** What types of activities are, by the key of the type. */
export interface PipedriveActivityTypes {
  readonly [type: string]: InteractionKind
}

/** The keys of custom fields. */
export interface PipedriveFields {
  /** On persons: how somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string | undefined
  /** On persons: when that was found. The day on which the person was last changed when absent. */
  readonly sentimentDate?: string | undefined
  /** On persons: whether they can stop a decision, or in words what they can stop it for. */
  readonly veto?: string | undefined
  /** On persons: their buying roles, one or several. It may be `label_ids`, the labels of persons. */
  readonly role?: string | undefined
  /** On persons: their department. */
  readonly department?: string | undefined
  /** On persons: the person to whom they report. */
  readonly reportsTo?: string | undefined
  /** On persons: whether they are to be left out. */
  readonly optOut?: string | undefined
  /** On organizations: the part of the market that they are of. */
  readonly segment?: string | undefined
  /** On deals: whether it is a first purchase, a renewal or an expansion. */
  readonly dealKind?: string | undefined
}

/** Options with their defaults filled in. */
export interface ResolvedOptions extends ResolvedImportOptions {
  readonly fields: PipedriveFields
  readonly dealRoles: RoleLabels
  readonly activityTypes: ReadonlyMap<string, InteractionKind>
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: PipedriveOptions): ResolvedOptions {
  refuseShapeless('fromPipedrive', options, ['roles', 'fields', 'dealRoles', 'activityTypes'])
  const { fields = {}, dealRoles = {}, activityTypes = {} } = options
  const own = {
    importer: 'fromPipedrive',
    roles: PIPEDRIVE_ROLES,
    names: ['dealRoles', 'activityTypes'],
    fields: FIELD_NAMES,
    issues: [
      ...roleIssues(dealRoles, 'dealRoles'),
      ...Object.entries(activityTypes).flatMap(([type, kind]) =>
        INTERACTION_KINDS.includes(kind) ? [] : [wrongOption(`activityTypes.${type}`, `is not one of ${INTERACTION_KINDS.join(', ')}`)],
      ),
    ],
  }
  return {
    ...resolvedImportOptions(options, own),
    fields,
    dealRoles,
    activityTypes: new Map([...ACTIVITY_TYPES, ...Object.entries(activityTypes)].map(([type, kind]) => [type.trim().toLowerCase(), kind])),
  }
}

const FIELD_NAMES = ['sentiment', 'sentimentDate', 'veto', 'role', 'department', 'reportsTo', 'optOut', 'segment', 'dealKind']

/** The types of activities that Pipedrive comes with. */
const ACTIVITY_TYPES: readonly (readonly [type: string, kind: InteractionKind])[] = [
  ['call', 'call'],
  ['meeting', 'meeting'],
  ['lunch', 'meeting'],
  ['email', 'email'],
  ['task', 'other'],
  ['deadline', 'other'],
]
