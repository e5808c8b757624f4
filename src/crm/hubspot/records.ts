import { groupedBy } from '../../support/grouping.js'
import { endsOf } from '../chains.js'
import { isMarkedDeleted } from '../deleted.js'
import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import { flagOf, type SourceRecord, textOf } from '../record.js'
import { recordsOf } from '../records.js'
import type { StageTable } from '../stages.js'
import { type Histories, historiesIn } from './histories.js'
import { idOf } from './ids.js'
import { type Links, linksIn } from './links.js'
import { type HubSpotKind, type HubSpotObject, objectNamed } from './objects.js'
import type { HubSpotRow } from './row.js'
import { stagesIn } from './stages.js'

/** All records of the import, each once. */
export interface Source {
  /** Every record by its kind, in the order of ids. */
  readonly all: ReadonlyMap<string, readonly SourceRecord<HubSpotKind>[]>
  /** The ids of all of them. */
  readonly present: ReadonlySet<string>
  /** The ids of records that were archived or merged into others. */
  readonly gone: ReadonlySet<string>
  /** The id under which a record goes on that was merged into another. */
  readonly masters: ReadonlyMap<string, string>
  readonly links: Links
  readonly histories: Histories
  /** What the stages of the pipelines in the import mean. */
  readonly stages: StageTable
  /** The ids of contacts that were deleted for their privacy. */
  readonly erased: ReadonlySet<string>
}

/** Makes one record of all rows that mean the same, and sets aside what was archived or merged away. */
export function sourceOf(rows: readonly HubSpotRow[], ledger: Ledger): Source {
  const rule = { changedAt: ['updatedAt', 'hs_lastmodifieddate', 'lastmodifieddate'] }
  const records = recordsOf(
    rows.filter(({ object }) => objectNamed(object) !== undefined),
    rule,
    ledger,
  )
  const masters = mastersOf(records)
  const gone = records.filter(record => masters.has(record.id) || isArchived(record))
  ledger.leftOut.merged += gone.filter(({ id }) => masters.has(id)).length
  ledger.leftOut.deleted += gone.filter(({ id }) => !masters.has(id)).length
  const byKind = groupedBy(rows, ({ object }) => object)
  return {
    all: groupedBy(records, ({ object }) => object),
    present: new Set(records.map(({ id }) => id)),
    gone: new Set([...gone.map(({ id }) => id), ...masters.keys()]),
    masters,
    links: linksIn(rows, masters, ledger),
    histories: historiesIn(byKind.get('history') ?? [], masters, ledger),
    stages: stagesIn([...(byKind.get('pipeline') ?? []), ...(byKind.get('stage') ?? [])]),
    erased: new Set((byKind.get('privacyDeletion') ?? []).flatMap(({ id }) => id ?? [])),
  }
}

/** The records of a kind that were neither archived nor merged into others. */
export function liveRecords({ all, gone }: Source, object: HubSpotObject): readonly SourceRecord<HubSpotKind>[] {
  return (all.get(object) ?? []).filter(({ id }) => !gone.has(id))
}

/** The id in a property that names an object of a kind, or `undefined` when it is empty. */
export function referenceOf(
  record: SourceRecord,
  field: string,
  object: HubSpotObject,
  { masters }: Pick<Source, 'masters'>,
): string | undefined {
  const given = fieldOf(record.fields, field)
  const id = given === undefined ? undefined : idOf(object, String(given))
  return id === undefined ? undefined : (masters.get(id) ?? id)
}

/** An owner who is archived left us. */
function isArchived(record: SourceRecord): boolean {
  return (record.object !== 'owner' && flagOf(record, 'archived') === true) || isMarkedDeleted(record)
}

/** What was merged into itself was not merged; what was merged in a circle goes on under the first of its ids. */
function mastersOf(records: readonly SourceRecord<HubSpotKind>[]): ReadonlyMap<string, string> {
  const links = records.flatMap(record =>
    (textOf(record, 'hs_merged_object_ids') ?? '').split(';').flatMap((merged): [string, string][] => {
      const id = merged.trim() === '' ? record.id : idOf(record.object, merged)
      return id === record.id ? [] : [[id, record.id]]
    }),
  )
  return new Map([...endsOf(new Map(links))].filter(([id, master]) => id !== master))
}
