import { inOrder, type Row, type RowArray } from './rows.js'

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
  const versions = new Map<string, Row<unknown>[]>()
  for (const row of known) if (ids.has(row.id)) add(versions, row)
  const touched = new Set<string>()
  for (const row of incoming) if (takeIn(versions, row)) touched.add(row.id)
  const conflicts = [...touched].filter(id => contradicts(versions.get(id) ?? []))
  const rows = touched.size === 0 ? known : inOrder([...known.filter(row => !ids.has(row.id)), ...[...versions.values()].flat()], name)
  return { rows, conflicts }
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

/** Whether the row added anything. */
function takeIn(versions: Map<string, Row<unknown>[]>, row: Row<unknown>): boolean {
  const siblings = versions.get(row.id)
  if (siblings === undefined) return add(versions, row)
  const text = versionText(row)
  const same = siblings.findIndex(sibling => versionText(sibling) === text)
  if (same < 0) return add(versions, row)
  if (row.knownTo >= (siblings[same]?.knownTo ?? Number.POSITIVE_INFINITY)) return false
  siblings[same] = row
  return true
}

function add(versions: Map<string, Row<unknown>[]>, row: Row<unknown>): true {
  const siblings = versions.get(row.id)
  if (siblings === undefined) versions.set(row.id, [row])
  else siblings.push(row)
  return true
}

/** Whether two versions say different things and are believed at one time. */
function contradicts(versions: readonly Row<unknown>[]): boolean {
  return versions.some((a, i) =>
    versions.slice(i + 1).some(b => a.knownFrom < b.knownTo && b.knownFrom < a.knownTo && contentText(a) !== contentText(b)),
  )
}
