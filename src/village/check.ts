import { type Conflict, errorFor, type Issue, LimitExceededError, quoted } from '../errors.js'
import { isSoundRule, ruleIssues, seatsOf } from '../math/rule.js'
import type { ReferenceTarget } from '../model/fact.js'
import { isMeant } from '../model/named.js'
import { FACT_ARRAYS, FACT_KINDS, VILLAGE_LIMITS } from '../model/village.js'
import { nearest } from '../support/nearest.js'
import type { Admitted } from './admit.js'
import { type ErasedTest, erasedTest } from './erased.js'
import { erasedIssues, erasedPerson } from './erasedIssues.js'
import { mergeRows } from './merge.js'
import { moveIssues, refuseTooManyMoves } from './moveIssues.js'
import { unitedRegisters } from './registers.js'
import { areSameRows, type Row, type RowArray, type Rows, rowsBy } from './rows.js'
import { unitIssues } from './unitIssues.js'

/**
 * What is known with what was taken in, or everything that keeps the two from being one village: the faults of the facts themselves, ids
 * that would mean two things at once, and what needs the whole village: that whatever the new facts name is there, that units form a tree,
 * that shares leave no more than a whole.
 *
 * @returns the rows of what is known, array by array the same, where nothing is new
 * @throws InvalidVillageError with all issues, or the narrower error that they allow; ConflictingFactError where all are conflicts;
 * LimitExceededError for a village beyond the limits
 */
export function joined(where: string, known: Rows, added: Admitted): Rows {
  const conflicts: Conflict[] = []
  const whole = rowsBy(
    name => {
      const merged = mergeRows(name, known[name], added.rows[name])
      for (const id of merged.conflicts) conflicts.push(conflictOf(name, id, added))
      return merged.rows
    },
    unitedRegisters(where, known.registers, added.rows.registers),
  )
  const isNew = !areSameRows(whole, known)
  const issues = [
    ...added.issues,
    ...conflicts,
    ...accountIssues(known, added),
    ...(isNew || added.faulty.size > 0 ? wholeIssues(where, known, whole, added) : []),
  ]
  if (issues.length > 0) throw errorFor(where, added.ordered(issues))
  return whole
}

function conflictOf(name: RowArray, id: string, added: Admitted): Conflict {
  const last = added.rows[name].reduce((most, row) => (row.id === id ? Math.max(most, row.index) : most), -1)
  const message = `${quoted(id)} is there already with other content. Give the new fact an id of its own, or replace the old one with revise().`
  return { path: added.placeOf(name, Math.max(last, 0)), message, code: 'conflictingFact', kind: name, id }
}

function accountIssues(known: Rows, added: Admitted): Issue[] {
  const own = known.accounts[0] ?? added.rows.accounts[0]
  if (own === undefined) {
    const isFaulty = added.faulty.has('accounts') || added.issues.some(({ path }) => path === '' || path === 'account')
    return isFaulty ? [] : [problem('account', 'is missing; give its id and name')]
  }
  const other = added.rows.accounts.find(row => row.id !== own.id)
  if (other === undefined) return []
  const message = `${quoted(other.id)} is another account than that of the village, ${quoted(own.id)}. Record it in a village of its own.`
  return [problem(`${added.placeOf('accounts', other.index)}.id`, message)]
}

function wholeIssues(where: string, before: Rows, whole: Rows, added: Admitted): Issue[] {
  refuseTooManyPeople(where, whole)
  refuseTooManyMoves(where, whole)
  const isErased = erasedTest(whole.registers.erasures)
  return [
    ...erasedIssues(before, whole, added, isErased),
    ...referenceIssues(added, whole, isErased),
    ...loopIssues(added),
    ...moveIssues(whole, given(added, 'moves'), added),
    ...unitIssues(whole, given(added, 'units'), added),
  ]
}

function refuseTooManyPeople(where: string, whole: Rows): void {
  for (const name of ['stakeholders', 'teammates'] as const) {
    const { size } = idsOf(whole[name])
    if (size > VILLAGE_LIMITS[name]) throw new LimitExceededError(where, name, VILLAGE_LIMITS[name], size, WAYS_OUT[name])
  }
}

const WAYS_OUT = {
  stakeholders: 'Leave out people who have neither a role nor a reading nor a tie, or split the account.',
  teammates: 'Leave out people of ours who know no one there and see to nothing.',
} as const

function idsOf(rows: readonly Row<unknown>[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { id } of rows) ids.add(id)
  return ids
}

/** What may be named. */
interface Names {
  readonly ids: ReadonlySet<string>
  /** The ids of facts that were left out for a fault: to name them is none. */
  readonly faulty: ReadonlySet<string>
  /** Whether something has no id that could be read, so that any name may be its. */
  readonly hasNameless: boolean
}

function namesIn(target: ReferenceTarget, whole: Rows, added: Admitted): Names {
  const faulty = added.faulty.get(target) ?? []
  const list = added.issues.some(({ path }) => path === target)
  return {
    ids: idsOf(whole[target]),
    faulty: new Set(faulty.map(({ id }) => id)),
    hasNameless: list || faulty.some(({ fact }) => !('id' in fact) || typeof fact.id !== 'string'),
  }
}

/** Everything that was given of an array, of facts with a fault what is right of them. */
function given(added: Admitted, name: RowArray): readonly Row<object>[] {
  const faulty: readonly Row<object>[] = added.faulty.get(name) ?? []
  const sound: readonly Row<object>[] = added.rows[name]
  return faulty.length === 0 ? sound : [...sound, ...faulty]
}

function referenceIssues(added: Admitted, whole: Rows, isErased: ErasedTest): Issue[] {
  const issues: Issue[] = []
  const near = new Map<string, string | undefined>()
  const known = new Map<ReferenceTarget, Names>()
  const check = (named: unknown, target: ReferenceTarget, place: () => string): void => {
    if (named === undefined) return
    const names = known.get(target) ?? namesIn(target, whole, added)
    known.set(target, names)
    const { ids, faulty, hasNameless } = names
    if (typeof named === 'string' && ids.has(named)) return
    for (const missing of dangling(named, ids)) {
      if (faulty.has(missing)) continue
      if (target === 'stakeholders' && isErased({ id: missing })) {
        issues.push(erasedPerson(place()))
        continue
      }
      const key = JSON.stringify([target, missing])
      // So many names are compared at most: where none is there, all of them are missing.
      if (!near.has(key)) near.set(key, near.size < MOST_COMPARED ? nearest(missing, [...ids, ...faulty]) : undefined)
      const meant = near.get(key)
      if (meant !== undefined || !hasNameless) issues.push(unknownName(place(), target, missing, meant))
    }
  }
  for (const name of FACT_ARRAYS) {
    for (const [field, target] of FACT_KINDS[name].references) {
      for (const { fact, index } of given(added, name))
        check(Reflect.get(fact, field), target, () => `${added.placeOf(name, index)}.${field}`)
    }
    for (const [list, references] of FACT_KINDS[name].referencesWithin) {
      for (const { fact, index } of given(added, name)) {
        for (const [i, part] of listOf(fact, list).entries()) {
          for (const { field, target, kind } of references) {
            if (typeof part !== 'object' || part === null || !isMeant(part, kind)) continue
            check(Reflect.get(part, field), target, () => `${added.placeOf(name, index)}.${list}[${i}].${field}`)
          }
        }
      }
    }
  }
  for (const { fact, index } of given(added, 'decisions')) {
    const { outcome, rule }: { readonly outcome?: unknown; readonly rule?: unknown } = fact
    const place = added.placeOf('decisions', index)
    for (const [i, each] of listOf(outcome, 'statedBy').entries()) {
      check(fieldOf(each, 'stakeholder'), 'stakeholders', () => `${place}.outcome.statedBy[${i}].stakeholder`)
    }
    if (rule !== undefined && isSoundRule(rule, ruleIssues(rule, 'rule'))) check(seatsOf(rule), 'stakeholders', () => `${place}.rule`)
  }
  return issues
}

const MOST_COMPARED = 200

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}

function listOf(value: unknown, field: string): readonly unknown[] {
  const list = fieldOf(value, field)
  return Array.isArray(list) ? list : []
}

/** The names, one or several, that are not known. */
function dangling(names: unknown, known: ReadonlySet<string>): string[] {
  if (typeof names === 'string') return known.has(names) ? [] : [names]
  return Array.isArray(names) ? names.flatMap((name: unknown) => dangling(name, known)) : []
}

function loopIssues(added: Admitted): Issue[] {
  return given(added, 'ties').flatMap(({ fact, index }) => {
    const from = fieldOf(fact, 'from')
    return from !== undefined && from === fieldOf(fact, 'to') ? [problem(added.placeOf('ties', index), 'ties a person to themselves')] : []
  })
}

const CODES: { readonly [Target in ReferenceTarget]?: Issue['code'] } = { stakeholders: 'unknownStakeholder', decisions: 'unknownDecision' }

function unknownName(path: string, target: ReferenceTarget, missing: string, meant: string | undefined): Issue {
  const add = target === 'stakeholders' || target === 'teammates' ? 'Add them first.' : 'Add it first.'
  const way = meant === undefined ? add : `Did you mean ${quoted(meant)}?`
  return { path, message: `there is no ${FACT_KINDS[target].noun} ${quoted(missing)}. ${way}`, code: CODES[target] ?? 'invalidVillage' }
}

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}
