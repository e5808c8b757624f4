import { InvalidArgumentError, type Issue } from '../../errors.js'
import { kindOf } from '../../support/shown.js'
import { refuseShapeless, roleIssues, unknownNames, wrongOption } from '../options.js'
import type { RoleLabels } from '../roleLabels.js'

/** How what is written is to look. Everything has a default, and scores and findings are written only where a property is named for them. */
export interface HubSpotWriteOptions {
  /**
   * The unique property by which contacts are found and, if need be, made: `email`, or one of yours that holds the id of the stakeholder.
   * When absent contacts are found by their HubSpot ids, and none is made.
   */
  readonly idProperty?: string | undefined
  /** What the values of the role property mean in this portal, as given to `fromHubSpot`. Of several that fit, the first is written. */
  readonly roles?: RoleLabels | undefined
  /** The internal name of the property for roles that are in no single decision. `hs_buying_role` when absent. */
  readonly roleProperty?: string | undefined
  /** Whether roles are added to those that stand there, instead of taking their place. Default `false`. */
  readonly addRoles?: boolean | undefined
  /** What association labels from contact to deal mean, by the id of their type, as given to `fromHubSpot`: for roles in one decision. */
  readonly labels?: RoleLabels | undefined
  /** The internal names of the properties that take scores and findings. */
  readonly properties?: HubSpotScoreProperties | undefined
}

/** The internal names of custom properties for scores and findings, such as `village_power`. What is unknown empties its property. */
export interface HubSpotScoreProperties {
  /** Of each person of the account, by the property that takes it; a score without a property is not written. */
  readonly contact?:
    | {
        /** -1..1 */
        readonly sentiment?: string | undefined
        /** 0..1 */
        readonly reliability?: string | undefined
        /** A share, 0..1. */
        readonly power?: string | undefined
        /** 0..1 */
        readonly probabilityOfYes?: string | undefined
        /** Money in the currency of the decision in view: what a certain yes of theirs would save. */
        readonly worthSaving?: string | undefined
        /** A day. */
        readonly lastHeardAt?: string | undefined
        /** What endangers the account because of them, one finding a line. */
        readonly findings?: string | undefined
      }
    | undefined
  /** Of the account, by the property that takes it. */
  readonly company?:
    | {
        /** -1..1 */
        readonly sentiment?: string | undefined
        /** `favourable`, `neutral`, `unfavourable`, `undecided` or `insufficientSignal`. */
        readonly state?: string | undefined
        /** 0..1 */
        readonly coverage?: string | undefined
        /** What endangers the account, one finding a line, worst first. */
        readonly findings?: string | undefined
        /** A day. */
        readonly asOf?: string | undefined
      }
    | undefined
  /** Of the decision in view. */
  readonly deal?:
    | {
        /** 0..1 */
        readonly probabilityOfYes?: string | undefined
        /** Money in the currency of the decision: its value times the probability of no. */
        readonly revenueAtRisk?: string | undefined
        /** A day. */
        readonly asOf?: string | undefined
      }
    | undefined
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function checkWriteOptions(options: HubSpotWriteOptions): void {
  refuseShapeless('toHubSpot', options, ['roles', 'labels', 'properties'])
  const { idProperty, roles = {}, roleProperty, addRoles = false, labels = {}, properties = {} } = options
  const issues = [
    ...unknownNames(options, ['idProperty', 'roles', 'roleProperty', 'addRoles', 'labels', 'properties'], ''),
    ...wrongNames({ idProperty, roleProperty }, ''),
    ...roleIssues(roles, 'roles'),
    ...roleIssues(labels, 'labels'),
    ...Object.keys(labels).flatMap(id =>
      /^[1-9]\d*$/.test(id) ? [] : [wrongOption(`labels.${id}`, 'is not the id of an association type')],
    ),
    ...(typeof addRoles === 'boolean' ? [] : [wrongOption('addRoles', 'is neither true nor false')]),
    ...unknownNames(properties, ['contact', 'company', 'deal'], 'properties.'),
    ...Object.entries(properties).flatMap(([object, names]) =>
      kindOf(names) === 'object' ? wrongNames(names, `properties.${object}.`) : [wrongOption(`properties.${object}`, 'is no object')],
    ),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('toHubSpot', issues)
}

function wrongNames(names: object, prefix: string): Issue[] {
  return Object.entries(names).flatMap(([name, property]) =>
    property === undefined || (typeof property === 'string' && property.trim() !== '')
      ? []
      : [wrongOption(prefix + name, 'is not the name of a property')],
  )
}
