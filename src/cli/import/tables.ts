import { CliFailure } from '../failure.js'
import { strayFrom } from '../sources/recognise.js'
import type { ImportSource } from '../sources/source.js'
import { SOURCES } from '../sources/sources.js'
import type { ImportFile } from './files.js'
import type { Problems } from './problems.js'

/** A value of a file, and what it is by the name of the file or of the table in which it stands. */
export interface Entry {
  readonly table: string
  readonly value: unknown
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

/** The values of a file; when it holds one object that is tables by name, the values of these. A file of another source is refused. */
export function* entriesOf(source: ImportSource, { path, table, items }: ImportFile, problems: Problems | undefined): Generator<Entry> {
  let samples: unknown[] | undefined = []
  for (const item of items()) {
    if ('message' in item) problems?.tell(`${path}:${item.line}: ${item.message}`)
    else if (samples === undefined) yield { table, value: item.value }
    else samples.push(item.value)
    if (samples === undefined || samples.length < SAMPLE) continue
    refuseStray(source, path, samples)
    for (const value of samples) yield { table, value }
    samples = undefined
  }
  if (samples === undefined) return
  refuseStray(source, path, samples)
  yield* fewEntries(table, samples)
}

/** So many values tell what a file is. */
const SAMPLE = 20

function fewEntries(table: string, values: readonly unknown[]): readonly Entry[] {
  const [only, ...others] = values
  const isTables = others.length === 0 && isObject(only) && Object.values(only).every(each => Array.isArray(each) || isPage(each))
  if (!isTables || isPage(only)) return values.map(value => ({ table, value }))
  return Object.entries(only).flatMap(([name, list]) => [list].flat().map((value: unknown) => ({ table: name, value })))
}

function isPage(value: unknown): boolean {
  return isObject(value) && ['records', 'results', 'value', 'data', 'items'].some(name => Object.hasOwn(value, name))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function refuseStray({ name, title }: ImportSource, file: string, values: readonly unknown[]): void {
  const other = strayFrom(name, values)
  if (other === undefined) return
  const isKnown = SOURCES.some(each => each.name === other.name)
  const advice = isKnown ? `Use village import ${other.name}.` : 'There is no import for it yet.'
  throw new CliFailure(`${file} looks like ${other.title}, not like ${title}. ${advice}`, 2)
}
