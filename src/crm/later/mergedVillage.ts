import type { Fact, Recorded } from '../../model/fact.js'
import { eachSaid, type ImportedRecord } from '../../model/imports.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import { recordBehind, recordsIn } from '../importedRecords.js'
import { type Edits, openEdits, revisedWith } from './edits.js'
import { contentOf, withDay, withNews } from './facts.js'
import { inheritAll } from './inherited.js'
import { believed } from './known.js'
import { withRoomForMoves } from './limits.js'
import { isLent, type Merge, type Sides } from './merge.js'
import { movedHere } from './movedHere.js'
import { statusesNow } from './statuses.js'
import { namesHere, takeAway, takePeopleAway, takeTeammatesAway } from './takenAway.js'

/** The village with what an import says of it. */
export function mergedVillage(sides: Sides, merge: Merge): Village {
  const { before, imported } = sides
  const edits = openEdits()
  inheritAll(sides, merge, edits)
  if (imported !== undefined) {
    takeAccount(sides.before, imported, merge, edits)
    for (const name of FACT_ARRAYS) takeFacts(name, sides, merge, edits)
  }
  const here = new Set([...believed(before.stakeholders), ...believed(imported?.stakeholders ?? [])].map(({ id }) => id))
  const made = new Set([...believed(before.decisions), ...believed(imported?.decisions ?? [])].map(({ id }) => id))
  const names = namesHere(merge.statement.draft.masters, here, made)
  for (const name of FACT_ARRAYS) if (name !== 'stakeholders' && name !== 'teammates') takeAway(name, sides, names, merge, edits)
  takePeopleAway(before, here, merge, edits)
  takeTeammatesAway(before, merge, edits)
  return revisedWith(withRoomForMoves(before, merge, edits), edits, merge.moment)
}

function takeAccount(before: Village, imported: Village, { statement, silent }: Merge, edits: Edits): void {
  const { id } = imported.account
  if (!statement.draft.accounts.some(each => each.id === id)) return
  const [ours, news] = [{ ...before.account }, { ...imported.account }]
  const said = ours.source === news.source ? ours : undefined
  const merged = withNews('units', { ours, before: said, news, silent: ['value', ...(silent.get(id) ?? [])] })
  if (contentOf(merged) !== contentOf(ours)) edits.account({ name: ours.name, ...merged })
}

/** Takes what the import says, where it is news. */
function takeFacts(name: FactArray, sides: Sides, merge: Merge, edits: Edits): void {
  const { before, imported } = sides
  const given: readonly Recorded<Fact>[] = imported?.[name] ?? []
  const held: readonly Recorded<Fact>[] = before[name]
  const versions = groupedBy(held, ({ id }) => id)
  const rows = recordsIn(before, merge.known.source)
  const told = recordsIn(imported, merge.known.source)
  const moves = new Map((name === 'moves' ? (imported?.moves ?? []) : []).map(move => [move.id, move]))
  const settle = name === 'moves' ? statusesNow(sides, rows, merge) : undefined
  for (const fact of given) {
    if (isLent(name, fact.id, merge)) continue
    const known = versions.get(fact.id) ?? []
    const ours = known.find(({ retractedAt }) => retractedAt === undefined)
    const comesBack = name === 'stakeholders' && ours !== undefined && 'leftAt' in ours && !('leftAt' in fact)
    const news =
      name === 'stakeholders' ? presentAt(fact, before, merge) : name === 'interactions' ? withFormer(fact, ours, rows, merge) : fact
    if (fact.retractedAt !== undefined) edits.give(name, fact)
    else if (isUnchanged(fact, known, { rows, told }, merge) && !comesBack) continue
    else if (ours === undefined) {
      const move = moves.get(fact.id)
      edits.give(
        name,
        (move && movedHere(move, sides, merge, edits)) ??
          (merge.places.has(fact.id) ? withDay(news, 'recordedAt', merge.moment) : learnedNow(news, merge)),
      )
    } else {
      const said = ours.source === merge.known.source ? ours : known.find(({ source }) => source === merge.known.source)
      const silent = [...(merge.silent.get(fact.id) ?? []), ...(merge.lent.has(fact.id) ? ('leftAt' in ours ? ['unit'] : PERSONAL) : [])]
      const merged = withNews(name, { ours, before: said, news: known.length > 0 ? news : fact, silent })
      const whole = settle === undefined ? merged : settle(merged)
      if (contentOf(whole) !== contentOf(ours)) edits.give(name, whole)
    }
  }
}

/** What the record of a person says, and not a record that links them to an account. */
const PERSONAL = ['name', 'title', 'email', 'unit', 'externalIds']

/**
 * Whether the version of the record is one that was taken in before, and said the same, of which the village holds as much: what people of
 * ours changed since holds.
 */
function isUnchanged(
  fact: Recorded<Fact>,
  known: readonly Recorded<Fact>[],
  { rows, told }: { readonly rows: ReadonlyMap<string, ImportedRecord>; readonly told: ReadonlyMap<string, ImportedRecord> },
  { statement }: Merge,
): boolean {
  const record = recordBehind(fact.id, statement.seen)
  const row = record === undefined ? undefined : rows.get(record)
  if (
    record === undefined ||
    row?.changedAt === undefined ||
    row.gone === true ||
    row.reduced === true ||
    row.changedAt !== statement.seen.get(record) ||
    saidBeside(fact, row) !== saidBeside(fact, told.get(record))
  )
    return false
  return known.some(version => contentOf(version) === contentOf(fact))
}

/** A fact as its record says it, where the village does not hold all of that. */
function saidBeside({ id }: Recorded<Fact>, row: ImportedRecord | undefined): string {
  return JSON.stringify(eachSaid(row?.said ?? {}).filter(({ fact }) => fact.id === id))
}

/** What is new of a record that was known before is learned now, unless it has a day of its own. */
function learnedNow(fact: Recorded<Fact>, { statement, known: { records }, moment }: Merge): Recorded<Fact> {
  const record = recordBehind(fact.id, statement.seen)
  const isDated = ['at', 'since', 'joinedAt'].some(field => field in fact)
  if (record === undefined || record === fact.id || isDated || !records.has(record)) return fact
  return withDay(fact, 'recordedAt', moment)
}

/** What took place was with whom it was, also where they left since, unless its record says otherwise now. */
function withFormer(
  fact: Recorded<Fact>,
  ours: Recorded<Fact> | undefined,
  rows: ReadonlyMap<string, ImportedRecord>,
  { statement: { seen } }: Merge,
): Recorded<Fact> {
  const told = seen.get(fact.id)
  if (told !== undefined && (told === '' || told !== rows.get(fact.id)?.changedAt)) return fact
  const [now, before]: unknown[] = [fact, ours ?? {}].map(each => Reflect.get(each, 'participants'))
  if (!Array.isArray(now) || !Array.isArray(before)) return fact
  const participants = [...new Set<unknown>([...before, ...now])]
  return { ...fact, ...{ participants } }
}

/** Somebody who comes from another account comes now, where nobody tells when. */
function presentAt(fact: Recorded<Fact>, { account }: Village, { presence, moment }: Merge): Recorded<Fact> {
  const comes = presence.arriving.get(fact.id)?.has(account.id) === true && !('joinedAt' in fact)
  return comes ? withDay(fact, 'joinedAt', moment) : fact
}
