import * as z from 'zod/mini'
import { errorFor, type Issue, LimitExceededError } from '../errors.js'
import { copyRule, isSoundRule, ruleIssues } from '../math/rule.js'
import { explain, pathText } from '../model/explain.js'
import type { FactKind } from '../model/fact.js'
import { FACT_ARRAYS, FACT_KINDS, VILLAGE_LIMITS, villageSchema } from '../model/village.js'
import { fingerprint } from '../support/hash.js'
import { DATE_HELP, formatInstant, isStored, parseInstant } from '../support/instants.js'
import { desugar, type Origins, withoutUndefined } from './desugar.js'
import { inOrder, kindOf, type Row, type RowArray, type Rows, rowsBy } from './rows.js'

/** A fact whose form is known to be right and whose fields are not yet typed. */
type Draft = Record<string, unknown>

const schema = z.compile(villageSchema)

/** Facts that were taken in, and where each stood in what was given. */
export interface Admitted {
  readonly rows: Rows
  /** The place of a row, `observations[3]`, as the caller wrote it. */
  placeOf(name: RowArray, index: number): string
}

/**
 * Takes facts of unknown origin and makes rows of them: form, dates and rules are checked, times become instants, missing ids are derived.
 *
 * It is the one way in. What it does not check is what needs the rest of the village: references, and facts that contradict each other.
 *
 * @param known what is known of the account that the facts are for
 * @throws InvalidVillageError, or the narrower error that all issues allow, with every issue at once
 */
export function admit(where: string, input: unknown, known?: Rows): Admitted {
  refuseTooMany(where, input)
  const { plain, origins, issues: short } = desugar(input, known)
  const facts = formOf(where, plain, origins)
  const issues: Issue[] = [...short]
  const placeOf = (name: RowArray, index: number): string => (name === 'accounts' ? 'account' : placeIn([name, index], origins))
  const rows = rowsBy(name => {
    const drafts = name === 'accounts' ? [...draftsIn([facts.account]), ...draftsIn(facts.formerAccounts)] : draftsIn(facts[name])
    const kind = kindOf(name)
    const report = (index: number, field: string, message: string, code: Issue['code']): void => {
      issues.push({ path: `${placeOf(name, index)}.${field}`, message, code })
    }
    return inOrder(
      drafts.map((draft, index) => rowOf(kind, draft, index, report)),
      name,
    )
  })
  if (issues.length > 0) throw errorFor(where, issues)
  return { rows, placeOf }
}

/** Notes what is wrong with a field of the fact at a place. */
type Report = (index: number, field: string, message: string, code: Issue['code']) => void

function formOf(where: string, plain: unknown, origins: Origins): Draft {
  const parsed = judged(plain)
  if (parsed?.success === true) return parsed.data
  // An explicit undefined is as good as an absent field, but only JavaScript writes it, so that only failures pay for looking.
  const stripped = withoutUndefined(plain)
  const again = judged(stripped)
  if (again?.success === true) return again.data
  const issues = again === undefined ? issuesByPart(stripped) : again.error.issues
  throw errorFor(
    where,
    issues.map(issue => ({ path: placeIn(issue.path, origins), ...faultOf(issue) })),
  )
}

const BAD_DATE = { message: `is no date. ${DATE_HELP}`, code: 'invalidDate' } as const

/** What is wrong by the schema. Times are the only unions among the fields of facts, so that what is of none of their types is no date. */
function faultOf(issue: z.core.$ZodIssue): Pick<Issue, 'message' | 'code'> {
  return issue.code === 'invalid_union' && issue.input !== undefined ? BAD_DATE : { message: explain(issue), code: 'invalidVillage' }
}

/** What the schema says; nothing when there are more faults than zod can put together at once. */
function judged(plain: unknown) {
  try {
    return z.safeParse(schema, plain, { reportInput: true })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** So many faults are told, found so many facts at a time, where there are more than anybody could mend. */
const MOST_ISSUES = 10_000

function issuesByPart(plain: unknown): z.core.$ZodIssue[] {
  const facts = isDraft(plain) ? plain : {}
  const found: z.core.$ZodIssue[] = []
  for (const name of FACT_ARRAYS) {
    for (const [index, fact] of listIn(facts[name]).entries()) {
      const issues = z.safeParse(FACT_KINDS[name].schema, fact, { reportInput: true }).error?.issues ?? []
      for (const issue of issues) found.push({ ...issue, path: [name, index, ...issue.path] })
      if (found.length >= MOST_ISSUES) return found
    }
  }
  return found
}

/**
 * Refuses lists, of facts or within them, that are longer than those of any account, before anything is done for each of their places: a list
 * of thousands of millions of holes takes no room.
 */
function refuseTooMany(where: string, given: unknown, path = '', depth = 6): void {
  if (!isDraft(given) || depth === 0) return
  if (Array.isArray(given) && given.length > VILLAGE_LIMITS.facts) {
    const wayOut = 'Split the account, or leave out facts that no longer matter.'
    throw new LimitExceededError(where, path === '' ? 'facts' : path, VILLAGE_LIMITS.facts, given.length, wayOut)
  }
  if (Array.isArray(given)) for (const each of given) refuseTooMany(where, each, path, depth - 1)
  else for (const key in given) if (isDraft(given[key])) refuseTooMany(where, given[key], key, depth - 1)
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Where the caller wrote something, even if that was in the short form. */
function placeIn(path: readonly PropertyKey[], origins: Origins): string {
  const origin = origins.get(pathText(path.slice(0, 2)))
  return origin === undefined ? pathText(path) : [origin, pathText(path.slice(2))].filter(part => part !== '').join('.')
}

function rowOf(kind: FactKind, draft: Draft, index: number, report: Report): Row<Draft> {
  const time = (part: Draft, field: string, place = field): number | undefined => {
    const given = part[field]
    if (given === undefined) return undefined
    const instant = parseInstant(given)
    if (instant === undefined) report(index, place, BAD_DATE.message, BAD_DATE.code)
    else if (!isStored(given)) part[field] = formatInstant(instant)
    return instant
  }
  withoutNegativeZero(draft)
  const from = (kind.begins === undefined ? undefined : time(draft, kind.begins)) ?? Number.NEGATIVE_INFINITY
  const to = (kind.ends === undefined ? undefined : time(draft, kind.ends)) ?? Number.POSITIVE_INFINITY
  const knownFrom = time(draft, 'recordedAt') ?? from
  const knownTo = time(draft, 'retractedAt') ?? Number.POSITIVE_INFINITY
  for (const field of kind.times) time(draft, field)
  for (const [field, times] of kind.timesWithin) {
    for (const { part, place } of partsOf(draft[field], field)) for (const each of times) time(part, each, `${place}.${each}`)
  }
  if (to < from) report(index, kind.ends ?? '', `is before it begins, on ${formatInstant(from)}`, 'invalidVillage')
  if (knownTo < knownFrom) report(index, 'retractedAt', `is before it was known, on ${formatInstant(knownFrom)}`, 'invalidVillage')
  if (draft.rule !== undefined) settleRule(draft, index, report)
  const fact = draft.id === undefined ? { id: derivedId(kind, draft), ...draft } : draft
  return { fact, id: String(fact.id), index, from, to, knownFrom, knownTo }
}

/** JSON has no -0, and so a village has none. */
function withoutNegativeZero(draft: Draft): void {
  for (const field in draft) if (draft[field] === 0) draft[field] = 0
}

/** The parts of a field that holds an object or a list of them. */
function partsOf(value: unknown, field: string): { readonly part: Draft; readonly place: string }[] {
  if (Array.isArray(value)) return draftsIn(value).map((part, i) => ({ part, place: `${field}[${i}]` }))
  return isDraft(value) ? [{ part: value, place: field }] : []
}

/** Checks a rule and puts a copy in its place, so that the village shares nothing with whoever gave it. */
function settleRule(draft: Draft, index: number, report: Report): void {
  const issues = ruleIssues(draft.rule, 'rule')
  for (const { path, message, code } of issues) report(index, path, message, code)
  if (isSoundRule(draft.rule, issues)) draft.rule = copyRule(draft.rule)
}

/** The id of a fact that has none: the same content has the same id. When we learned it or ceased to believe it is not content. */
function derivedId(kind: FactKind, { recordedAt: _, retractedAt: __, ...content }: Draft): string {
  return `${kind.noun}:${fingerprint(JSON.stringify(content))}`
}

function draftsIn(value: unknown): Draft[] {
  return listIn(value).filter(isDraft)
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null
}
