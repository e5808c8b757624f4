import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedRecord, ImportedSource } from '../../model/imports.js'
import { FACT_ARRAYS, type Village } from '../../model/village.js'
import { formatInstant } from '../../support/instants.js'
import { compareText, sortedByText } from '../../support/order.js'
import { recordWithout } from '../../village/recordWithout.js'
import { withImports } from '../../village/withImports.js'
import type { Draft } from '../draft.js'
import { recordBehind, recordsIn, saidBy } from '../importedRecords.js'
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
      if (before !== undefined && merge.pending.has(id)) records.set(id, withPending(before, merge))
    }
    // What it says now it says of another account.
    else if (!told.has(id) && merge.placed.has(id)) records.delete(id)
    else
      records.set(id, {
        ...withLinks(id, kept.get(id), told.get(id) ?? withPending({ id }, merge), merge),
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
function goneRecord(id: string, { statement, known, moment }: Merge): ImportedRecord {
  const before = known.records.get(id)
  const into = statement.draft.masters.get(id)
  const told = statement.seen.get(id)
  // A source without times says again and again that it is gone.
  const isKnown = before?.gone === true && !told
  const changedAt = isKnown ? before.changedAt : told || formatInstant(moment)
  return { id, ...(changedAt !== undefined && { changedAt }), gone: true, ...(into !== undefined && { into }) }
}

function withLinks(id: string, before: ImportedRecord | undefined, told: ImportedRecord | undefined, merge: Merge): ImportedRecord {
  const { stated, seen } = merge.statement
  const changedAt = seen.get(id) || before?.changedAt
  const now = told?.links ?? []
  const tellsAccount = stated.has(`${id}:account`) || now.some(({ kind, person }) => kind !== 'part' && person === undefined)
  const lasting = (before?.links ?? []).filter(({ kind, person }) => person === undefined && (kind === 'part' || !tellsAccount))
  const links = [...new Map([...lasting, ...now].map(link => [JSON.stringify(link), link]))].sort(([a], [b]) => compareText(a, b))
  const ties = [...(before?.ties ?? []).filter(tie => !isStated(tie.id, merge.statement)), ...(told?.ties ?? [])]
  return {
    id,
    ...(changedAt !== undefined && { changedAt }),
    ...(links.length > 0 && { links: links.map(([, link]) => link) }),
    ...(ties.length > 0 && { ties: sortedByText(new Map(ties.map(tie => [tie.id, tie])).values(), tie => tie.id) }),
    ...(told?.interaction !== undefined && { interaction: told.interaction }),
    ...(told?.places !== undefined && { places: told.places }),
  }
}

/** A record with what is pending of what it says. */
function withPending(record: ImportedRecord, { pending }: Merge): ImportedRecord {
  const said = saidBy(pending.get(record.id) ?? [])
  const ties = new Map([...(record.ties ?? []), ...(said.ties ?? [])].map(tie => [tie.id, tie]))
  return { ...record, ...said, ...(ties.size > 0 && { ties: sortedByText(ties.values(), ({ id }) => id) }) }
}

/** Nothing is kept of people who are to be forgotten, in whatever village a record names them. */
function withoutWithheld(record: ImportedRecord, { withheld }: Draft): ImportedRecord {
  return withheld.size === 0 ? record : recordWithout(record, person => withheld.has(person))
}

/** What says nothing in any village is kept with the first of its source, so that it does not come when an older version arrives. */
export function withStrayRecords(villages: ReadonlyMap<string, Village>, merge: Merge): ReadonlyMap<string, Village> {
  const { draft } = merge.statement
  const all = inOrder(villages.values())
  const first = all.find(({ imports = [] }) => imports.some(({ source }) => source === merge.known.source)) ?? all[0]
  const isStray = (id: string): boolean => !merge.known.records.has(id) && !draft.withheld.has(id)
  const gone = [...draft.gone].filter(isStray).map(id => goneRecord(id, merge))
  const idle = [...new Set([...linking(draft), ...stating(merge), ...merge.pending.keys()])].filter(
    id => isStray(id) && !draft.gone.has(id) && !merge.placed.has(id),
  )
  const strays = [
    ...gone,
    ...idle.flatMap((id): ImportedRecord[] => {
      const [version] = versionOf(id, merge.statement.seen.get(id))
      return merge.pending.has(id) ? [withPending({ ...version, id }, merge)] : [version ?? []].flat()
    }),
  ]
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

/** The records that say something of people who are gone or to be forgotten, so that nothing came of it. */
function stating({ statement: { stated, seen } }: Merge): readonly string[] {
  return [...stated].flatMap(beginning => (beginning.endsWith(':') ? (recordBehind(beginning, seen) ?? []) : []))
}

function versionOf(id: string, changedAt: string | undefined): ImportedRecord[] {
  return changedAt === undefined || changedAt === '' ? [] : [{ id, changedAt }]
}
