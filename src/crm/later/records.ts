import type { ImportedRecord, ImportedSource } from '../../model/imports.js'
import type { Village } from '../../model/village.js'
import { formatInstant } from '../../support/instants.js'
import { compareText, sortedByText } from '../../support/order.js'
import { recordsIn } from '../importedRecords.js'
import type { Merge } from './mergedVillage.js'

/**
 * The versions of records that a village keeps after an import: those that the import tells anew in place of the ones before, with the
 * links that a record of a person does not tell every time.
 */
export function recordsAfter(before: Village | undefined, imported: Village | undefined, merge: Merge): ImportedSource {
  const { known, statement } = merge
  const { seen, draft } = statement
  const kept = recordsIn(before, known.source)
  const told = recordsIn(imported, known.source)
  const records = new Map(kept)
  for (const id of new Set([...kept.keys(), ...told.keys()])) {
    if (draft.gone.has(id)) records.set(id, goneRecord(id, merge))
    else if (!seen.has(id)) continue
    // What it says now it says of another account.
    else if (!told.has(id) && merge.placed.has(id)) records.delete(id)
    else records.set(id, withLinks(id, kept.get(id), told.get(id), merge))
  }
  return { source: known.source, records: sortedByText(records.values(), ({ id }) => id) }
}

/** What is gone is gone as of the moment at which the source says so, where it does not tell since when. */
export function goneRecord(id: string, { statement, known, moment }: Merge): ImportedRecord {
  const before = known.records.get(id)
  const into = statement.draft.masters.get(id)
  const told = statement.seen.get(id)
  const isNews = told !== undefined || before?.gone !== true
  const changedAt = isNews ? told || formatInstant(moment) : before?.changedAt
  return { id, ...(changedAt !== undefined && { changedAt }), gone: true, ...(into !== undefined && { into }) }
}

function withLinks(id: string, before: ImportedRecord | undefined, told: ImportedRecord | undefined, merge: Merge): ImportedRecord {
  const { stated, seen } = merge.statement
  const changedAt = seen.get(id) || before?.changedAt
  const now = told?.links ?? []
  const tellsAccount = stated.has(`${id}:account`) || now.some(({ kind, person }) => kind !== 'part' && person === undefined)
  const lasting = (before?.links ?? []).filter(({ kind, person }) => person === undefined && (kind === 'part' || !tellsAccount))
  const links = [...new Map([...lasting, ...now].map(link => [JSON.stringify(link), link]))].sort(([a], [b]) => compareText(a, b))
  return { id, ...(changedAt !== undefined && { changedAt }), ...(links.length > 0 && { links: links.map(([, link]) => link) }) }
}
