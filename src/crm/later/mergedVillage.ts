import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedRecord } from '../../model/imports.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import { formatInstant } from '../../support/instants.js'
import { type NewNames, renamedFact } from '../../village/renamedFact.js'
import { recordBehind, recordsIn } from '../importedRecords.js'
import { type Edits, openEdits, revisedWith } from './edits.js'
import { contentOf, namedIn, withNews } from './facts.js'
import { believed, type Known } from './known.js'
import type { Presence } from './presence.js'
import { isStated, type Statement } from './statement.js'

/** What an import changes in villages. */
export interface Merge {
  readonly statement: Statement
  readonly known: Known
  readonly presence: Presence
  readonly touched: ReadonlySet<string>
  readonly lent: ReadonlySet<string>
  /** The village that makes each decision from now on that another made before. */
  readonly movedDecisions: ReadonlyMap<string, string>
  /** The records that say something in some village now. */
  readonly placed: ReadonlySet<string>
  /** The fields of which each record says nothing, by the id of the fact or the person. */
  readonly silent: ReadonlyMap<string, readonly string[]>
  /** When it was learned. */
  readonly moment: number
}

/** A village before an import, what the import says of it, and what came to it with an account that was merged into its own. */
export interface Sides {
  readonly before: Village
  readonly imported: Village | undefined
  readonly inherited: readonly { readonly name: FactArray; readonly fact: Recorded<Fact> }[]
}

/** The village with what an import says of it. */
export function mergedVillage(sides: Sides, merge: Merge): Village {
  const { before, imported } = sides
  const edits = openEdits()
  const ours = new Set(
    sides.inherited.flatMap(({ name, fact }) => (fact.source === merge.known.source ? [] : namedIn(name, fact, 'stakeholders'))),
  )
  for (const { name, fact } of sides.inherited) {
    // Where people are now the import tells, but for those of whom we know something.
    const isPlaced = name === 'stakeholders' && fact.source === merge.known.source && !ours.has(fact.id)
    if (!isPlaced) inherit(name, fact, sides, merge, edits)
  }
  if (imported !== undefined) {
    takeAccount(sides.before, imported, merge, edits)
    for (const name of FACT_ARRAYS) takeFacts(name, sides, merge, edits)
  }
  const here = new Set([...believed(before.stakeholders), ...believed(imported?.stakeholders ?? [])].map(({ id }) => id))
  const made = new Set([...believed(before.decisions), ...believed(imported?.decisions ?? [])].map(({ id }) => id))
  const names = namesHere(merge.statement.draft.masters, here, made)
  for (const name of FACT_ARRAYS) if (name !== 'stakeholders') takeAway(name, sides, names, merge, edits)
  takePeopleAway(before, here, merge, edits)
  return revisedWith(before, edits, merge.moment)
}

/** Takes over what was believed in an account that was merged into this one, as far as it holds and is not told anew. */
function inherit(name: FactArray, fact: Recorded<Fact>, { before, imported }: Sides, merge: Merge, edits: Edits): void {
  const { draft, stated } = merge.statement
  const isOfSource = fact.source === merge.known.source
  const isOver = isOfSource && (isStated(fact.id, stated) || recordBehind(fact.id, draft.gone) !== undefined)
  const isTaken = isIn(imported, name, fact.id) && !isLent(name, fact.id, merge)
  const next = withoutGone(name, fact, isOfSource, id => isThere(id, before, merge))
  if (next !== undefined && !isOver && !isTaken && !isIn(before, name, fact.id)) edits.give(name, next)
}

function isIn(village: Village | undefined, name: FactArray, id: string): boolean {
  const facts: readonly Recorded<Fact>[] = village?.[name] ?? []
  return facts.some(fact => fact.id === id && fact.retractedAt === undefined)
}

function takeAccount(before: Village, imported: Village, { statement, silent }: Merge, edits: Edits): void {
  const { id } = imported.account
  if (!statement.draft.accounts.some(each => each.id === id)) return
  const [ours, news] = [{ ...before.account }, { ...imported.account }]
  const said = ours.source === news.source ? ours : undefined
  const merged = withNews('units', { ours, before: said, news, silent: ['value', ...(silent.get(id) ?? [])] })
  if (contentOf(merged) !== contentOf(ours)) edits.account({ ...ours, ...merged })
}

/** Takes what the import says, where it is news. */
function takeFacts(name: FactArray, { before, imported }: Sides, merge: Merge, edits: Edits): void {
  const given: readonly Recorded<Fact>[] = imported?.[name] ?? []
  const held: readonly Recorded<Fact>[] = before[name]
  const versions = groupedBy(held, ({ id }) => id)
  const rows = recordsIn(before, merge.known.source)
  for (const fact of given) {
    if (isLent(name, fact.id, merge)) continue
    const known = versions.get(fact.id) ?? []
    const ours = known.find(({ retractedAt }) => retractedAt === undefined)
    const comesBack = name === 'stakeholders' && ours !== undefined && 'leftAt' in ours && !('leftAt' in fact)
    const news = name === 'stakeholders' ? presentAt(fact, before, merge) : fact
    if (fact.retractedAt !== undefined) edits.give(name, fact)
    else if (isUnchanged(fact, known, rows, merge) && !comesBack) continue
    else if (ours === undefined) edits.give(name, known.length > 0 ? fact : learnedNow(news, merge))
    else {
      const said = ours.source === merge.known.source ? ours : known.find(({ source }) => source === merge.known.source)
      const silent = [...(merge.silent.get(fact.id) ?? []), ...(merge.lent.has(fact.id) ? ('leftAt' in ours ? ['unit'] : PERSONAL) : [])]
      const whole = withNews(name, { ours, before: said, news: known.length > 0 ? news : fact, silent })
      if (contentOf(whole) !== contentOf(ours)) edits.give(name, whole)
    }
  }
}

/** What the record of a person says, and not a record that links them to an account. */
const PERSONAL = ['name', 'title', 'email', 'unit', 'externalIds']

/** Who or what is not in the import itself brings no news, but for where people are. */
function isLent(name: FactArray, id: string, { lent, touched }: Merge): boolean {
  return lent.has(id) && (name !== 'stakeholders' || !touched.has(id))
}

/** Whether the version of the record is one that was taken in before, and said the same: what people of ours changed since holds. */
function isUnchanged(
  fact: Recorded<Fact>,
  known: readonly Recorded<Fact>[],
  rows: ReadonlyMap<string, ImportedRecord>,
  { statement }: Merge,
): boolean {
  const record = recordBehind(fact.id, statement.seen)
  const row = record === undefined ? undefined : rows.get(record)
  if (record === undefined || row?.changedAt === undefined || row.gone === true || row.changedAt !== statement.seen.get(record))
    return false
  return known.some(version => contentOf(version) === contentOf(fact))
}

/** What is new of a record that was known before is learned now, unless it has a day of its own. */
function learnedNow(fact: Recorded<Fact>, { statement, known: { records }, moment }: Merge): Recorded<Fact> {
  const record = recordBehind(fact.id, statement.seen)
  const isDated = ['at', 'since', 'joinedAt'].some(field => field in fact)
  if (record === undefined || record === fact.id || isDated || !records.has(record)) return fact
  return { ...fact, recordedAt: formatInstant(moment) }
}

/** Somebody who comes from another account comes now, where nobody tells when. */
function presentAt(fact: Recorded<Fact>, { account }: Village, { presence, moment }: Merge): Recorded<Fact> {
  const comes = presence.arriving.get(fact.id)?.has(account.id) === true && !('joinedAt' in fact)
  return comes ? withField(fact, 'joinedAt', moment) : fact
}

/** Takes away what the source says no longer holds, and what names whom or what is there no more. */
function takeAway(name: FactArray, { before, imported }: Sides, names: NewNames, merge: Merge, edits: Edits): void {
  const { draft, stated } = merge.statement
  const { gone, masters } = draft
  const given: readonly Recorded<Fact>[] = imported?.[name] ?? []
  const said = new Set(believed(given).map(({ id }) => id))
  const isOfGoneAccount = gone.has(before.account.id)
  const held: readonly Recorded<Fact>[] = before[name]
  for (const fact of believed(held)) {
    const isOfSource = fact.source === merge.known.source
    const record = recordBehind(fact.id, gone)
    const isMovable = record !== undefined && masters.has(record) && (name === 'observations' || name === 'comments')
    const isWithdrawn = isStated(fact.id, stated) && !said.has(fact.id)
    if (
      isOfGoneAccount ? isOfSource || masters.has(before.account.id) : isOfSource && ((record !== undefined && !isMovable) || isWithdrawn)
    ) {
      edits.retract(name, fact, merge.moment)
      continue
    }
    const latest = edits.latest(name, fact)
    const next = withoutGone(name, renamedFact(name, latest, names), isOfSource, id => isThere(id, before, merge))
    if (next === undefined) edits.retract(name, fact, merge.moment)
    else if (contentOf(next) !== contentOf(latest)) edits.give(name, next)
  }
}

/** Whether somebody or something is not gone, and no other village makes the decision now. */
function isThere(id: string, { account }: Village, { statement, movedDecisions }: Merge): boolean {
  return !statement.draft.gone.has(id) && (movedDecisions.get(id) ?? account.id) === account.id
}

/** Names go over to whom and what is in the village; a fact of ours about somebody who went elsewhere stays theirs. */
function namesHere(masters: ReadonlyMap<string, string>, people: ReadonlySet<string>, decisions: ReadonlySet<string>): NewNames {
  const among = (here: ReadonlySet<string>) => new Map([...masters].filter(([, into]) => here.has(into)))
  return { stakeholders: among(people), decisions: among(decisions) }
}

/** The fact without people and decisions that are not there; `undefined` when nothing is left of it. Facts of ours keep them. */
function withoutGone(
  name: FactArray,
  fact: Recorded<Fact>,
  isOfSource: boolean,
  isThere: (id: string) => boolean,
): Recorded<Fact> | undefined {
  const [people, decisions] = [namedIn(name, fact, 'stakeholders'), namedIn(name, fact, 'decisions')]
  if (name === 'ties' && new Set(people).size < 2) return undefined
  if (!isOfSource || [...people, ...decisions].every(isThere)) return fact
  const isLost = name !== 'interactions' && (!people.every(isThere) || name === 'roles' || name === 'vetoes')
  return isLost ? undefined : withoutParts(fact, isThere)
}

/** A meeting goes on having taken place without whoever is there no more. */
function withoutParts(fact: Recorded<Fact>, isThere: (id: string) => boolean): Recorded<Fact> {
  const fields = Object.entries(fact).flatMap(([field, value]: [string, unknown]): [string, unknown][] => {
    if (field === 'participants' && Array.isArray(value)) return [[field, value.filter(each => isThere(String(each)))]]
    const isOut = (field === 'drivenBy' || field === 'decision') && typeof value === 'string' && !isThere(value)
    return isOut ? [] : [[field, value]]
  })
  return { ...Object.fromEntries(fields), id: fact.id }
}

/** Whoever left leaves, and whoever is there no more is no longer believed in, but for those of whom others know something. */
function takePeopleAway(before: Village, here: ReadonlySet<string>, merge: Merge, edits: Edits): void {
  const { draft } = merge.statement
  const needed = edits.peopleNamed(before)
  for (const person of believed(before.stakeholders)) {
    const isOfSource = person.source === merge.known.source
    const into = draft.masters.get(person.id)
    const isGone = draft.gone.has(person.id) || draft.gone.has(before.account.id)
    if (isGone && (isOfSource || into !== undefined) && !needed.has(person.id)) edits.retract('stakeholders', person, merge.moment)
    else if (isGone && into !== undefined && !here.has(into)) leave(person, merge, edits)
    else if (merge.presence.leaving.get(person.id)?.has(before.account.id) === true) leave(person, merge, edits)
  }
}

function leave(person: Stakeholder, { moment }: Merge, edits: Edits): void {
  if (person.leftAt === undefined) edits.give('stakeholders', withField(edits.latest('stakeholders', person), 'leftAt', moment))
}

function withField(fact: Recorded<Fact>, field: string, moment: number): Recorded<Fact> {
  return { ...fact, ...Object.fromEntries([[field, formatInstant(moment)]]) }
}
