import type { Fact, Recorded } from '../../model/fact.js'
import { factsSaid, type ImportedRecord, type ImportedSource } from '../../model/imports.js'
import { FACT_ARRAYS, type Village } from '../../model/village.js'
import { formatInstant } from '../../support/instants.js'
import { sortedByText } from '../../support/order.js'
import { recordWithout } from '../../village/recordWithout.js'
import { withImports } from '../../village/withImports.js'
import type { Draft } from '../draft.js'
import { onceEach, recordBehind, recordsIn, saidBy } from '../importedRecords.js'
import { believed, inOrder } from './known.js'
import type { Merge } from './merge.js'
import { isStated } from './statement.js'

/**
 * The versions of records that a village keeps after an import: those that the import tells anew in place of the ones before, with the
 * links that a record of a person does not tell every time.
 */
export function recordsAfter({ before, imported, merged }: Stages, merge: Merge): ImportedSource {
  const { known, statement } = merge
  const { seen, draft } = statement
  const kept = recordsIn(before, known.source)
  const told = recordsIn(imported, known.source)
  const records = new Map(kept)
  const lost = before === undefined ? new Set<string>() : recordsReduced(before, merged, kept, known.source)
  const isReduced = (id: string): boolean =>
    lost.has(id) || (kept.get(id)?.reduced === true && kept.get(id)?.changedAt === (seen.get(id) || kept.get(id)?.changedAt))
  const named = new Set(believed(merged.teammates).map(({ id }) => id))
  const ours = [...merged.teammates, ...(imported?.teammates ?? [])]
  const unnamed = new Set(ours.flatMap(({ id }) => (named.has(id) ? [] : id)))
  for (const id of new Set([...kept.keys(), ...told.keys()])) {
    // Of people of ours whom nothing names no version is kept.
    if (unnamed.has(id)) records.delete(id)
    else if (draft.gone.has(id)) records.set(id, goneRecord(id, merge))
    else if (!seen.has(id)) {
      const before = kept.get(id)
      if (before !== undefined) records.set(id, withPending(withoutReturned(before, merge), merge))
    }
    // What it says now it says of another account.
    else if (!told.has(id) && merge.placed.has(id)) records.delete(id)
    else
      records.set(id, {
        ...withLinks(id, kept.get(id), withPending(told.get(id) ?? { id }, merge), merge),
        ...(isReduced(id) && { reduced: true }),
      })
  }
  return { source: known.source, records: sortedByText(records.values(), ({ id }) => id).map(record => withoutWithheld(record, draft)) }
}

/** A village before an import, what that says of it, and the village with it. */
interface Stages {
  readonly before: Village | undefined
  readonly imported: Village | undefined
  readonly merged: Village
}

/** The records of which something is no longer believed that was. */
function recordsReduced(before: Village, after: Village, rows: ReadonlyMap<string, ImportedRecord>, source: string): ReadonlySet<string> {
  const lost = FACT_ARRAYS.flatMap(name => {
    const [held, holds]: (readonly Recorded<Fact>[])[] = [before[name], after[name]]
    const still = new Set(believed(holds ?? []).map(({ id }) => id))
    return believed(held ?? []).flatMap(fact => (fact.source === source && !still.has(fact.id) ? (recordBehind(fact.id, rows) ?? []) : []))
  })
  return new Set(lost)
}

/** What is gone is gone as of the moment at which the source says so, where it does not tell since when. */
function goneRecord(id: string, { statement, known, moment }: Straying): ImportedRecord {
  const before = known.records.get(id)
  const into = statement.draft.masters.get(id)
  const told = statement.seen.get(id)
  // A source without times says again and again that it is gone.
  const isKnown = before?.gone === true && !told
  const changedAt = isKnown ? before.changedAt : told || formatInstant(moment)
  return { id, ...(changedAt !== undefined && { changedAt }), gone: true, ...(into !== undefined && { into }) }
}

function withLinks(id: string, before: ImportedRecord | undefined, told: ImportedRecord, merge: Merge): ImportedRecord {
  const { stated, seen } = merge.statement
  const changedAt = seen.get(id) || before?.changedAt
  const now = told.links ?? []
  const tellsAccount = stated.has(`${id}:account`) || now.some(({ kind, person }) => kind !== 'part' && person === undefined)
  // What another village kept of it comes with it.
  const all = before === undefined ? (merge.known.rows.get(id) ?? []) : [before]
  const parts = all.flatMap(row => (row.links ?? []).filter(({ kind, person }) => kind === 'part' && person === undefined))
  const homes = tellsAccount ? [] : (before?.links ?? []).filter(({ kind, person }) => kind !== 'part' && person === undefined)
  const links = onceEach([...homes, ...parts, ...now])
  const isLasting = ({ id }: { readonly id: string }): boolean => !isStated(id, merge.statement) && !merge.returning.has(id)
  const said = factsSaid(name => {
    const facts: { readonly id: string }[] = [
      ...all.flatMap((row): readonly { readonly id: string }[] => row.said?.[name] ?? []).filter(isLasting),
      ...(told.said?.[name] ?? []),
    ]
    return sortedByText(new Map(facts.map(fact => [fact.id, fact])).values(), fact => fact.id)
  })
  return {
    id,
    ...(changedAt !== undefined && { changedAt }),
    ...(links.length > 0 && { links }),
    ...(Object.keys(said).length > 0 && { said }),
    ...(told.places !== undefined && { places: told.places }),
  }
}

/** A record with what is pending of what it says. */
function withPending(record: ImportedRecord, { pending }: Straying): ImportedRecord {
  const own = pending.get(record.id)
  if (own === undefined) return record
  const links = [...(record.links ?? []), ...own.flatMap(({ link }) => link ?? [])]
  return { ...record, ...(links.length > 0 && { links: onceEach(links) }), ...saidBy(own, record.said) }
}

/** A record without what it said that the import places anew. */
function withoutReturned(record: ImportedRecord, { returning }: Merge): ImportedRecord {
  const { said: before, ...rest } = record
  if (before === undefined || returning.size === 0) return record
  const said = factsSaid(name => (before[name] ?? []).filter(({ id }) => !returning.has(id)))
  return { ...rest, ...(Object.keys(said).length > 0 && { said }) }
}

/** Nothing is kept of people who are to be forgotten, in whatever village a record names them. */
function withoutWithheld(record: ImportedRecord, { withheld }: Draft): ImportedRecord {
  return withheld.size === 0 ? record : recordWithout(record, person => withheld.has(person))
}

/** What strays are told by. */
export type Straying = Pick<Merge, 'statement' | 'known' | 'pending' | 'placed' | 'moment'>

/** The records that say nothing in any village, so that they do not come when an older version arrives. */
export function strayRecords(merge: Straying): readonly ImportedRecord[] {
  const { draft } = merge.statement
  const isStray = (id: string): boolean => !merge.known.records.has(id) && !draft.withheld.has(id)
  const gone = [...draft.gone].filter(isStray).map(id => goneRecord(id, merge))
  const idle = [...new Set([...linking(draft), ...stating(merge), ...merge.pending.keys()])].filter(
    id => isStray(id) && !draft.gone.has(id) && !merge.placed.has(id),
  )
  const silent = idle.flatMap((id): ImportedRecord[] => {
    const [version] = versionOf(id, merge.statement.seen.get(id))
    return merge.pending.has(id) ? [withPending({ ...version, id }, merge)] : [version ?? []].flat()
  })
  return [...gone, ...silent]
}

/** Villages with strays of a source, which are kept with the first that knows it. */
export function withStrays(
  villages: ReadonlyMap<string, Village>,
  source: string,
  strays: readonly ImportedRecord[],
): ReadonlyMap<string, Village> {
  const all = inOrder(villages.values())
  const first = all.find(({ imports = [] }) => imports.some(each => each.source === source)) ?? all[0]
  if (first === undefined || strays.length === 0) return villages
  const own = first.imports?.find(each => each.source === source)?.records ?? []
  const kept = new Set(own.map(({ id }) => id))
  const records = sortedByText([...own, ...strays.filter(({ id }) => !kept.has(id))], ({ id }) => id)
  return new Map([...villages, [first.account.id, withImports(first, { source, records })]])
}

/** The records that say something of people who may be known. */
function linking(draft: Draft): readonly string[] {
  const own = [...draft.memberships, ...draft.parts].filter(({ person }) => !draft.withheld.has(person))
  const facts = [...draft.roles, ...draft.vetoes].filter(({ fact }) => !draft.withheld.has(fact.stakeholder))
  return [...own, ...facts, ...draft.decisions].flatMap(({ from }) => from.id ?? [])
}

/** The records that say something of people who are gone or to be forgotten, so that nothing came of it. */
function stating({ statement: { stated, seen } }: Straying): readonly string[] {
  return [...stated].flatMap(beginning => (beginning.endsWith(':') ? (recordBehind(beginning, seen) ?? []) : []))
}

function versionOf(id: string, changedAt: string | undefined): ImportedRecord[] {
  return changedAt === undefined || changedAt === '' ? [] : [{ id, changedAt }]
}
