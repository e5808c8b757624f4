import { InvalidArgumentError, type Issue } from '../../errors.js'
import { kindOf } from '../../support/shown.js'
import { refuseShapeless, roleIssues, unknownNames, wrongOption } from '../options.js'
import type { RoleLabels } from '../roleLabels.js'
import { isReferable } from './ids.js'

/** How what is written is to look. Everything has a default, and scores and findings are written only where a field is named for them. */
export interface SalesforceWriteOptions {
  /** What the labels of contact roles mean in this org, as given to `fromSalesforce`. Of several that fit, the first is written. */
  readonly roles?: RoleLabels | undefined
  /** Which roles are written: those that Salesforce does not hold yet (`new`, the default), or all. */
  readonly include?: 'new' | 'all' | undefined
  /** Where new roles of an account go, which are those in no single decision. Default `AccountContactRole`. */
  readonly accountRoles?: 'AccountContactRole' | 'AccountContactRelation' | 'BuyingCommittee' | undefined
  /** The id of the BuyingCommittee that takes new roles. When absent it is the one that is known; where there is none, one is written. */
  readonly committee?: string | undefined
  /** The ids of the BuyingCommitteeRole records of that committee, by their names. Without its id a new role is named in words only. */
  readonly committeeRoles?: { readonly [label: string]: string } | undefined
  /** The custom external-id fields by which people and accounts are found that have no Salesforce id. Without them they are left out. */
  readonly externalIds?:
    | {
        /** Holds the id of the account in the village. */
        readonly Account?: string | undefined
        /** Holds the id of the stakeholder. */
        readonly Contact?: string | undefined
        /** Holds the id of the decision. */
        readonly Opportunity?: string | undefined
        /** By which tasks are found that were written of moves, so that writing again changes and does not double them. */
        readonly Task?: string | undefined
      }
    | undefined
  /** Whether the moves of a snapshot are written as tasks. Default `false`. */
  readonly moves?: boolean | undefined
  /** Whether a move is left out to which nobody of ours with a Salesforce id sees; otherwise whoever writes owns it. Default `false`. */
  readonly ownerRequired?: boolean | undefined
  /** The custom fields that take the scores of a report. */
  readonly fields?: SalesforceScoreFields | undefined
  /** The custom object that takes the findings of a report, and its fields. */
  readonly findings?: SalesforceFindingFields | undefined
}

/** The API names of custom fields for scores, such as `Village_Power__c`. What is unknown is written as `null`. */
export interface SalesforceScoreFields {
  /** Of each person of the account, by the field that takes it; a score without a field is not written. */
  readonly Contact?:
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
        /** An instant, such as `2026-03-02T00:00:00.000Z`: when the last reading of them was taken. */
        readonly lastHeardAt?: string | undefined
      }
    | undefined
  /** Of the account, by the field that takes it. */
  readonly Account?:
    | {
        /** -1..1 */
        readonly sentiment?: string | undefined
        /** `favourable`, `neutral`, `unfavourable`, `undecided` or `insufficientSignal`. */
        readonly state?: string | undefined
        /** 0..1 */
        readonly coverage?: string | undefined
        /** The moment of the report: a day, or an instant if it was asked for as one. */
        readonly asOf?: string | undefined
      }
    | undefined
  /** Of the decision in view. */
  readonly Opportunity?:
    | {
        /** 0..1 */
        readonly probabilityOfYes?: string | undefined
        /** Money in the currency of the decision: its value times the probability of no. */
        readonly revenueAtRisk?: string | undefined
        /** The moment of the report: a day, or an instant if it was asked for as one. */
        readonly asOf?: string | undefined
      }
    | undefined
}

/** The API names of a custom object for findings and of its fields. Only fields that are named are written. */
export interface SalesforceFindingFields {
  /** Such as `Village_Finding__c`. */
  readonly object: string
  /** The external-id field that tells findings apart, so that writing again changes and does not double them. */
  readonly key: string
  /** The lookup of the account. */
  readonly account?: string | undefined
  /** The id of the rule that found it. */
  readonly rule?: string | undefined
  /** `critical`, `warning` or `info`. */
  readonly severity?: string | undefined
  /** What is the matter, in words that name nobody. */
  readonly message?: string | undefined
  /** The ids of the people whom it is about, joined by semicolons. */
  readonly people?: string | undefined
  /** Money in the currency of the decision that the finding puts at risk; `null` where no firm amount is known. */
  readonly revenueAtRisk?: string | undefined
  /** The moment of the report: a day, or an instant if it was asked for as one. */
  readonly asOf?: string | undefined
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function checkWriteOptions(options: SalesforceWriteOptions): void {
  refuseShapeless('toSalesforce', options, ['roles', 'committeeRoles', 'externalIds', 'fields', 'findings'])
  const {
    include = 'new',
    accountRoles = 'AccountContactRole',
    committee,
    committeeRoles = {},
    externalIds = {},
    fields = {},
    findings,
    roles = {},
    moves = false,
    ownerRequired = false,
  } = options
  const known = [
    'roles',
    'include',
    'accountRoles',
    'committee',
    'committeeRoles',
    'externalIds',
    'moves',
    'ownerRequired',
    'fields',
    'findings',
  ]
  const issues = [
    ...unknownNames(options, known, ''),
    ...roleIssues(roles, 'roles'),
    ...(include === 'new' || include === 'all' ? [] : [wrongOption('include', "is neither 'new' nor 'all'")]),
    ...(TARGETS.includes(accountRoles) ? [] : [wrongOption('accountRoles', `is none of ${TARGETS.join(', ')}`)]),
    ...Object.entries({ moves, ownerRequired }).flatMap(([name, given]) =>
      typeof given === 'boolean' ? [] : [wrongOption(name, 'is neither true nor false')],
    ),
    ...wrongIds({ committee }, ''),
    ...wrongIds(committeeRoles, 'committeeRoles.'),
    ...wrongNames(externalIds, 'externalIds'),
    ...Object.entries(fields).flatMap(([object, names]) =>
      kindOf(names) === 'object' ? wrongNames(names, `fields.${object}`) : [wrongOption(`fields.${object}`, 'is no object')],
    ),
    ...wrongNames(findings ?? {}, 'findings'),
    ...(findings === undefined || (isName(findings.object) && isName(findings.key))
      ? []
      : [wrongOption('findings', 'needs an object and a key')]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('toSalesforce', issues)
}

const TARGETS: readonly string[] = ['AccountContactRole', 'AccountContactRelation', 'BuyingCommittee']

function wrongIds(ids: object, prefix: string): Issue[] {
  return Object.entries(ids).flatMap(([name, id]) =>
    id === undefined || (typeof id === 'string' && isReferable(id)) ? [] : [wrongOption(prefix + name, 'is no Salesforce id')],
  )
}

function wrongNames(names: object, path: string): Issue[] {
  return Object.entries(names).flatMap(([name, field]) =>
    field === undefined || isName(field) ? [] : [wrongOption(`${path}.${name}`, 'is not the name of a field or of an object')],
  )
}

function isName(field: unknown): boolean {
  return typeof field === 'string' && /^[A-Za-z]\w*$/.test(field)
}
