import type { ImportChanges } from '../../crm/later/mergeImport.js'
import type { AccountCoverage, ImportIssue, ImportResult, InferredRule, UnmappedValue, Withdrawn } from '../../crm/result.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { compareText, keysOf } from '../../support/order.js'
import type { Io } from '../io.js'
import type { Keep } from './villagesById.js'

/** What is told of an import, put together from its groups. */
export interface Outcome {
  readonly keep: Keep
  /** What is told of each, by its id. */
  readonly accounts: { readonly id: string; readonly line: () => string }[]
  /** Those that are told in full. */
  readonly issues: ImportIssue[]
  /** How many issues there are in all. */
  issueCount: number
  /** All of them as lines of JSON, where these are wanted. */
  readonly lines: (() => string)[] | undefined
  readonly inferred: Map<string, string>
  readonly unmapped: Map<string, UnmappedValue>
  readonly leftOut: Map<string, number>
  /** How much was taken out of villages that were known, by what became of it. */
  readonly withdrawn: Map<keyof Withdrawn | 'keptOut', number>
  /** Whether it is about villages that are known. */
  touchesKnown: boolean
}

/** @param isComplete whether all issues will be wanted */
export function openOutcome(keep: Keep, isComplete = false): Outcome {
  return {
    keep,
    accounts: [],
    issues: [],
    issueCount: 0,
    lines: isComplete ? [] : undefined,
    inferred: new Map(),
    unmapped: new Map(),
    leftOut: new Map(),
    withdrawn: new Map(),
    touchesKnown: false,
  }
}

/** So many issues are told in full. */
const MOST_NOTED = 20

/** Adds what is to be told of the import of a group. */
export function note(
  outcome: Outcome,
  { villages, unmapped, inferred, coverage }: ImportResult,
  { issues, withdrawn, keptOut, touchesKnown = false }: ImportChanges & { readonly touchesKnown?: boolean },
): void {
  if (touchesKnown) outcome.touchesKnown = true
  villages.forEach(({ account }, i) => {
    const known = coverage.accounts[i]
    if (known !== undefined) outcome.accounts.push({ id: account.id, line: outcome.keep(lineFor(account.name, known)) })
  })
  outcome.issues.push(...issues.slice(0, MOST_NOTED - outcome.issues.length))
  outcome.issueCount += issues.length
  if (issues.length > 0) outcome.lines?.push(outcome.keep(issues.map(lineOf).join('')))
  for (const rule of inferred) outcome.inferred.set(JSON.stringify(rule), inferredLine(rule))
  for (const value of unmapped) {
    const key = JSON.stringify([value.field, value.value])
    outcome.unmapped.set(key, { ...value, count: value.count + (outcome.unmapped.get(key)?.count ?? 0) })
  }
  for (const [reason, number] of Object.entries({ ...coverage.leftOut })) add(outcome.leftOut, reason, number)
  const { retracted, merged, moved, erased } = withdrawn
  const taken = { retracted: retracted.length, merged: merged.length, moved: moved.length, erased, keptOut }
  for (const what of keysOf(taken)) {
    outcome.withdrawn.set(what, (outcome.withdrawn.get(what) ?? 0) + taken[what])
  }
}

function add(counts: Map<string, number>, name: string, number: number): void {
  counts.set(name, (counts.get(name) ?? 0) + number)
}

/** Tells of the import. */
export function tell(outcome: Outcome, io: Io): void {
  const accounts = outcome.accounts.sort((a, b) => compareText(a.id, b.id))
  for (const { line } of accounts) io.note(plain(line()))
  for (const [what, number] of outcome.withdrawn) if (number > 0) io.note(WITHDRAWN[what](number))
  tellRest(outcome, '; say what it means with --roles', io)
}

/** What was taken out of villages that were known, a line each. */
const WITHDRAWN: { readonly [What in keyof Withdrawn | 'keptOut']: (number: number) => string } = {
  retracted: number => `deleted since: ${count(number, 'record', 'records')}; what they said is no longer believed`,
  merged: number => `merged since: ${count(number, 'record', 'records')}; what they said is of those they were merged into`,
  moved: number => `moved to another account: ${count(number, 'person', 'people')}`,
  erased: number => `erased: ${count(number, 'person', 'people')}; nothing is left of them but a tombstone`,
  keptOut: number => `left out: ${count(number, 'person', 'people')} who ${number === 1 ? 'was' : 'were'} erased before`,
}

/** Tells what was left out, not understood or wrong. */
export function tellRest(outcome: Outcome, hint: string, io: Io): void {
  const { issues, issueCount, lines: written, inferred, unmapped, leftOut } = outcome
  const left = [...leftOut].filter(([, number]) => number > 0)
  const values = [...unmapped.values()].sort((a, b) => compareText(a.field, b.field) || b.count - a.count || compareText(a.value, b.value))
  const lines = [
    ...(left.length > 0 ? [`left out: ${left.map(([reason, number]) => `${number} ${words(reason)}`).join(', ')}`] : []),
    ...[...inferred.values()].sort(compareText),
    ...values.map(({ field, value, count: times }) => `not understood: ${field}${value && ` = ${value}`} (${times} times)${hint}`),
    ...issues.map(({ object, id, message }) => `${object} ${id ?? ''}: ${message}`),
    ...(issueCount > issues.length
      ? [`and ${issueCount - issues.length} more issues${written === undefined ? '; --issues FILE writes all of them' : ''}`]
      : []),
  ]
  for (const line of lines) io.note(plain(line))
}

/** All issues, lines that hold no record first, one a line as JSON. */
export function* issueLines({ lines = [] }: Outcome, problems: { issues(): Iterable<ImportIssue> }): Generator<string> {
  for (const problem of problems.issues()) yield lineOf(problem)
  for (const line of lines) yield line()
}

function lineOf(issue: ImportIssue): string {
  return `${JSON.stringify(issue)}\n`
}

function inferredLine({ field, dayOrder, decimal }: InferredRule): string {
  const [option, value] = dayOrder === undefined ? ['decimal', decimal] : ['day-order', dayOrder]
  return `${field} was read with --${option} ${value}, which other cells of the column settle`
}

/** What an account holds, in a line. */
export function lineFor(name: string, { people, peopleWithRole, peopleWithReading, interactions, decisions }: AccountCoverage): string {
  const parts = [
    `${count(people, 'person', 'people')}, ${peopleWithRole} with a role, ${peopleWithReading} heard`,
    count(interactions, 'interaction', 'interactions'),
    count(decisions, 'decision', 'decisions'),
  ]
  return `${name}: ${parts.join(', ')}`
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}
