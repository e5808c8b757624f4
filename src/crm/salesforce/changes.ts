import { groupedBy } from '../../support/grouping.js'
import type { Instant } from '../../support/instants.js'
import { sortedByText } from '../../support/order.js'
import { fieldOf, type Scalar } from '../fields.js'
import { vendorInstant } from '../instants.js'
import { CHANGED_AT } from './changeEvents.js'
import { idFrom, type Names } from './identity.js'
import type { SalesforceRow } from './row.js'

/** A field of a record changed. */
export interface Change {
  readonly at: Instant
  /** What it held before; `undefined` when that is not told. */
  readonly before: Scalar | null | undefined
  readonly after: Scalar | null
}

/** What fields held over time, by the id of the record and the name of the field in lower case, in the order of time. */
export type Changes = ReadonlyMap<string, ReadonlyMap<string, readonly Change[]>>

interface Found extends Change {
  readonly id: string
  readonly field: string
}

/**
 * The changes that are told by histories of fields, by the history of the stages of opportunities, and by messages of change data capture.
 *
 * @param master the id under which a record goes on that was merged into another
 */
export function changesIn(rows: readonly SalesforceRow[], names: Names, master: (id: string) => string): Changes {
  const found = rows.flatMap(row => changesOf(row, names)).map(change => ({ ...change, id: master(change.id) }))
  return new Map(
    [...groupedBy(found, ({ id }) => id)].map(([id, own]) => [
      id,
      new Map([...groupedBy(own, ({ field }) => field)].map(([field, changes]) => [field, inTime(changes)])),
    ]),
  )
}

function changesOf(row: SalesforceRow, names: Names): Found[] {
  if (row.object === 'FieldHistory') return [fieldChange(row, names) ?? []].flat()
  if (row.object === 'OpportunityHistory') return stageChanges(row, names)
  return row.fields.has(CHANGED_AT) ? capturedChanges(row, names) : []
}

/** The objects whose fields histories tell of, by the field that names the record. */
const OWNERS = ['OpportunityId', 'ContactId', 'AccountId', 'ParentId', 'AccountContactRelationId', 'OpportunityContactRoleId']
/** What history tells of a lookup is the id in one row and the name in another; the field is called by the relation. */
const LOOKUPS: ReadonlyMap<string, string> = new Map([
  ['account', 'accountid'],
  ['reportsto', 'reportstoid'],
])

function fieldChange({ fields }: SalesforceRow, names: Names): Found | undefined {
  const owner = OWNERS.flatMap(field => fieldOf(fields, field) ?? [])[0]
  const id = owner === undefined ? undefined : idFrom(names, String(owner))
  const at = vendorInstant(fieldOf(fields, 'CreatedDate'))
  const name = String(fieldOf(fields, 'Field') ?? '').toLowerCase()
  const field = LOOKUPS.get(name) ?? name
  const before = fieldOf(fields, 'OldValue') ?? null
  const after = fieldOf(fields, 'NewValue') ?? null
  if (id === undefined || at === undefined || field === '') return undefined
  const isName = field.endsWith('id') && [before, after].some(value => value !== null && idFrom(names, String(value)) === undefined)
  return isName ? undefined : { id, field, at, before, after }
}

/** The history of stages tells what these fields hold from a moment on, and not what they held before. */
function stageChanges({ fields }: SalesforceRow, names: Names): Found[] {
  const id = idFrom(names, String(fieldOf(fields, 'OpportunityId') ?? ''))
  const at = vendorInstant(fieldOf(fields, 'CreatedDate'))
  if (id === undefined || at === undefined) return []
  return ['stagename', 'amount', 'closedate'].flatMap(field =>
    fields.has(field) ? [{ id, field, at, before: undefined, after: fieldOf(fields, field) ?? null }] : [],
  )
}

function capturedChanges({ id: given, fields }: SalesforceRow, names: Names): Found[] {
  const id = idFrom(names, given ?? '')
  const at = vendorInstant(fieldOf(fields, CHANGED_AT))
  if (id === undefined || at === undefined) return []
  return [...fields].flatMap(([field, after]) =>
    field.includes('.') || field === 'systemmodstamp' ? [] : [{ id, field, at, before: undefined, after }],
  )
}

/** In the order of time, each once, with what came before where the change before tells. */
function inTime(changes: readonly Found[]): Change[] {
  const moments = sortedByText(
    groupedBy(changes, ({ at, after }) => JSON.stringify([at, after])),
    ([moment]) => moment,
  )
  // Of several that tell of one change, one that says what was before counts.
  const single = moments.flatMap(([, same]) => {
    const [best] = sortedByText(same, ({ before }) => JSON.stringify([before === undefined, before ?? null]))
    return best === undefined ? [] : [best]
  })
  return single.map(({ at, before, after }, i) => ({ at, before: before === undefined ? single[i - 1]?.after : before, after }))
}

/** What a field held for a time. */
export interface FieldPeriod {
  /** `null` for nothing, `undefined` when nobody knows. */
  readonly value: Scalar | null | undefined
  /** From when on; as far back as is known when absent. */
  readonly since?: Instant
  /** Until when; still when absent. */
  readonly until?: Instant
}

/** What a field held over time, the oldest first; the last is what it holds now. */
export function fieldPeriods(
  changes: Changes,
  id: string,
  field: string,
  now: Scalar | undefined,
): readonly [...FieldPeriod[], FieldPeriod] {
  const own = changes.get(id)?.get(field.toLowerCase()) ?? []
  const past = own.map(({ at, before }, i): FieldPeriod => {
    const since = own[i - 1]?.at
    return { value: before, ...(since !== undefined && { since }), until: at }
  })
  const since = own.at(-1)?.at
  return [...past, { value: now ?? null, ...(since !== undefined && { since }) }]
}
