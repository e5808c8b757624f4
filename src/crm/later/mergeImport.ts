import { InvalidArgumentError, VillageError } from '../../errors.js'
import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedRecord } from '../../model/imports.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../../model/village.js'
import { deepFreeze } from '../../support/freeze.js'
import type { TimeInput } from '../../support/instants.js'
import { anyText, date, flag, type OptionShape, optionsOf } from '../../support/options.js'
import { compareText, sortedByText } from '../../support/order.js'
import { reading } from '../../support/reading.js'
import { eraseStakeholder, withTombstones } from '../../village/eraseStakeholder.js'
import { checkGiven } from '../../village/given.js'
import { isErased } from '../../village/isErased.js'
import { renamedFact } from '../../village/renamedFact.js'
import { momentOf } from '../../village/revise.js'
import { createVillage } from '../../village/village.js'
import { withImports } from '../../village/withImports.js'
import type { Draft } from '../draft.js'
import { finishImport } from '../finishImport.js'
import { recordsIn } from '../importedRecords.js'
import { issuesOf, ledgerLike, report } from '../ledger.js'
import type { ImportIssue, ImportResult, Withdrawn } from '../result.js'
import { type Taken, takenOf } from '../taken.js'
import { completed, peopleNamed } from './completed.js'
import { unitedWith } from './edits.js'
import { believed, type Known, knownOf } from './known.js'
import { type Merge, mergedVillage } from './mergedVillage.js'
import { presenceOf } from './presence.js'
import { goneRecord, recordsAfter } from './records.js'
import { type Statement, statementOf } from './statement.js'

export interface MergeOptions {
  /** When the import was made: what it takes back is believed until then, and what it changes from then on. */
  readonly recordedAt: TimeInput
  /** Whether the import holds everything that its source has: what was imported before and is not in it was deleted. Default `false`. */
  readonly complete?: boolean | undefined
  /** See `eraseStakeholder`: at least 16 characters that nobody can guess, for those who are to be forgotten. */
  readonly salt?: string | undefined
}

/** Villages with an import in them. */
export interface MergedImport {
  /** All villages that were known, and those that are new, by the ids of their accounts. */
  readonly villages: readonly Village[]
  readonly changes: ImportChanges
}

/** What an import changed beside what it added. */
export interface ImportChanges {
  /** What was taken out of villages that were known. */
  readonly withdrawn: Withdrawn
  /** What is wrong with the data, now that what it names may be known already: in place of the issues of the import alone. */
  readonly issues: readonly ImportIssue[]
}

const OPTIONS: OptionShape<MergeOptions> = { recordedAt: date, complete: flag, salt: anyText }

/**
 * Villages with a later import in them: what the source changed is changed, what it deleted, merged or moved is taken out as of
 * `recordedAt`, and what it asks to forget is erased, so that the villages hold what one import of the newest state would hold, and history
 * besides. It does not matter in which order imports arrive where records tell when they were changed, nor how often.
 *
 * An import takes away only what its own source said. What people of ours recorded stays, and what they changed since the last import is
 * not overwritten by a record that did not change. What an import does not hold stays as it is, unless `complete` says that it holds
 * everything.
 *
 * @param known the villages as they are, each account once
 * @param result what an importer gave, not a copy of it
 * @throws InvalidArgumentError for a copy, an account that is given twice, or options that make no sense
 * @example
 * import { mergeImport } from 'account-village/import'
 * import { fromPipedrive } from 'account-village/pipedrive'
 * const organizations = [{ id: 7, name: 'Lindqvist Papier' }]
 * const mira = { id: 1, name: 'Mira Holm', org_id: 7 }
 * const first = fromPipedrive({ organizations, persons: [mira, { id: 2, name: 'Nils Berg', org_id: 7 }] })
 * const later = fromPipedrive({ persons: [{ ...mira, job_title: 'CFO' }, { id: 2, is_deleted: true }] })
 * const known = mergeImport([], first, { recordedAt: '2026-03-02' }).villages
 * const { villages, changes } = mergeImport(known, later, { recordedAt: '2026-03-09' })
 * changes.withdrawn.retracted //=> ['pipedrive:person:2']
 * villages[0]?.stakeholders.flatMap(({ name, title, retractedAt }) => (retractedAt === undefined ? [[name, title]] : [])) //=> [['Mira Holm', 'CFO']]
 */
export function mergeImport(known: readonly Village[], result: ImportResult, options: MergeOptions): MergedImport {
  const { recordedAt, complete = false, salt } = optionsOf('mergeImport', options, OPTIONS, ['recordedAt'])
  const moment = momentOf('mergeImport', recordedAt)
  refuseTwice(reading('mergeImport', 'known', () => listed(known)))
  const taken = takenOf(result)
  if (taken === undefined) throw new InvalidArgumentError('mergeImport', [{ path: 'result', message: COPY, code: 'invalidArgument' }])
  return deepFreeze(taken === 'added' ? withAdded(known, result, moment) : withTaken(known, taken, { moment, complete, salt }))
}

const COPY =
  'is not what an importer gave but a copy, which does not say whom to forget. Pass the result itself, before it is stored or sent.'

/** What is no list is told before anybody looks into it. */
function listed(known: readonly Village[]): readonly Village[] {
  if (Array.isArray(known)) return [...known]
  throw new InvalidArgumentError('mergeImport', [{ path: 'known', message: NO_LIST, code: 'invalidArgument' }])
}

const NO_LIST = 'is not a list of villages'

function refuseTwice(known: readonly Village[]): void {
  const ids = new Set<string>()
  const issues = known.flatMap((village, i) => {
    checkGiven('mergeImport', village, ['village'], `known[${i}]`)
    const isTwice = ids.has(village.account.id)
    ids.add(village.account.id)
    return isTwice ? [{ path: `known[${i}]`, message: 'is of an account that is given twice', code: 'invalidArgument' } as const] : []
  })
  if (issues.length > 0) throw new InvalidArgumentError('mergeImport', issues)
}

/** Nothing was taken out of villages that were known. */
export const NOTHING_WITHDRAWN: Withdrawn = { retracted: [], merged: [], moved: [], erased: 0 }

/** What was learned of people who are known is added to their villages; there is nothing to take away. */
function withAdded(known: readonly Village[], { villages, issues }: ImportResult, moment: number): MergedImport {
  const after = new Map(known.map(village => [village.account.id, village]))
  for (const added of villages) {
    const before = after.get(added.account.id)
    after.set(added.account.id, before === undefined ? added : unitedWith(before, added, moment))
  }
  return { villages: inOrder(after.values()), changes: { withdrawn: NOTHING_WITHDRAWN, issues } }
}

interface Moment {
  readonly moment: number
  readonly complete: boolean
  readonly salt: string | undefined
}

function withTaken(
  given: readonly Village[],
  { draft: taken, finish, ledger: before }: Taken,
  { moment, complete, salt }: Moment,
): MergedImport {
  const all = knownOf(taken.source, given)
  const forgotten = forgottenIn(taken, all)
  const { villages: kept, erased } = erasedFrom(given, forgotten, { moment, salt })
  const known = erased === 0 ? all : knownOf(taken.source, kept)
  const statement = statementOf(
    { ...taken, withheld: forgotten, gone: complete ? goneWith(taken, before.stamps, known) : taken.gone },
    before,
    known,
  )
  const { draft, touched, lent } = completed(statement, known, finish)
  const ledger = ledgerLike(before)
  const found = finishImport(draft, finish, ledger)
  const isOut = (id: string): boolean => draft.gone.has(id) || draft.withheld.has(id)
  const presence = presenceOf(touched, isOut, known, found.villages)
  const merge: Merge = {
    statement,
    known,
    presence,
    touched,
    lent,
    movedDecisions: movedDecisionsIn(found.villages, lent, known),
    placed: new Set(found.villages.flatMap(village => [...recordsIn(village, known.source).keys()])),
    silent: silentIn(draft),
    moment,
  }
  const imported = new Map(found.villages.map(village => [village.account.id, village]))
  const after = new Map<string, Village>()
  for (const id of new Set([...known.villages.keys(), ...imported.keys()])) {
    try {
      after.set(id, mergedInto(id, known.villages.get(id), imported.get(id), merge))
    } catch (error) {
      if (!(error instanceof VillageError)) throw error
      report(ledger, { object: draft.accountObject, id }, 'refused', error.message)
      const same = known.villages.get(id)
      if (same !== undefined) after.set(id, same)
    }
  }
  const strangers = [...draft.withheld].filter(id => !known.people.has(id))
  const villages = inOrder(withTombstonesOf(strangers, withStrayRecords(after, merge), { moment, salt }).values())
  return {
    villages,
    changes: { withdrawn: { ...withdrawnBy(statement, known, complete), moved: presence.moved, erased }, issues: issuesOf(ledger) },
  }
}

function inOrder(villages: Iterable<Village>): Village[] {
  return [...villages].sort((a, b) => compareText(a.account.id, b.account.id))
}

/** Those who are to be forgotten, and those who were, whether the import holds them or only names them. */
function forgottenIn(draft: Draft, { villages }: Known): ReadonlySet<string> {
  const known = [...villages.values()].filter(({ erasures }) => erasures !== undefined)
  if (known.length === 0) return draft.withheld
  const people = [...draft.people, ...peopleNamed(draft).map(id => ({ id }))]
  const isForgotten = (person: Parameters<typeof isErased>[1]): boolean => known.some(village => isErased(village, person))
  const merged = [...draft.masters].flatMap(([from, into]) => (isForgotten({ id: into }) ? [from, into] : []))
  return new Set([...draft.withheld, ...merged, ...people.flatMap(person => (isForgotten(person) ? person.id : []))])
}

/** The villages without those who are to be forgotten; an account that is such a person is gone as a whole. */
function erasedFrom(given: readonly Village[], forgotten: ReadonlySet<string>, { moment, salt }: Pick<Moment, 'moment' | 'salt'>) {
  const people = new Set<string>()
  const villages = given.flatMap(village => {
    if (forgotten.has(village.account.id)) {
      people.add(village.account.id)
      return []
    }
    const here = [...new Set(village.stakeholders.map(({ id }) => id))].filter(id => forgotten.has(id))
    for (const id of here) people.add(id)
    return here.reduce((rest, id) => eraseStakeholder(rest, id, { at: moment, ...(salt !== undefined && { salt }) }).village, village)
  })
  return { villages, erased: people.size }
}

/** What was imported and is not in an import that holds everything was deleted. */
function goneWith({ gone }: Draft, stamps: ReadonlyMap<string, string>, { records }: Known): ReadonlySet<string> {
  return new Set([...gone, ...[...records.keys()].filter(id => !stamps.has(id))])
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

function silentIn({ accounts, people, decisions }: Draft): ReadonlyMap<string, readonly string[]> {
  const told = [...accounts, ...people, ...decisions.map(({ fact, silent }) => ({ id: fact.id, silent }))]
  return new Map(told.flatMap(({ id, silent = [] }) => (silent.length > 0 ? [[id, silent] as const] : [])))
}

function mergedInto(id: string, before: Village | undefined, imported: Village | undefined, merge: Merge): Village {
  const village = before ?? createVillage({ account: imported?.account ?? id })
  const merged = mergedVillage({ before: village, imported, inherited: inheritedBy(id, merge) }, merge)
  return withImports(merged, recordsAfter(before, imported, merge))
}

/** What was believed in accounts that were merged into this one. */
function inheritedBy(account: string, { statement, known }: Merge): { readonly name: FactArray; readonly fact: Recorded<Fact> }[] {
  const merged = (statement.formerly.get(account) ?? []).flatMap(id => known.villages.get(id) ?? [])
  return merged.flatMap(village =>
    FACT_ARRAYS.flatMap(name => {
      const facts: readonly Recorded<Fact>[] = village[name]
      return believed(facts).map(fact => ({
        name,
        fact: renamedFact(name, fact, { stakeholders: statement.draft.masters, decisions: statement.draft.masters }),
      }))
    }),
  )
}

/** What says nothing in any village is kept with the first, so that it does not come when an older version arrives. */
function withStrayRecords(villages: ReadonlyMap<string, Village>, merge: Merge): ReadonlyMap<string, Village> {
  const { draft } = merge.statement
  const [first] = inOrder(villages.values())
  const isStray = (id: string): boolean => !merge.known.records.has(id) && !draft.withheld.has(id)
  const gone = [...draft.gone].filter(isStray).map(id => goneRecord(id, merge))
  const idle = [...new Set(linking(draft))].filter(id => isStray(id) && !draft.gone.has(id) && !merge.placed.has(id))
  const strays = [...gone, ...idle.flatMap((id): ImportedRecord[] => versionOf(id, merge.statement.seen.get(id)))]
  if (first === undefined || strays.length === 0) return villages
  const own = first.imports?.find(({ source }) => source === merge.known.source)?.records ?? []
  const kept = new Set(own.map(({ id }) => id))
  const records = sortedByText([...own, ...strays.filter(({ id }) => !kept.has(id))], ({ id }) => id)
  return new Map([...villages, [first.account.id, withImports(first, { source: merge.known.source, records })]])
}

/** The records that say something of people who may be known. */
function linking(draft: Draft): readonly string[] {
  const own = [...draft.memberships, ...draft.parts].filter(({ person }) => !draft.withheld.has(person))
  const facts = [...draft.roles, ...draft.vetoes].filter(({ fact }) => !draft.withheld.has(fact.stakeholder))
  return [...own, ...facts, ...draft.decisions].flatMap(({ from }) => from.id ?? [])
}

function versionOf(id: string, changedAt: string | undefined): ImportedRecord[] {
  return changedAt === undefined || changedAt === '' ? [] : [{ id, changedAt }]
}

/** Nor does whoever is to be forgotten come with an older version of their record. */
function withTombstonesOf(
  people: readonly string[],
  villages: ReadonlyMap<string, Village>,
  { moment, salt }: Pick<Moment, 'moment' | 'salt'>,
): ReadonlyMap<string, Village> {
  const all = inOrder(villages.values())
  const strangers = people.filter(id => !all.some(village => isErased(village, { id })))
  const [first] = all
  if (first === undefined || strangers.length === 0) return villages
  const options = { at: moment, ...(salt !== undefined && { salt }) }
  return new Map([...villages, [first.account.id, withTombstones('mergeImport', first, strangers, options)]])
}

/** What the import took back of what was known. */
function withdrawnBy({ draft, seen }: Statement, known: Known, complete: boolean): Pick<Withdrawn, 'retracted' | 'merged'> {
  const isNews = (id: string): boolean =>
    (seen.has(id) || complete || !known.records.has(id)) &&
    known.records.get(id)?.gone !== true &&
    (known.records.has(id) || known.people.has(id) || known.decisions.has(id) || known.villages.has(id))
  const gone = [...draft.gone].filter(isNews).sort(compareText)
  return {
    retracted: gone.filter(id => !draft.masters.has(id)),
    merged: gone.flatMap(from => {
      const into = draft.masters.get(from)
      return into === undefined ? [] : [{ from, into }]
    }),
  }
}
