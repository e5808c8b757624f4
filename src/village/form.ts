import * as z from 'zod/mini'
import { errorFor, type Issue, LimitExceededError, quoted } from '../errors.js'
import { explain, pathText } from '../model/explain.js'
import { schemaOf } from '../model/fact.js'
import { registerSchema } from '../model/register.js'
import { FACT_ARRAYS, REGISTER_NAMES, REGISTERS, type RegisterName, VILLAGE_LIMITS, villageSchema } from '../model/village.js'
import { badDate } from '../support/instants.js'
import { nearest } from '../support/nearest.js'
import { a, kindOf as typeOf } from '../support/shown.js'
import { withoutUndefined } from './desugar.js'
import { kindOf, ROW_ARRAYS, type RowArray } from './rows.js'

/** A fact whose fields are not yet typed. */
export type Draft = Record<string, unknown>

/** The facts of an array in the order given, of those with faults what is right; `undefined` for what is no fact at all. */
export type Drafts = readonly (Draft | undefined)[]

/** The fields of an input of unknown form. */
export interface Form {
  facts(name: RowArray): Drafts
  /** What is right of the lists of a register, and whether all is. */
  register(name: RegisterName): { readonly lists: Drafts; readonly isSound: boolean }
}

/** Notes what is wrong at a place, such as `['observations', 3, 'at']`. */
export type Report = (path: readonly PropertyKey[], message: string, code: Issue['code']) => void

/** Compiled for the first village, since it takes longer than all else that loading the library does. */
let schema: ReturnType<typeof z.compile<typeof villageSchema>> | undefined

/**
 * The facts of an input of unknown form, array by array, and what stands beside them. Of a fact with faults, what is right is kept, so that all else that is wrong can be
 * found at once.
 *
 * @throws LimitExceededError for more facts than a village may hold; InvalidVillageError where there are more faults than anyone could mend
 */
export function formOf(where: string, plain: unknown, report: Report): Form {
  refuseTooMany(where, plain)
  const whole = judged(plain)
  if (whole !== undefined) return { facts: name => soundIn(whole, name), register: name => soundLists(whole[name]) }
  // An explicit undefined is as good as an absent field; only what is not right at once pays for looking.
  const stripped = withoutUndefined(plain)
  if (!isDraft(stripped) || typeOf(plain) !== 'object') {
    report([], `is ${a(typeOf(plain))}, not an object with an account and facts`, 'invalidVillage')
    return { facts: () => [], register: () => soundLists([]) }
  }
  return partByPart(where, stripped, report)
}

function partByPart(where: string, facts: Draft, report: Report): Form {
  const names = ['schemaVersion', 'account', 'formerAccounts', ...FACT_ARRAYS, ...REGISTER_NAMES]
  for (const key of Object.keys(facts)) {
    if (names.includes(key)) continue
    const near = nearest(key, names)
    report([], `there is no field ${quoted(key)}.${near === undefined ? '' : ` Did you mean ${quoted(near)}?`}`, 'invalidVillage')
  }
  if (facts.schemaVersion !== undefined && facts.schemaVersion !== 1) report(['schemaVersion'], 'is not 1', 'invalidVillage')
  const lists = new Map(ROW_ARRAYS.map(name => [name, listOf(facts, name, report)]))
  const found: Issue[] = []
  const counted: Report = (path, message, code) => {
    found.push({ path: pathText(path), message, code })
    if (found.length >= MOST_ISSUES) throw errorFor(where, found)
    report(path, message, code)
  }
  return {
    facts: name => (lists.get(name) ?? []).map((fact, index) => draftFrom(name, fact, index, counted)),
    register: name => listsFrom(name, facts[name], counted),
  }
}

function listsFrom(name: RegisterName, given: unknown, report: Report): ReturnType<Form['register']> {
  if (given === undefined) return soundLists([])
  const parsed = z.safeParse(registerSchema(REGISTERS[name]), given, { reportInput: true })
  if (parsed.success) return soundLists(parsed.data)
  for (const issue of parsed.error.issues) {
    const { message, code } = faultOf(issue, [])
    report([name, ...issue.path], message, code)
  }
  return { lists: draftsIn(parsed.error.issues.reduce(withoutFault, given)), isSound: false }
}

function soundLists(lists: unknown): ReturnType<Form['register']> {
  return { lists: draftsIn(lists), isSound: true }
}

function draftsIn(list: unknown): Drafts {
  return listIn(list).map(each => (isDraft(each) ? each : undefined))
}

/** The list of an array; what is no list is a fault. */
function listOf(facts: Draft, name: RowArray, report: Report): readonly unknown[] {
  const field = name === 'accounts' ? 'formerAccounts' : name
  const given = facts[field]
  const isList = given === undefined || Array.isArray(given)
  if (!isList) report([field], `is ${a(typeOf(given))}, not a list`, 'invalidVillage')
  const list = Array.isArray(given) ? given : []
  return name !== 'accounts' ? list : [...(facts.account === undefined ? [] : [facts.account]), ...list]
}

function draftFrom(name: RowArray, fact: unknown, index: number, report: Report): Draft | undefined {
  const kind = kindOf(name)
  const parsed = z.safeParse(schemaOf(kind), fact, { reportInput: true })
  if (parsed.success) return isDraft(parsed.data) ? parsed.data : undefined
  const fields = name === 'stakeholders' ? [...kind.fields, 'roles', 'veto'] : kind.fields
  const unknown = parsed.error.issues.flatMap(issue => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : []))
  const misspelt = new Set(unknown.map(key => nearest(key, fields)))
  for (const issue of parsed.error.issues) {
    // A field that is written otherwise is not missing as well.
    if (issue.input === undefined && issue.path.length === 1 && misspelt.has(String(issue.path[0]))) continue
    const { message, code } = faultOf(issue, issue.path.length === 0 ? fields : [])
    report([name, index, ...issue.path], message, code)
  }
  const sound = parsed.error.issues.reduce(withoutFault, fact)
  return isDraft(sound) ? { ...sound } : undefined
}

/** What is wrong by the schema. Times are the only unions among the fields of facts, so that what is of none of their types is not a date. */
function faultOf(issue: z.core.$ZodIssue, fields: readonly string[]): Pick<Issue, 'message' | 'code'> {
  if (issue.code !== 'invalid_union') return { message: explain(issue, fields), code: 'invalidVillage' }
  return issue.input === undefined
    ? { message: 'is missing and must be a date', code: 'invalidVillage' }
    : { message: badDate(issue.input), code: 'invalidDate' }
}

function withoutFault(part: unknown, issue: z.core.$ZodIssue): unknown {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : undefined
  return keys === undefined ? without(part, issue.path) : keys.reduce((rest, key) => without(rest, [...issue.path, key]), part)
}

/** The value with nothing at a path. */
function without(value: unknown, [part, ...rest]: readonly PropertyKey[]): unknown {
  if (part === undefined) return undefined
  if (Array.isArray(value)) return value.map((each: unknown, i) => (i === part ? without(each, rest) : each))
  if (!isDraft(value) || !Object.hasOwn(value, part)) return value
  return { ...value, [part]: without(Reflect.get(value, part), rest) }
}

/** What is right by the schema; nothing where something is wrong, also when that is more than zod can put together at once. */
function judged(plain: unknown): Draft | undefined {
  try {
    schema ??= z.compile(villageSchema)
    return z.safeParse(schema, plain).data
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function soundIn(facts: Draft, name: RowArray): Drafts {
  const list = name === 'accounts' ? [facts.account, ...listIn(facts.formerAccounts)] : listIn(facts[name])
  return list.filter(isDraft)
}

/** So many faults are told where there are more than anyone could mend. */
const MOST_ISSUES = 10_000

function refuseTooMany(where: string, plain: unknown): void {
  for (const name of FACT_ARRAYS) {
    const { length } = listIn(isDraft(plain) ? plain[name] : undefined)
    if (length <= VILLAGE_LIMITS.facts) continue
    const wayOut = 'Split the account, or leave out facts that no longer matter.'
    throw new LimitExceededError(where, name, VILLAGE_LIMITS.facts, length, wayOut)
  }
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Whether a value has fields. */
export function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null
}

/** The parts of a field that holds an object or a list of them. */
export function draftsAt(value: unknown, field: string): { readonly part: Draft; readonly place: readonly PropertyKey[] }[] {
  if (Array.isArray(value)) return value.flatMap((part: unknown, i) => (isDraft(part) ? [{ part, place: [field, i] }] : []))
  return isDraft(value) ? [{ part: value, place: [field] }] : []
}
