import type { Draft } from './draft.js'
import { type Fields, fieldOf } from './fields.js'
import type { Ledger } from './ledger.js'
import type { SourceRecord } from './record.js'
import type { LeftOut } from './result.js'

/** The fields of a fact of which a record says nothing, because it has none of the columns that tell them: exports of chosen columns and messages of changes have few. */
export function silentOn(
  { fields }: Pick<SourceRecord, 'fields'>,
  columns: { readonly [field: string]: readonly (string | undefined)[] },
): { readonly silent?: readonly string[] } {
  const silent = Object.entries(columns).flatMap(([field, names]) => (names.some(name => hasField(fields, name)) ? [] : field))
  return silent.length > 0 ? { silent } : {}
}

/** Whether a record has a column, be it empty. */
export function hasField(fields: Fields, name: string | undefined): boolean {
  if (name === undefined) return false
  return fields.has(name.toLowerCase()) || fields.has(name.toLowerCase().replaceAll('_', '')) || fieldOf(fields, name) !== undefined
}

/** Notes that a record says all that it has to say under the endings of its id, where it has one of the columns that tell it. */
export function states(
  { stated }: Pick<Draft, 'stated'>,
  { id, fields }: SourceRecord,
  columns: readonly (string | undefined)[],
  endings: readonly string[],
): void {
  if (columns.some(name => hasField(fields, name))) stated.push(...endings.map(ending => `${id}:${ending}`))
}

/** Counts a record of which nothing comes, and notes its version, so that an older one does not count again. */
export function leaveOut(
  { id }: Pick<SourceRecord, 'id'>,
  reason: keyof LeftOut,
  { draft, ledger }: { readonly draft: Pick<Draft, 'stated'>; readonly ledger: Pick<Ledger, 'leftOut'> },
): void {
  ledger.leftOut[reason]++
  draft.stated.push(`${id}:`)
}
