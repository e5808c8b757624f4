import { compareText } from '../support/order.js'
import { type Fields, fieldOf, type Scalar } from './fields.js'
import { vendorInstant } from './instants.js'
import { toNumber } from './record.js'
import { isMark, markOf } from './unread.js'

/** What several versions of one record say together. */
export interface MergedFields {
  readonly fields: Fields
  /** Fields in which versions differ of which neither is known to be the later, in order. */
  readonly contradictions: readonly string[]
}

/**
 * One record from all versions of it that came, whatever their order: field by field the latest version that has the field. Of equally late
 * versions one that is not empty counts, and of several such the first in the order of text.
 *
 * @param changedAt the fields that tell when a version was written, the first that is there; a version without any is the oldest
 * @param same what a text means, for texts that mean the same in several forms
 */
export function mergedVersions(versions: readonly Fields[], changedAt: readonly string[], same: (text: string) => string): MergedFields {
  const [only] = versions
  if (only !== undefined && versions.length === 1) return { fields: only, contradictions: [] }
  const stamped = versions.map(version => ({ version, stamp: stampOf(version, changedAt) }))
  const fields = new Map<string, Scalar | null>()
  const contradictions: string[] = []
  for (const name of new Set(versions.flatMap(version => [...version.keys()].filter(key => !isMark(key))))) {
    const latest = lastHolding(stamped, name)
    const values = latest.flatMap(version => version.get(name) ?? []).sort((a, b) => compareText(String(a), String(b)))
    const meanings = new Set(values.map(value => meaning(value, same)))
    fields.set(name, values[0] ?? null)
    const [mark] =
      values.length > 0 ? [] : latest.flatMap(version => version.get(markOf(name)) ?? []).sort((a, b) => compareText(String(a), String(b)))
    if (mark !== undefined) fields.set(markOf(name), mark)
    if (meanings.size > 1 && isSaidOnce(name)) contradictions.push(name)
  }
  return { fields, contradictions: contradictions.sort(compareText) }
}

/** The latest of the versions that have a field. */
function lastHolding(versions: readonly { readonly version: Fields; readonly stamp: string }[], name: string): Fields[] {
  const holding = versions.filter(({ version }) => version.has(name))
  const last = holding.reduce((stamp, each) => (compareText(each.stamp, stamp) > 0 ? each.stamp : stamp), '')
  return holding.flatMap(({ version, stamp }) => (stamp === last ? [version] : []))
}

/** When the latest of several versions was written; empty where none tells. */
export function latestStamp(versions: readonly Fields[], changedAt: readonly string[]): string {
  return versions.reduce((latest, version) => {
    const stamp = stampOf(version, changedAt)
    return compareText(stamp, latest) > 0 ? stamp : latest
  }, '')
}

function stampOf(version: Fields, changedAt: readonly string[]): string {
  const [stamp = ''] = changedAt.flatMap(name => vendorInstant(fieldOf(version, name)) ?? [])
  return stamp
}

/** Whether the name is that under which every spelling of a field is kept, and the field part of the record rather than its address. */
function isSaidOnce(name: string): boolean {
  return !name.includes('_') && !name.includes('attributes.')
}

/** What a value says, however it is written. */
function meaning(value: Scalar, same: (text: string) => string): string {
  return String(toNumber(value) ?? vendorInstant(value) ?? same(String(value)))
}
