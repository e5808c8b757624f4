import type { ImportedRecord } from '../../model/imports.js'
import type { Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import type { Draft } from '../draft.js'
import { recordBehind, recordsIn } from '../importedRecords.js'
import type { ImportResult } from '../result.js'
import { takenOf } from '../taken.js'
import type { Completed } from './completed.js'
import { believed, type Known, knownOf } from './known.js'
import type { Merge } from './merge.js'
import { presenceOf } from './presence.js'
import { strayRecords } from './records.js'
import { type Statement, statementOf } from './statement.js'

/** What an import changes in villages that are known. */
export function mergeOf(
  statement: Statement,
  { draft, touched, lent, returning }: Completed,
  found: ImportResult,
  { known, moment, ledger }: Pick<Merge, 'known' | 'moment' | 'ledger'>,
): Merge {
  const isOut = (id: string): boolean => draft.gone.has(id) || draft.withheld.has(id)
  const presence = presenceOf(touched, isOut, known, found.villages)
  return {
    statement,
    known,
    presence,
    touched,
    lent,
    returning,
    places: placesAmong(returning, known, found.villages),
    pending: pendingIn(found, statement, known),
    movedDecisions: movedDecisionsIn(found.villages, lent, known),
    placed: placedIn(found, known),
    silent: silentIn(draft),
    moment,
    ledger,
  }
}

/** The records of an import that say nothing in any of its villages, where no village was known before. */
export function straysOf(result: ImportResult, moment: number): { readonly source: string; readonly records: readonly ImportedRecord[] } {
  const taken = takenOf(result)
  if (taken === undefined || taken === 'added') return { source: '', records: [] }
  const known = knownOf(taken.draft.source, [])
  const statement = statementOf(taken.draft, taken.ledger, known)
  const pending = pendingIn(result, statement, known)
  return { source: known.source, records: strayRecords({ statement, known, pending, placed: placedIn(result, known), moment }) }
}

function placedIn({ villages }: ImportResult, { source }: Known): ReadonlySet<string> {
  return new Set(villages.flatMap(village => [...recordsIn(village, source).keys()]))
}

function movedDecisionsIn(now: readonly Village[], lent: ReadonlySet<string>, { decisions }: Known): ReadonlyMap<string, string> {
  const moves = now.flatMap(({ account, decisions: made }) =>
    believed(made).flatMap(({ id }): [string, string][] => {
      const before = decisions.get(id)?.village
      return lent.has(id) || before === undefined || before === account.id ? [] : [[id, account.id]]
    }),
  )
  return new Map(moves)
}

/** Where what may have another place now has it, and what was said with it. */
function placesAmong(returning: ReadonlySet<string>, known: Known, now: readonly Village[]): ReadonlyMap<string, string | undefined> {
  if (returning.size === 0) return new Map()
  const isReturning = ({ id }: { readonly id: string }): boolean => recordBehind(id, returning) !== undefined
  const factsOf = ({ decisions, interactions, moves, observations }: Village) =>
    [...decisions, ...interactions, ...moves, ...observations].filter(isReturning)
  const before = [...known.villages.values()].flatMap(village => factsOf(village).map(({ id }) => [id, undefined] as const))
  return new Map([...before, ...now.flatMap(village => factsOf(village).map(({ id }) => [id, village.account.id] as const))])
}

/** What is pending of what the import does not tell or places nowhere, by the record behind it. */
function pendingIn(found: ImportResult, { seen }: Statement, { records }: Known): Merge['pending'] {
  const taken = takenOf(found)
  const pending = taken === undefined || taken === 'added' ? [] : taken.pending
  const behind = pending.map(each => ({
    each,
    record: recordBehind(each.fact, { has: id => seen.has(id) || records.has(id) }) ?? each.fact,
  }))
  const own = groupedBy(
    behind.filter(({ each, record }) => each.village === undefined || !seen.has(record)),
    ({ record }) => record,
  )
  return new Map([...own].map(([record, rows]) => [record, rows.map(({ each }) => each)]))
}

function silentIn({ accounts, people, teammates, decisions, expectations, moves }: Draft): ReadonlyMap<string, readonly string[]> {
  const told = [
    ...accounts,
    ...people,
    ...teammates,
    ...[...decisions, ...expectations, ...moves].map(({ fact, silent }) => ({ id: fact.id, silent })),
  ]
  return new Map(told.flatMap(({ id, silent = [] }) => (silent.length > 0 ? [[id, silent] as const] : [])))
}
