import * as z from 'zod/mini'
import { errorFor, InvalidVillageError, type Issue, LimitExceededError } from '../errors.js'
import { copyRule, isRule } from '../math/rule.js'
import { explain, pathText } from '../model/explain.js'
import type { FactKind } from '../model/fact.js'
import { VILLAGE_LIMITS, villageSchema } from '../model/village.js'
import { fingerprint } from '../support/hash.js'
import { DATE_HELP, formatInstant, parseInstant, toInstant } from '../support/instants.js'
import { desugar, type Origins, withoutUndefined } from './desugar.js'
import { inOrder, kindOf, type Row, type Rows, rowsBy } from './rows.js'

/** A fact whose form is known to be right and whose fields are not yet typed. */
type Draft = Record<string, unknown>

const schema = z.compile(villageSchema)

/**
 * Takes facts of unknown origin and makes rows of them: form, dates and rules are checked, times become instants, missing ids are derived.
 *
 * It is the one way in. What it does not check is what needs the rest of the village: references, and facts that contradict each other.
 *
 * @throws InvalidVillageError, or the narrower error that all issues allow, with every issue at once
 */
export function admit(where: string, input: unknown): Rows {
  const { plain, origins } = desugar(input)
  const facts = formOf(where, plain, origins)
  const issues: Issue[] = []
  const rows = rowsBy(name => {
    const drafts = name === 'accounts' ? [...draftsIn([facts.account]), ...draftsIn(facts.formerAccounts)] : draftsIn(facts[name])
    if (drafts.length > VILLAGE_LIMITS.facts) throw tooMany(where, name, drafts.length)
    const kind = kindOf(name)
    const path = (i: number): string => origins.get(`${name}[${i}]`) ?? `${name}[${i}]`
    return inOrder(
      drafts.map((draft, i) => rowOf(kind, draft, () => path(i), issues)),
      name,
    )
  })
  if (issues.length > 0) throw errorFor(where, issues)
  return rows
}

function formOf(where: string, plain: unknown, origins: Origins): Draft {
  const first = z.safeParse(schema, plain)
  // An explicit undefined is as good as an absent field, but only JavaScript writes it, so that only failures pay for looking.
  const parsed = first.success ? first : z.safeParse(schema, withoutUndefined(plain))
  if (parsed.success) return parsed.data
  throw new InvalidVillageError(
    where,
    parsed.error.issues.map(issue => ({ path: placeOf(issue.path, origins), message: explain(issue), code: 'invalidVillage' })),
  )
}

/** Where the caller wrote what is wrong, even if that was in the short form. */
function placeOf(path: readonly PropertyKey[], origins: Origins): string {
  const origin = origins.get(pathText(path.slice(0, 2)))
  return origin === undefined ? pathText(path) : [origin, pathText(path.slice(2))].filter(part => part !== '').join('.')
}

function rowOf(kind: FactKind, draft: Draft, path: () => string, issues: Issue[]): Row<Draft> {
  for (const field of kind.times) settleTime(draft, field, path, issues)
  for (const [field, times] of kind.timesWithin) {
    for (const { part, place } of partsOf(draft[field], () => `${path()}.${field}`)) {
      for (const time of times) settleTime(part, time, place, issues)
    }
  }
  // A copy, so that the village shares nothing with whoever gave the rule.
  if (draft.rule !== undefined && isRule(draft.rule, `${path()}.rule`, issues)) draft.rule = copyRule(draft.rule)
  return spanned(kind, draft.id === undefined ? { id: derivedId(kind, draft), ...draft } : draft, path, issues)
}

/** Replaces a point in time by its instant. */
function settleTime(draft: Draft, field: string, path: () => string, issues: Issue[]): void {
  const given = draft[field]
  if (given === undefined) return
  const instant = toInstant(given)
  if (instant === undefined) issues.push({ path: `${path()}.${field}`, message: `is no date. ${DATE_HELP}`, code: 'invalidDate' })
  else if (instant !== given) draft[field] = instant
}

/** The parts of a field that holds an object or a list of them. */
function partsOf(value: unknown, path: () => string): { readonly part: Draft; readonly place: () => string }[] {
  if (Array.isArray(value)) return draftsIn(value).map((part, i) => ({ part, place: () => `${path()}[${i}]` }))
  return isDraft(value) ? [{ part: value, place: path }] : []
}

/** The id of a fact that has none: the same content has the same id. When we learned it or ceased to believe it is not content. */
function derivedId(kind: FactKind, { recordedAt: _, retractedAt: __, ...content }: Draft): string {
  return `${kind.noun}:${fingerprint(JSON.stringify(content))}`
}

function spanned(kind: FactKind, draft: Draft, path: () => string, issues: Issue[]): Row<Draft> {
  const from = (kind.begins === undefined ? undefined : parseInstant(draft[kind.begins])) ?? Number.NEGATIVE_INFINITY
  const to = (kind.ends === undefined ? undefined : parseInstant(draft[kind.ends])) ?? Number.POSITIVE_INFINITY
  const knownFrom = parseInstant(draft.recordedAt) ?? from
  const knownTo = parseInstant(draft.retractedAt) ?? Number.POSITIVE_INFINITY
  if (to < from) issues.push(backwards(`${path()}.${kind.ends}`, `ends before it begins, on ${formatInstant(from)}`))
  if (knownTo < knownFrom) issues.push(backwards(`${path()}.retractedAt`, `is before it was known, on ${formatInstant(knownFrom)}`))
  return { fact: draft, id: String(draft.id), from, to, knownFrom, knownTo }
}

function backwards(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}

function draftsIn(value: unknown): Draft[] {
  return Array.isArray(value) ? value.filter(isDraft) : []
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null
}

function tooMany(where: string, name: string, count: number): LimitExceededError {
  return new LimitExceededError(where, name, VILLAGE_LIMITS.facts, count, 'Split the account, or leave out facts that no longer matter.')
}
