import { groupedBy } from '../../support/grouping.js'
import { compareText, sortedByText } from '../../support/order.js'
import { type Fields, fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import { reportNameless } from '../records.js'
import { isTreeReference, longId, shortId } from './ids.js'
import { objectOfId, type SalesforceObject } from './objects.js'
import type { SalesforceRow } from './row.js'

/** The id under which each record is known, by the 15 characters that identify it. */
export type Names = ReadonlyMap<string, string>

/** Everything that came of one record. */
export interface Versions {
  readonly object: SalesforceObject
  readonly id: string
  readonly rows: readonly SalesforceRow[]
}

/**
 * Brings rows together that mean the same record, in the order of ids. Rows without a usable id are counted in an issue for each object.
 */
export function identified(
  rows: readonly SalesforceRow[],
  ledger: Ledger,
): { readonly records: readonly Versions[]; readonly names: Names } {
  const names = namesOf(rows)
  const claims = groupedBy(rows, row => ownId(row, names) ?? '')
  const records = sortedByText(claims, ([id]) => id).flatMap(([id, claimed]) => (id === '' ? [] : versionsAmong(id, claimed)))
  const taken = new Set(records.flatMap(record => record.rows))
  reportNameless(
    rows.filter(row => !taken.has(row)),
    ledger,
  )
  return { records, names }
}

/** The id that a text means, in its long form, or `undefined` when it is none. */
export function idFrom(names: Names, given: string): string | undefined {
  if (isTreeReference(given)) return given
  const short = shortId(given)
  return short === undefined ? undefined : (names.get(short) ?? longId(short))
}

/** A long id stays as it was given, even if its last three characters should be others: only the first 15 identify. */
function namesOf(rows: readonly SalesforceRow[]): Names {
  const given = new Map<string, Set<string>>()
  for (const { id } of rows) {
    const name = id?.trim() ?? ''
    const short = shortId(name)
    if (short !== undefined && name.length === 18 && name.startsWith(short)) given.set(short, (given.get(short) ?? new Set()).add(name))
  }
  return new Map(
    [...given].map(([short, names]) => [short, names.has(longId(short)) ? longId(short) : ([...names].sort(compareText)[0] ?? short)]),
  )
}

/** An id names one record. Where records of several objects claim it, which only made-up ids allow, it is that of the first. */
function versionsAmong(id: string, claimed: readonly SalesforceRow[]): Versions[] {
  const [owner] = sortedByText(claimed, row => row.object)
  return owner === undefined ? [] : [{ object: owner.object, id, rows: claimed.filter(row => row.object === owner.object) }]
}

function ownId({ id, object, fields }: SalesforceRow, names: Names): string | undefined {
  if (id === undefined) return linkId(object, fields, names)
  const other = objectOfId(id.trim())
  const known = idFrom(names, id)
  return other === undefined || other === object ? known : undefined
}

/** Records that only link others can be told apart by these when they come without an id, as exports of chosen columns do. */
function linkId(object: SalesforceObject, fields: Fields, names: Names): string | undefined {
  const link = LINKS.get(object)
  const ends = (link?.ends ?? []).map(field => idFrom(names, String(fieldOf(fields, field) ?? '')))
  if (link === undefined || ends.includes(undefined)) return undefined
  return [...ends, ...(link.beside ?? []).map(field => String(fieldOf(fields, field) ?? ''))].join('-')
}

/** What tells links apart: the records that they link, and what else may differ. */
const LINKS: ReadonlyMap<SalesforceObject, { readonly ends: readonly string[]; readonly beside?: readonly string[] }> = new Map([
  ['AccountContactRelation', { ends: ['AccountId', 'ContactId'] }],
  ['AccountContactRole', { ends: ['AccountId', 'ContactId'], beside: ['Role'] }],
  ['OpportunityContactRole', { ends: ['OpportunityId', 'ContactId'], beside: ['Role'] }],
  ['EventRelation', { ends: ['EventId', 'RelationId'] }],
  ['TaskRelation', { ends: ['TaskId', 'RelationId'] }],
  ['BuyingCommitteeMember', { ends: ['BuyingCommitteeId', 'ReferenceMemberId'] }],
  ['BuyingComteMbrRoleAsgnt', { ends: ['BuyingCommitteeMemberId'], beside: ['BuyingCommitteeRoleId', 'RoleName'] }],
  ['AccountPlanStakeholder', { ends: ['AccountPlanId', 'StakeholderRefnRecordId'], beside: ['AccountPlanObjectiveId'] }],
  ['OpportunityHistory', { ends: ['OpportunityId'], beside: ['CreatedDate', 'StageName'] }],
])
