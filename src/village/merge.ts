import { compareNumbers, inOrder, type Row, type RowArray } from './rows.js'

/**
 * The union of what is known and what is new.
 *
 * A version of a fact is its id, its content and when we learned it. The same version twice is one; if the two differ in when we ceased to
 * believe it, the earlier end holds. Two versions of one id with different content may not be believed at the same time. All of this is
 * symmetric, so that any order of arrival ends in the same village.
 *
 * @returns the array of what is known itself when nothing is new, and the ids that would mean two things at once
 */
export function mergeRows(name: RowArray, known: readonly Row<unknown>[], incoming: readonly Row<unknown>[]): Merged {
  if (incoming.length === 0) return { rows: known, conflicts: [] }
  const ids = new Set<string>()
  for (const { id } of incoming) ids.add(id)
  if (known.length === 0 && ids.size === incoming.length) return { rows: incoming, conflicts: [] }
  const versions = new Map<string, Versions>()
  for (const row of known) if (ids.has(row.id)) takeIn(versions, row)
  const touched = new Set<string>()
  for (const row of incoming) if (takeIn(versions, row)) touched.add(row.id)
  const conflicts = [...touched].filter(id => contradicts([...(versions.get(id)?.values() ?? [])]))
  if (touched.size === 0) return { rows: known, conflicts }
  const changed = [...versions.values()].flatMap(each => [...each.values()])
  return { rows: inOrder([...known.filter(row => !ids.has(row.id)), ...changed], name), conflicts }
}

/** The union of an array, and the ids in it that are at odds. */
export interface Merged {
  readonly rows: readonly Row<unknown>[]
  readonly conflicts: readonly string[]
}

/** What a row says, when we ceased to believe it aside. */
function versionText(row: Row<unknown>): string {
  return JSON.stringify(row.fact, (key, value: unknown) => (key === 'retractedAt' ? undefined : value))
}

/** What a row says of the world. */
export function contentText(row: Row<unknown>): string {
  return JSON.stringify(row.fact, (key, value: unknown) => (key === 'retractedAt' || key === 'recordedAt' ? undefined : value))
}

/** The versions of one id, by what they say. */
type Versions = Map<string, Row<unknown>>

/** Whether the row added anything. */
function takeIn(versions: Map<string, Versions>, row: Row<unknown>): boolean {
  const siblings = versions.get(row.id) ?? new Map<string, Row<unknown>>()
  versions.set(row.id, siblings)
  const text = versionText(row)
  const same = siblings.get(text)
  if (same !== undefined && row.knownTo >= same.knownTo) return false
  siblings.set(text, row)
  return true
}

/**
 * Whether two versions say different things and are believed at one time. In order of when we came to know them, a version contradicts an
 * earlier one that was believed for longer; of those it is enough to keep the longest, and the longest that says something else.
 */
function contradicts(versions: readonly Row<unknown>[]): boolean {
  if (versions.length < 2) return false
  let [content, longest, otherwise] = ['', Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of [...versions].sort((a, b) => compareNumbers(a.knownFrom, b.knownFrom) || compareNumbers(a.knownTo, b.knownTo))) {
    const own = contentText(row)
    if (row.knownFrom < (own === content ? otherwise : longest)) return true
    if (row.knownTo > longest) {
      if (own !== content) [content, otherwise] = [own, longest]
      longest = row.knownTo
    }
  }
  return false
}
