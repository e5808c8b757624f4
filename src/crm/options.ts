import { InvalidArgumentError, type Issue } from '../errors.js'
import { BUYING_ROLES } from '../model/role.js'
import { READING_RULES, type ReadingRules, type ResolvedRules, resolvedRules, ruleIssues } from '../reading/rules.js'
import { choose } from '../support/options.js'
import { isReadable } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { type RoleLabels, type RoleTable, roleTable } from './roleLabels.js'
import type { Scale } from './scale.js'
import { STAGE_STATES, type StageLabels, type StageTable, stageTable } from './stages.js'
import { isObject, ownValue } from './values.js'

/** What every importer may be told. Everything has a default. */
export interface ImportOptions extends ReadingRules {
  /** What labels of roles mean here, in place of their usual meaning: a role, several, or `null` for none. Case does not matter. */
  readonly roles?: RoleLabels | undefined
  /** The numbers in the sentiment fields that stand for the worst and the best, mapped linearly to -1 and 1. Default `[-1, 1]`. */
  readonly sentimentScale?: readonly [worst: number, best: number] | undefined
  /** The ISO 4217 code of amounts without a currency of their own; `XXX`, no currency, when absent. */
  readonly currency?: string | undefined
  /**
   * What becomes of accounts that belong to another account: villages of their own (`accounts`, the default), or units in the village of
   * the topmost account (`units`).
   */
  readonly subsidiaries?: 'accounts' | 'units' | undefined
  /**
   * Whether names, titles, mail addresses and texts are left out, of accounts, units and decisions too; ids, roles, dates and numbers stay.
   * Default `false`.
   */
  readonly redact?: boolean | undefined
  /**
   * What becomes of people who want no e-mail: they stay without their mail address (`dropAddress`, the default), since who left a newsletter
   * still decides, or are left out like those who opted out of profiling (`dropPerson`).
   */
  readonly emailOptOut?: 'dropAddress' | 'dropPerson' | undefined
  /** What stages and states mean of which nothing is known, by their label or id. Case does not matter. */
  readonly stages?: StageLabels | undefined
}

/** The options of every importer with their defaults filled in. */
export interface ResolvedImportOptions {
  readonly roles: RoleTable
  readonly sentimentScale: Scale
  readonly currency: string | undefined
  readonly subsidiaries: 'accounts' | 'units'
  readonly redact: boolean
  /** Whether people who want no e-mail are left out, and not only their mail addresses. */
  readonly dropsOptedOutOfEmail: boolean
  readonly rules: ResolvedRules
  readonly stages: StageTable
}

/** What an importer has of its own among the options. */
export interface OwnOptions {
  /** The name of the importer, such as `fromSalesforce`. */
  readonly importer: string
  /** What labels of roles usually mean in its source. */
  readonly roles: RoleLabels
  /** The names of its options beside those of every importer. */
  readonly names: readonly string[]
  /** The names of the custom fields that the option `fields` may name; the option is unknown when absent. */
  readonly fields?: readonly string[]
  /** What is wrong with the options of its own. */
  readonly issues?: readonly Issue[]
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedImportOptions(
  options: ImportOptions & { readonly fields?: object | undefined },
  own: OwnOptions,
): ResolvedImportOptions {
  const {
    roles,
    sentimentScale = [-1, 1],
    currency,
    subsidiaries = 'accounts',
    redact = false,
    emailOptOut = 'dropAddress',
    fields = {},
    stages = {},
  } = options
  const names = [...SHARED, ...(own.fields === undefined ? [] : ['fields']), ...own.names]
  const issues = [
    ...unknownNames(options, names, ''),
    ...(own.fields === undefined ? [] : unknownNames(fields, own.fields, 'fields.')),
    ...Object.entries(fields).flatMap(([name, field]) =>
      field === undefined || (typeof field === 'string' && field !== '')
        ? []
        : [wrongOption(`fields.${name}`, 'is not the name of a field')],
    ),
    ...roleIssues(roles ?? {}, 'roles'),
    ...(isScale(sentimentScale) ? [] : [wrongOption('sentimentScale', 'is not two different numbers, the worst and the best')]),
    ...(currency === undefined || isCurrency(currency) ? [] : [wrongOption('currency', 'is not an ISO 4217 code such as EUR')]),
    ...(subsidiaries === 'accounts' || subsidiaries === 'units' ? [] : [wrongOption('subsidiaries', "is neither 'accounts' nor 'units'")]),
    ...(typeof redact === 'boolean' ? [] : [wrongOption('redact', 'is neither true nor false')]),
    ...(emailOptOut === 'dropAddress' || emailOptOut === 'dropPerson'
      ? []
      : [wrongOption('emailOptOut', "is neither 'dropAddress' nor 'dropPerson'")]),
    ...Object.entries(stages).flatMap(([label, state]) =>
      STAGE_STATES.includes(state) ? [] : [wrongOption(`stages.${label}`, `is not one of ${STAGE_STATES.join(', ')}`)],
    ),
    ...ruleIssues(options).map(({ path, message }) => wrongOption(path, message)),
    ...(own.issues ?? []),
  ]
  if (issues.length > 0) throw new InvalidArgumentError(own.importer, issues)
  const [rules, table] = [resolvedRules(options), stageTable(stages)]
  return {
    roles: roleTable(own.roles, roles),
    sentimentScale,
    currency,
    subsidiaries,
    redact,
    dropsOptedOutOfEmail: emailOptOut === 'dropPerson',
    rules,
    stages: table,
  }
}

/**
 * Refuses options that are to be an object by name and are none, before anybody looks into them. Options may come from a file.
 *
 * @throws InvalidArgumentError naming them
 */
export function refuseShapeless(importer: string, options: object, names: readonly string[]): void {
  if (kindOf(options) !== 'object') {
    const message = `${options === null ? 'null is not an object' : `is ${a(kindOf(options))}, not an object`} of options`
    throw new InvalidArgumentError(importer, [{ path: 'options', message, code: 'invalidArgument' }])
  }
  const wrong = [...names, 'stages'].filter(name => {
    const given = ownValue(options, name)
    return given !== undefined && kindOf(given) !== 'object'
  })
  if (wrong.length > 0)
    throw new InvalidArgumentError(
      importer,
      wrong.map(name => wrongOption(name, 'is no object')),
    )
}

/**
 * Refuses what is to be read and does not let itself be read. All else that is wrong with it becomes an issue.
 *
 * @throws InvalidArgumentError
 */
export function checkInput(importer: string, input: unknown): void {
  const items = Array.isArray(input)
    ? []
    : isObject(input)
      ? [input, ...Object.keys(readableOf(importer, input)).map(key => ownValue(input, key))]
      : []
  for (const each of items) if (isObject(each)) readableOf(importer, each)
}

function readableOf(importer: string, input: object): object {
  if (Array.isArray(input) || isReadable(input)) return input
  throw new InvalidArgumentError(importer, [{ path: 'input', message: 'cannot be read', code: 'invalidArgument' }])
}

/** What is wrong with an option that says which roles labels mean. */
export function roleIssues(labels: RoleLabels, option: string): Issue[] {
  return Object.entries(labels).flatMap(([label, role]) =>
    role === undefined || role === null || isRole(role) || areRoles(role)
      ? []
      : [wrongOption(`${option}.${label}`, `is not one of ${BUYING_ROLES.join(', ')}, a list of them, or null`)],
  )
}

/** Whether something is two different numbers, the worst and the best. */
export function isScale(scale: unknown): boolean {
  return Array.isArray(scale) && scale.length === 2 && scale.every(isEnd) && scale[0] !== scale[1]
}

function isEnd(end: unknown): boolean {
  return typeof end === 'number' && Math.abs(end) < 1e300
}

const SHARED = ['roles', 'sentimentScale', 'currency', 'subsidiaries', 'redact', 'emailOptOut', 'stages', ...READING_RULES]

/** Whether the text has the form of an ISO 4217 code. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** The code of ISO 4217 for "no currency". */
export const NO_CURRENCY = 'XXX'

/** An issue with an option. */
export function wrongOption(path: string, message: string): Issue {
  return { path: `options.${path}`, message, code: 'invalidArgument' }
}

/** An issue for every name that is none of those known. */
export function unknownNames(given: object, known: readonly string[], prefix: string): Issue[] {
  const unknown = Object.keys(given).filter(name => !known.includes(name))
  return unknown.map(name => wrongOption(prefix + name, `there is no such option. ${choose(name, known)}`))
}

/** A list of each role at most a few times. */
function areRoles(roles: unknown): boolean {
  return Array.isArray(roles) && roles.length <= 100 && Array.from(roles).every(isRole)
}

function isRole(role: unknown): boolean {
  return BUYING_ROLES.some(each => each === role)
}
