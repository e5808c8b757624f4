import { InvalidArgumentError, VillageError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { deepFreeze } from '../../support/freeze.js'
import type { TimeInput } from '../../support/instants.js'
import { anyText, date, flag, type OptionShape, optionsOf } from '../../support/options.js'
import { compareText } from '../../support/order.js'
import { reading } from '../../support/reading.js'
import { checkGiven } from '../../village/given.js'
import { momentOf } from '../../village/revise.js'
import { createVillage } from '../../village/village.js'
import { withImports } from '../../village/withImports.js'
import { withoutErased } from '../../village/withoutErased.js'
import type { Draft } from '../draft.js'
import { finishImport } from '../finishImport.js'
import { issuesOf, ledgerLike, report } from '../ledger.js'
import type { ImportIssue, ImportResult, Withdrawn } from '../result.js'
import { type Taken, takenOf } from '../taken.js'
import { completed } from './completed.js'
import { unitedWith } from './edits.js'
import { erasedFrom, forgottenIn, withTombstonesOf } from './forgotten.js'
import { inheritedBy } from './inherited.js'
import { inOrder, type Known, knownOf } from './known.js'
import { LENT } from './links.js'
import type { Merge } from './merge.js'
import { mergedVillage } from './mergedVillage.js'
import { mergeOf } from './mergeOf.js'
import { recordsAfter, strayRecords, withStrays } from './records.js'
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
  /** What was taken out and what is wrong; what was added shows in the villages alone. */
  readonly changes: ImportChanges
}

/** What an import changed beside what it added. */
export interface ImportChanges {
  /** What was taken out of villages that were known. */
  readonly withdrawn: Withdrawn
  /** How many people of the import were left out because they were erased before. */
  readonly keptOut: number
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
  'is not what an importer gave but a copy, which does not say who to forget. Pass the result itself, before it is stored or sent.'

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

/**
 * What was learned of people who are known is added to their villages; there is nothing to take away. Those who were erased from any are left
 * out.
 */
function withAdded(known: readonly Village[], { villages, issues }: ImportResult, moment: number): MergedImport {
  const after = new Map(known.map(village => [village.account.id, village]))
  const erased = known.filter(({ erasures }) => erasures !== undefined)
  let keptOut = 0
  for (const given of villages) {
    const before = after.get(given.account.id)
    const others = erased.flatMap(village => (village.account.id === given.account.id ? [] : (village.erasures ?? [])))
    const { village: added, people } = withoutErased(given, before?.erasures ?? [], others)
    keptOut += people.length
    after.set(added.account.id, before === undefined ? added : unitedWith(before, added, moment))
  }
  return { villages: inOrder(after.values()), changes: { withdrawn: NOTHING_WITHDRAWN, keptOut, issues } }
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
  const { people: forgotten, keptOut } = forgottenIn(taken, all)
  const { villages: kept, erased, isSame } = erasedFrom(given, forgotten, all, { moment, salt })
  const known = isSame ? all : knownOf(taken.source, kept)
  const statement = statementOf(
    { ...taken, withheld: forgotten, gone: complete ? goneWith(taken, before.stamps, known) : taken.gone },
    before,
    known,
  )
  const whole = completed(statement, known, finish)
  const { draft } = whole
  const ledger = ledgerLike(before)
  const found = finishImport(draft, finish, ledger)
  const merge = mergeOf(statement, whole, found, { known, moment, ledger })
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
  const villages = inOrder(withTombstonesOf(strangers, withStrays(after, known.source, strayRecords(merge)), { moment, salt }).values())
  return {
    villages,
    changes: {
      withdrawn: { ...withdrawnBy(statement, known, complete), moved: merge.presence.moved, erased },
      keptOut,
      // What was known before is not what is wrong with this import.
      issues: issuesOf(ledger).filter(({ object }) => object !== LENT),
    },
  }
}

/** What was imported and is not in an import that holds everything was deleted. */
function goneWith({ gone }: Draft, stamps: ReadonlyMap<string, string>, { records }: Known): ReadonlySet<string> {
  return new Set([...gone, ...[...records.keys()].filter(id => !stamps.has(id))])
}

function mergedInto(id: string, before: Village | undefined, imported: Village | undefined, merge: Merge): Village {
  const village = before ?? createVillage({ account: imported?.account ?? id })
  const merged = mergedVillage({ before: village, imported, inherited: inheritedBy({ before: village, imported }, merge) }, merge)
  return withImports(merged, recordsAfter({ before, imported, merged }, merge))
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
