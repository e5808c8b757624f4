import { isCurrency } from '../crm/options.js'
import type { RoleLabels, RoleTable } from '../crm/roleLabels.js'
import type { LabelTable } from '../crm/surveys/labels.js'
import { InvalidArgumentError } from '../errors.js'
import type { Village } from '../model/village.js'
import { type ReadingRules, type ResolvedRules, resolvedRules, ruleIssues } from '../reading/rules.js'
import { flag, is, listOf, type OptionCheck, type OptionShape, optionsOf, wrong } from '../support/options.js'
import { kindOf } from '../village/given.js'
import { ownCopy } from '../village/village.js'
import { type AttitudeLabels, attitudeTable } from './attitudes.js'
import { attitudeLabels, roleLabels } from './mapping.js'
import { tableRoles } from './roles.js'

/** What is known beside a graph or a list of ties, and how what comes of it is named. */
export interface KnownOptions {
  /** The villages to which rows may add: their accounts, people and decisions are found by id, mail address or name. */
  readonly known?: readonly Village[] | undefined
  /** The account of rows that name none: its id or name in one of the known villages, or the name of a new one. */
  readonly account?: string | undefined
  /** What facts are said to come from. Default `table`. */
  readonly source?: string | undefined
  /** What issues call the table, such as the name of its file. Default `table`. */
  readonly name?: string | undefined
  /** Whether names, titles, mail addresses and texts are left out; ids, roles, dates and numbers stay. Default `false`. */
  readonly redact?: boolean | undefined
}

/** How a table is to be read. Everything has a default. */
export interface TableOptions extends KnownOptions, ReadingRules {
  /** What labels of roles mean here, in place of their usual meaning. */
  readonly roles?: RoleLabels | undefined
  /** What words for an attitude mean here, -1 to 1, in place of their usual meaning. */
  readonly labels?: AttitudeLabels | undefined
  /** The ISO 4217 code of amounts without a currency of their own; `XXX`, no currency, when absent. */
  readonly currency?: string | undefined
}

/** Options of a table with their defaults filled in. */
export interface ResolvedOptions {
  readonly where: string
  readonly known: readonly Village[]
  readonly account: string | undefined
  readonly source: string
  readonly name: string
  readonly redact: boolean
  readonly rules: ResolvedRules
  readonly roles: RoleTable
  readonly labels: LabelTable
  readonly currency: string | undefined
}

const name = is('a name', value => typeof value === 'string' && value.trim() !== '')

export const KNOWN_OPTIONS: OptionShape<KnownOptions> = {
  known: listOf(
    is('a village', value => kindOf(value) === 'village'),
    100_000,
  ),
  account: name,
  source: name,
  name,
  redact: flag,
}

const rule =
  (name: keyof ReadingRules): OptionCheck =>
  (value, path) =>
    ruleIssues({ [name]: value }).map(({ message }) => wrong(path, message))

export const READING_OPTIONS: OptionShape<ReadingRules> = {
  timeZone: rule('timeZone'),
  dayOrder: rule('dayOrder'),
  decimal: rule('decimal'),
  yes: rule('yes'),
  no: rule('no'),
  nothing: rule('nothing'),
  encoding: rule('encoding'),
}

const TABLE_OPTIONS: OptionShape<TableOptions> = {
  ...KNOWN_OPTIONS,
  ...READING_OPTIONS,
  roles: roleLabels,
  labels: attitudeLabels,
  currency: is('an ISO 4217 code such as EUR', value => typeof value === 'string' && isCurrency(value)),
}

/** @throws InvalidArgumentError, in the name of the function, naming every option that makes no sense */
export function resolvedOptions(where: string, options: TableOptions | undefined): ResolvedOptions {
  const {
    known = [],
    account,
    source = 'table',
    name: called = 'table',
    redact = false,
    roles,
    labels,
    currency,
    ...rules
  } = optionsOf<TableOptions>(where, options, TABLE_OPTIONS)
  // Each rule makes sense by itself; whether they do together is only known here.
  const issues = ruleIssues(rules)
  if (issues.length > 0)
    throw new InvalidArgumentError(
      where,
      issues.map(({ path, message }) => wrong(`options.${path}`, message)),
    )
  return {
    where,
    known: known.map(village => ownCopy(where, village)),
    account,
    source,
    name: called,
    redact,
    rules: resolvedRules(rules),
    roles: tableRoles(roles),
    labels: attitudeTable(labels),
    currency,
  }
}
