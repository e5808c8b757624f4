import type { Item } from '../item.js'
import { refuseStray } from '../sources/recognise.js'
import type { ImportSource } from '../sources/source.js'
import type { ImportFile } from './files.js'
import type { Problems } from './problems.js'

/** A value of a file, and what it is by the name of the file or of the table in which it stands. */
export interface Entry {
  readonly table: string
  readonly value: unknown
  /** What a page that is taken apart has told before it. */
  readonly page?: object
}

/** The records of all files by what they are; lines that hold none are noted. */
export function tablesIn(source: ImportSource, files: readonly ImportFile[], problems: Problems): object {
  const tables = new Map<string, unknown[]>()
  for (const file of files) {
    for (const { table, value } of entriesOf(source, file, problems)) {
      const list = tables.get(table)
      if (list === undefined) tables.set(table, [value])
      else list.push(value)
    }
  }
  return Object.fromEntries(tables)
}

/**
 * The values of a file; when it holds one object that is tables by name, the values of these. A file of another source is refused.
 *
 * @param pages the names under which pages have their records, if large ones are to be taken apart
 */
export function* entriesOf(
  source: ImportSource,
  { path, table, items }: ImportFile,
  problems: Problems | undefined,
  pages?: readonly string[],
): Generator<Entry> {
  let samples: Entry[] | undefined = []
  const refuse = (entries: readonly Entry[]): void => {
    refuseStray(
      source.name,
      path,
      entries.map(({ value }) => value),
    )
  }
  for (const item of items(pages)) {
    if ('message' in item) {
      problems?.tell(`${path}:${item.line}: ${item.message}`)
      continue
    }
    const entries = entriesIn(item, table, pages)
    if (samples === undefined) yield* entries
    else samples.push(...entries)
    if (samples === undefined || samples.length < SAMPLE) continue
    refuse(samples)
    yield* samples
    samples = undefined
  }
  if (samples === undefined) return
  refuse(samples)
  const [only, ...others] = samples
  yield* only !== undefined && others.length === 0 ? expanded(only) : samples
}

/** So many values tell what a file is. */
const SAMPLE = 20

/** What an item is. A part is what the name of its list says; that of a list of records in a page says nothing. */
function entriesIn({ value, part }: Item, table: string, pages: readonly string[] = []): readonly Entry[] {
  if (part === undefined) return [{ table, value }]
  const name = part.path.findLast(each => !pages.includes(each))
  const entry = { table: name ?? table, value, page: part.page }
  return part.isAround && part.path.length === 0 ? expanded(entry) : [entry]
}

function expanded(entry: Entry): readonly Entry[] {
  const { value } = entry
  const isTables = isObject(value) && Object.values(value).every(each => Array.isArray(each) || isPage(each))
  if (!isTables || isPage(value)) return [entry]
  return Object.entries(value).flatMap(([table, list]) => [list].flat().map((each: unknown) => ({ table, value: each })))
}

function isPage(value: unknown): boolean {
  return isObject(value) && ['records', 'results', 'value', 'data', 'items'].some(name => Object.hasOwn(value, name))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
