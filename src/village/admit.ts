import { errorFor, type Issue, LimitExceededError } from '../errors.js'
import { copyRule, isSoundRule, ruleIssues } from '../math/rule.js'
import { pathText } from '../model/explain.js'
import type { FactKind } from '../model/fact.js'
import { VILLAGE_LIMITS } from '../model/village.js'
import { fingerprint } from '../support/hash.js'
import { badDate, formatInstant, isStored, parseInstant } from '../support/instants.js'
import { reading } from '../support/reading.js'
import { desugar, type Origins } from './desugar.js'
import { type Draft, draftsAt, formOf, isDraft } from './form.js'
import { inInputOrder } from './placed.js'
import { registersIn } from './registers.js'
import { inOrder, kindOf, type Row, type RowArray, type Rows, rowsBy } from './rows.js'

/** Facts that were taken in, where each was in what was given, and what is wrong with the others. */
export interface Admitted {
  /** The facts with no fault of their own. */
  readonly rows: Rows
  /** What is right of the facts that have one. */
  readonly faulty: ReadonlyMap<RowArray, readonly Row<Draft>[]>
  readonly issues: readonly Issue[]
  /** The place of a row, `observations[3]`, as the caller wrote it. */
  placeOf(name: RowArray, index: number): string
  /** The same issues, and others, in the order of what was given. */
  ordered(issues: readonly Issue[]): readonly Issue[]
}

/**
 * Takes facts of unknown origin and makes rows of them: form, dates and rules are checked, times become instants, missing ids are derived.
 *
 * It is the one way in. What it does not check is what needs the rest of the village: references, and facts that contradict each other. So it
 * gives what is wrong, to be told together with what is found later.
 *
 * @param known what is known of the account that the facts are for
 * @throws LimitExceededError for a list longer than any account has
 */
export function admit(where: string, input: unknown, known?: Rows): Admitted {
  reading(where, '', () => refuseTooMany(where, input), 'something that was given cannot be read')
  const { plain, origins, issues: short } = desugar(input, known)
  const issues: Issue[] = [...short]
  const atFault = new Set<string>()
  const report = (path: readonly PropertyKey[], message: string, code: Issue['code']): void => {
    const [name, index, field] = path
    if (index !== undefined) atFault.add(pathText([name ?? '', index]))
    const origin = origins.get(pathText(path.slice(0, 2)))
    // It is told where the stakeholder is, from whom the field was taken over.
    if (origin?.inherited.includes(String(field)) !== true) issues.push({ path: placeIn(path, origins), message, code })
  }
  const form = formOf(where, plain, report)
  const faulty = new Map<RowArray, Row<Draft>[]>()
  const rows = rowsBy(
    name => {
      const kind = kindOf(name)
      const sound: Row<Draft>[] = []
      const wrong: Row<Draft>[] = []
      for (const [index, draft] of form.facts(name).entries()) {
        if (draft === undefined) continue
        const row = rowOf(kind, draft, index, (field, message, code) => report([name, index, ...field], message, code))
        if (atFault.size > 0 && atFault.has(`${name}[${index}]`)) wrong.push({ ...row, fact: draft })
        else sound.push(row)
      }
      if (wrong.length > 0) faulty.set(name, wrong)
      return inOrder(sound, name)
    },
    registersIn(form, report),
  )
  return {
    rows,
    faulty,
    issues,
    placeOf: (name, index) => placeIn([name, index], origins),
    ordered: found => inInputOrder(found, input),
  }
}

/**
 * The rows of facts of which nothing needs the rest of a village.
 *
 * @throws InvalidVillageError, or the narrower error that all issues allow, with every issue at once
 */
export function admitSound(where: string, input: unknown): Rows {
  const admitted = admit(where, input)
  if (admitted.issues.length > 0) throw errorFor(where, admitted.ordered(admitted.issues))
  return admitted.rows
}

/** Rows that were made of those of a village. */
export function alreadySound(rows: Rows): Admitted {
  return { rows, faulty: new Map(), issues: [], placeOf: name => name, ordered: issues => issues }
}

/**
 * Refuses lists, of facts or within them, that are longer than those of any account, before anything is done for each of their places: a list
 * of thousands of millions of holes takes no room.
 */
function refuseTooMany(where: string, given: unknown, path = '', depth = 8): void {
  if (!isDraft(given) || depth === 0) return
  if (Array.isArray(given) && given.length > VILLAGE_LIMITS.facts) {
    const wayOut = 'Split the account, or leave out facts that no longer matter.'
    throw new LimitExceededError(where, path === '' ? 'facts' : path, VILLAGE_LIMITS.facts, given.length, wayOut)
  }
  if (Array.isArray(given)) for (const each of given) refuseTooMany(where, each, path, depth - 1)
  else for (const key in given) if (isDraft(given[key])) refuseTooMany(where, given[key], key, depth - 1)
}

/** Where the caller wrote something, even if that was in the short form. */
function placeIn(path: readonly PropertyKey[], origins: Origins): string {
  const [name, index, ...within] = path
  if (name === 'accounts') return pathText(index === 0 ? ['account', ...within] : ['formerAccounts', Number(index) - 1, ...within])
  const origin = origins.get(pathText(path.slice(0, 2)))
  return origin === undefined ? pathText(path) : [origin.place, pathText(within)].filter(part => part !== '').join('.')
}

/** Notes what is wrong with a field of a fact. */
type FieldReport = (field: readonly PropertyKey[], message: string, code: Issue['code']) => void

const WHOLE: readonly PropertyKey[] = []

function rowOf(kind: FactKind, draft: Draft, index: number, report: FieldReport): Row<Draft> {
  const time = (part: Draft, field: string, place: readonly PropertyKey[] = WHOLE): number | undefined => {
    const given = part[field]
    if (given === undefined) return undefined
    const instant = parseInstant(given)
    if (instant === undefined) report([...place, field], badDate(given), 'invalidDate')
    else if (!isStored(given)) part[field] = formatInstant(instant)
    return instant
  }
  withoutNegativeZero(draft)
  const from = (kind.begins === undefined ? undefined : time(draft, kind.begins)) ?? Number.NEGATIVE_INFINITY
  const to = (kind.ends === undefined ? undefined : time(draft, kind.ends)) ?? Number.POSITIVE_INFINITY
  const recorded = time(draft, 'recordedAt')
  const knownFrom = recorded ?? from
  const knownTo = time(draft, 'retractedAt') ?? Number.POSITIVE_INFINITY
  for (const field of kind.times) time(draft, field)
  for (const [field, times] of kind.timesWithin) {
    for (const { part, place } of draftsAt(draft[field], field)) for (const each of times) time(part, each, place)
  }
  if (to < from) report([kind.ends ?? ''], tooEarly(to, kind.begins ?? '', from), 'invalidVillage')
  if (knownTo < knownFrom) {
    report(['retractedAt'], tooEarly(knownTo, recorded === undefined ? (kind.begins ?? '') : 'recordedAt', knownFrom), 'invalidVillage')
  }
  if (draft.rule !== undefined) settleRule(draft, report)
  const fact = draft.id === undefined ? { id: derivedId(kind, draft), ...draft } : draft
  return { fact, id: String(fact.id), index, from, to, knownFrom, knownTo }
}

function tooEarly(end: number, name: string, begin: number): string {
  return `${formatInstant(end)} is before ${name}, which is ${formatInstant(begin)}. Swap them, or leave one out.`
}

/** JSON has no -0, and so a village has none. */
function withoutNegativeZero(draft: Draft): void {
  for (const field in draft) if (draft[field] === 0) draft[field] = 0
}

/** Checks a rule and puts a copy in its place, so that the village shares nothing with whoever gave it. */
function settleRule(draft: Draft, report: FieldReport): void {
  const issues = ruleIssues(draft.rule, 'rule')
  for (const { path, message, code } of issues) report([path], message, code)
  if (isSoundRule(draft.rule, issues)) draft.rule = copyRule(draft.rule)
  else delete draft.rule
}

/** The id of a fact that has none: the same content has the same id. When we learned it or ceased to believe it is not content. */
function derivedId(kind: FactKind, { recordedAt: _, retractedAt: __, ...content }: Draft): string {
  return `${kind.noun}:${fingerprint(JSON.stringify(content))}`
}
