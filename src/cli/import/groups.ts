import type { Scratch } from '../disk.js'
import { CliFailure } from '../failure.js'
import type { Grouping, ImportSource } from '../sources/source.js'
import { streamedItems } from '../streamed.js'
import type { ImportFile } from './files.js'
import { type Entry, entriesOf } from './tables.js'
import { openUnion } from './union.js'

/**
 * The records of files in groups, by what they are, such that no record names one of another group. Each group is of about a size, or of a
 * single set of records that all hang together.
 *
 * The files are read twice: first to find out what hangs together, of which only ids are held, and then to write the records to the disk by
 * group. Only one group is held at a time.
 *
 * @param size the bytes of a group
 */
export function* groupsOf(
  source: ImportSource & { readonly grouping: Grouping },
  files: readonly ImportFile[],
  size: number,
  open: (name: string) => Scratch,
  problems: string[],
): Generator<object> {
  const { grouping } = source
  const union = openUnion()
  for (const file of files) {
    for (const entry of singleEntries(source, file, problems)) union.join(linksOf(entry, grouping).ids, textOf(entry).length)
  }
  const groupOf = union.packed(size)
  const common = open('common')
  const opened = new Map<number, Scratch>()
  for (const file of files) {
    for (const entry of singleEntries(source, file, [])) {
      const { ids, isForAll } = linksOf(entry, grouping)
      const group = groupOf(ids)
      const scratch = isForAll ? common : (opened.get(group) ?? open(`group ${group}`))
      if (!isForAll) opened.set(group, scratch)
      scratch.append(new TextEncoder().encode(`${textOf(entry)}\n`))
    }
  }
  for (const [, scratch] of [...opened].sort(([a], [b]) => a - b)) yield tablesOf([common, scratch])
  if (opened.size === 0) yield tablesOf([common])
}

/** The values of a file, each record of a page by itself. Pages that say that more follow need one that says it is the last. */
function* singleEntries(source: ImportSource & { readonly grouping: Grouping }, file: ImportFile, problems: string[]): Generator<Entry> {
  const { page, isLast } = source.grouping
  let [open, closed] = [0, 0]
  for (const entry of entriesOf(source, file, problems)) {
    const { table, value } = entry
    const records: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, page) : undefined
    if (typeof value !== 'object' || value === null || !Array.isArray(records)) {
      yield entry
      continue
    }
    if (isLast(value)) closed++
    else open++
    for (const record of records) yield { table, value: record }
  }
  if (open > 0 && closed === 0) problems.push(`${file.path}: a page says that there is more, and the rest is not here`)
}

function linksOf({ table, value }: Entry, grouping: Grouping): ReturnType<Grouping['linksOf']> {
  return typeof value === 'object' && value !== null ? grouping.linksOf(value, table) : { ids: [], isForAll: false }
}

function textOf({ table, value }: Entry): string {
  return JSON.stringify({ table, value })
}

function tablesOf(scratches: readonly Scratch[]): object {
  const tables = new Map<string, unknown[]>()
  for (const scratch of scratches) {
    for (const item of streamedItems(scratch.pieces(), 'temporary')) {
      const { table, value } = 'message' in item ? brokenEntry() : entryOf(item.value)
      const list = tables.get(table)
      if (list === undefined) tables.set(table, [value])
      else list.push(value)
    }
  }
  return Object.fromEntries(tables)
}

function entryOf(line: unknown): Entry {
  if (typeof line !== 'object' || line === null) return brokenEntry()
  return { table: String(Reflect.get(line, 'table')), value: Reflect.get(line, 'value') }
}

function brokenEntry(): never {
  throw new CliFailure('a temporary file was changed while it was in use')
}
