import type { GroupLinks } from '../../crm/groupLinks.js'
import type { Scratch, ScratchRoom } from '../disk.js'
import { CliFailure } from '../failure.js'
import type { ImportSource, SourceOptions } from '../sources/source.js'
import { streamedItems } from '../streamed.js'
import type { ImportFile } from './files.js'
import { openLinkage } from './linkage.js'
import type { Problems } from './problems.js'
import { type Entry, entriesOf } from './tables.js'

/**
 * The records of files in groups, by what they are, such that no record names one of another group. Each group is of about a size, or of a
 * single set of records that all hang together.
 *
 * The files are read twice: first to find out what hangs together, and then to write the records to the disk by group. Only one group is
 * held at a time.
 *
 * @param size the bytes of a group
 */
export function* groupsOf(
  source: ImportSource,
  files: readonly ImportFile[],
  { size, room, options, problems }: { size: number; room: ScratchRoom; options: SourceOptions; problems: Problems },
): Generator<object> {
  const linkage = openLinkage(room.open('links'))
  const collector = source.grouping.collector(options)
  for (const file of files) {
    for (const entry of singleEntries(source, file, problems)) {
      linkage.add(linksOf(entry, source, options), lineOf(entry).length)
      if (isObject(entry.value)) collector.add(entry.value, entry.table)
    }
  }
  const groups = linkage.groups(size)[Symbol.iterator]()
  const changed = (): never => {
    throw new CliFailure('the input was changed while it was read')
  }
  const common = room.open('common')
  const opened = new Map<number, Scratch>()
  for (const file of files) {
    for (const entry of singleEntries(source, file, undefined)) {
      const { value: group, done } = groups.next()
      if (done === true) return changed()
      const scratch = group === 'all' ? common : (opened.get(group) ?? room.open(`group ${group}`))
      if (group !== 'all') opened.set(group, scratch)
      scratch.append(lineOf(entry))
    }
  }
  if (groups.next().done !== true) changed()
  const part = (scratches: readonly Scratch[]): object => {
    const tables = tablesOf(scratches)
    collector.tellOf(tables)
    return tables
  }
  for (const [, scratch] of [...opened].sort(([a], [b]) => a - b)) yield part([common, scratch])
  if (opened.size === 0) yield part([common])
}

/** The values of a file, each record of a page by itself. Pages that say that more follow need one that says it is the last. */
function* singleEntries(source: ImportSource, file: ImportFile, problems: Problems | undefined): Generator<Entry> {
  const { format } = source.grouping
  let [open, closed, failed] = [0, 0, 0]
  const tableIn = (page: object | undefined, table: string): string =>
    (page === undefined || format.kindNamed(table) !== undefined ? undefined : format.kindOfPage?.(page)) ?? table
  for (const { table, value, page } of entriesOf(source, file, problems, format.pages)) {
    const envelope = isObject(value) ? value : {}
    const records = format.pages.map((name): unknown => Reflect.get(envelope, name)).find(each => Array.isArray(each))
    if (!Array.isArray(records)) {
      yield { table: tableIn(page, table), value }
      continue
    }
    if (format.isLast(envelope)) closed++
    else open++
    if (format.hasFailures?.(envelope) === true) failed++
    for (const record of records) yield { table: tableIn(envelope, table), value: record }
  }
  if (open > 0 && closed === 0) problems?.tell(`${file.path}: a page says that there is more, and the rest is not here`)
  if (failed > 0) problems?.tell(`${file.path}: a page tells of errors, so that not all that was asked for is here; ask for it again`)
}

function linksOf({ table, value }: Entry, { grouping }: ImportSource, options: SourceOptions): GroupLinks {
  return isObject(value) ? grouping.linksOf(value, table, options) : { ids: [], isForAll: false }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function lineOf({ table, value }: Entry): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ table, value })}\n`)
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
  if (!isObject(line)) return brokenEntry()
  return { table: String(Reflect.get(line, 'table')), value: Reflect.get(line, 'value') }
}

function brokenEntry(): never {
  throw new CliFailure('a temporary file was changed while it was in use')
}
