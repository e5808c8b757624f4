import { foldedText } from '../../support/text.js'
import {
  type ImportOptions,
  isScale,
  type ResolvedImportOptions,
  refuseShapeless,
  resolvedImportOptions,
  roleIssues,
  wrongOption,
} from '../options.js'
import { type RoleLabels, type RoleTable, roleTable } from '../roleLabels.js'
import type { Scale } from '../scale.js'
import { HUBSPOT_ROLES } from './roleTable.js'

/** How a HubSpot portal is to be read. Everything has a default. */
export interface HubSpotOptions extends ImportOptions {
  /** The internal names of custom properties that hold what HubSpot has no property for. */
  readonly fields?: HubSpotFields | undefined
  /**
   * What association labels mean as roles, by the id of their type, which stays when somebody renames the label. It goes before `roles`,
   * where labels stand by their name.
   */
  readonly labels?: RoleLabels | undefined
  /**
   * What labels between two contacts mean, by the name of the label or the id of its type, said of whom the association starts at: they
   * report to the other, are the manager of the other, influence or inform the other, are influenced or informed by the other, or are at
   * odds with them.
   */
  readonly ties?: HubSpotTies | undefined
  /**
   * What the buying role `BLOCKER` says of a person: that they are against us (`stance`, a reading of -1), or that they can stop a decision
   * (`veto`). When absent nobody knows which, and it is counted among the unknown values.
   */
  readonly blocker?: 'stance' | 'veto' | undefined
  /** Whether people without any `hs_legal_basis` are left out like those who opted out of processing. Default `false`. */
  readonly requireLegalBasis?: boolean | undefined
  /** The worst and the best answer of a survey by its type (`CSAT`), mapped linearly to -1 and 1. */
  readonly surveyScales?: { readonly [type: string]: readonly [worst: number, best: number] } | undefined
}

/** The internal names of custom properties. */
export interface HubSpotFields {
  /** On contacts and activities: how somebody stands to us, on `sentimentScale`. */
  readonly sentiment?: string | undefined
  /** On contacts: when that was found. The day on which the contact was last changed when absent. */
  readonly sentimentDate?: string | undefined
  /** On contacts: whether the person can stop a decision, or in words what they can stop it for. */
  readonly veto?: string | undefined
  /** On contacts: their buying roles, joined by semicolons. `hs_buying_role` when absent. */
  readonly role?: string | undefined
  /** On contacts: their department. `department` when absent. */
  readonly department?: string | undefined
  /** On contacts: the id of the contact to whom they report. */
  readonly reportsTo?: string | undefined
  /** On contacts: whether they are to be left out. */
  readonly optOut?: string | undefined
  /** On companies: the part of the market that they are of. */
  readonly segment?: string | undefined
  /** On activities: the id of the contact who set the pace. */
  readonly drivenBy?: string | undefined
}

/** What a label between two contacts says of the first. */
export type HubSpotTie = (typeof TIES)[number]
/** What labels between two contacts say of the first, by the name of the label or the id of its type. */
export interface HubSpotTies {
  readonly [label: string]: HubSpotTie
}

const TIES = ['reportsTo', 'managerOf', 'influences', 'influencedBy', 'informs', 'informedBy', 'conflict'] as const

/** Options with their defaults filled in. */
export interface ResolvedOptions extends ResolvedImportOptions, Pick<HubSpotOptions, 'blocker'> {
  readonly fields: HubSpotFields & { readonly role: string; readonly department: string }
  /** Roles by the id of an association type. */
  readonly labels: RoleTable
  readonly ties: ReadonlyMap<string, HubSpotTie>
  readonly requireLegalBasis: boolean
  readonly surveyScales: ReadonlyMap<string, Scale>
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: HubSpotOptions): ResolvedOptions {
  refuseShapeless('fromHubSpot', options, ['roles', 'fields', 'labels', 'ties', 'surveyScales'])
  const { fields = {}, labels = {}, ties = {}, blocker, requireLegalBasis = false, surveyScales = {} } = options
  const own = {
    importer: 'fromHubSpot',
    roles: HUBSPOT_ROLES,
    names: ['labels', 'ties', 'blocker', 'requireLegalBasis', 'surveyScales'],
    fields: FIELD_NAMES,
    issues: ownIssues({ ...options, labels, ties, requireLegalBasis, surveyScales }),
  }
  return {
    ...resolvedImportOptions(options, own),
    fields: { ...fields, role: fields.role ?? 'hs_buying_role', department: fields.department ?? 'department' },
    labels: roleTable(labels),
    ties: new Map(Object.entries(ties).map(([label, tie]) => [foldedText(label), tie])),
    ...(blocker !== undefined && { blocker }),
    requireLegalBasis,
    surveyScales: new Map(Object.entries(surveyScales).map(([type, scale]) => [foldedText(type), scale])),
  }
}

function ownIssues(options: HubSpotOptions & { readonly [Key in 'labels' | 'ties' | 'surveyScales']: NonNullable<HubSpotOptions[Key]> }) {
  const { labels, ties, blocker, requireLegalBasis, surveyScales } = options
  return [
    ...roleIssues(labels, 'labels'),
    ...Object.entries(ties).flatMap(([label, tie]) =>
      TIES.includes(tie) ? [] : [wrongOption(`ties.${label}`, `is not one of ${TIES.join(', ')}`)],
    ),
    ...(blocker === undefined || blocker === 'stance' || blocker === 'veto'
      ? []
      : [wrongOption('blocker', "is neither 'stance' nor 'veto'")]),
    ...(typeof requireLegalBasis === 'boolean' ? [] : [wrongOption('requireLegalBasis', 'is neither true nor false')]),
    ...Object.entries(surveyScales).flatMap(([type, scale]) =>
      isScale(scale) ? [] : [wrongOption(`surveyScales.${type}`, 'is not two different numbers, the worst and the best')],
    ),
  ]
}

const FIELD_NAMES = ['sentiment', 'sentimentDate', 'veto', 'role', 'department', 'reportsTo', 'optOut', 'segment', 'drivenBy']
