import { basename } from 'node:path'
import type { ArgsDef, ParsedArgs } from 'citty'
import type { ImportResult } from '../../crm/result.js'
import type { RoleLabels } from '../../crm/roleLabels.js'
import { ConflictingFactError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { revise } from '../../village/revise.js'
import { record } from '../../village/village.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { readItems } from '../input.js'
import type { Io } from '../io.js'
import { strayFrom } from '../sources/recognise.js'
import type { ImportSource, SourceOptions } from '../sources/source.js'
import { SOURCES } from '../sources/sources.js'
import { readVillages, villageText } from '../villages.js'

const SHARED = {
  files: { type: 'positional', required: true, description: 'exports as JSON, NDJSON or CSV, one or several; or - for standard input' },
  output: { type: 'string', alias: 'o', description: 'where the villages go, merged into those already there', valueHint: 'file' },
  subsidiaries: {
    type: 'string',
    description: 'accounts or units: whether accounts of a parent account are villages of their own, or units in the village of the parent',
    valueHint: 'what',
  },
  'sentiment-scale': { type: 'string', description: 'its worst and best value, such as 1,5; -1,1 when absent', valueHint: 'worst,best' },
  roles: { type: 'string', description: 'a JSON file: what the labels of roles mean here', valueHint: 'file' },
  currency: { type: 'string', description: 'the currency of amounts that have none of their own', valueHint: 'code' },
  redact: { type: 'boolean', description: 'leave out names, titles, mail addresses and texts, and keep ids and roles' },
} as const

/** A command that makes villages of exports of a source. What is wrong with the data is told, and the rest is imported. */
export function importCommand(source: ImportSource): CommandPlan<ArgsDef> {
  const { name, description } = source
  return { name, description, args: argsOf(source), variadic: 'files', run: (options, io) => run(source, options, io) }
}

function argsOf({ fields, texts }: ImportSource): ArgsDef {
  const { files, output, ...shared } = SHARED
  const own = [
    ...Object.entries(fields).map(
      ([name, description]) => [fieldOption(name), { type: 'string', description, valueHint: 'name' }] as const,
    ),
    ...Object.entries(texts).map(([name, description]) => [kebab(name), { type: 'string', description, valueHint: 'text' }] as const),
  ]
  return { files, output, ...Object.fromEntries(own), ...shared }
}

function run(source: ImportSource, options: ParsedArgs<ArgsDef>, io: Io): ExitCode {
  const problems: string[] = []
  const tables = tablesIn(source, options._, io, problems)
  const result = source.importFrom(tables, optionsFor(source, options, io))
  const output = textOf(options, 'output')
  if (result.villages.length === 0) throw new CliFailure(`there is no account in ${options._.join(', ')}`)
  write(output, output === undefined ? result.villages : mergedInto(output, result.villages, io), io)
  for (const problem of problems) io.note(plain(problem))
  tell(result, io)
  return problems.length + result.issues.length > 0 ? 4 : 0
}

/** The records of all files, by the name of the file: what a row that does not say what it is, as that of a CSV, is named after. */
function tablesIn(source: ImportSource, files: readonly string[], io: Io, problems: string[]): object {
  const tables = new Map<string, unknown[]>()
  for (const file of files) {
    const { items, problems: wrong } = readItems(io, file)
    problems.push(...wrong.map(({ line, message }) => `${file}:${line}: ${message}`))
    const values = items.map(({ value }) => value)
    refuseStray(source, file, values)
    for (const [name, list] of tablesOf(basename(file).replace(/\..*$/, ''), values)) {
      tables.set(name, [...(tables.get(name) ?? []), ...list])
    }
  }
  return Object.fromEntries(tables)
}

/** The tables in a file: the one that it is, or those by name in the one object that it holds. */
function tablesOf(name: string, values: readonly unknown[]): readonly (readonly [name: string, values: readonly unknown[]])[] {
  const [only, ...others] = values
  const isTables = others.length === 0 && isObject(only) && Object.values(only).every(each => Array.isArray(each) || isPage(each))
  return isTables && !isPage(only) ? Object.entries(only).map(([table, value]) => [table, [value].flat()] as const) : [[name, values]]
}

function isPage(value: unknown): boolean {
  return isObject(value) && ['records', 'results', 'value', 'data', 'items'].some(name => Object.hasOwn(value, name))
}

function refuseStray({ name, title }: ImportSource, file: string, values: readonly unknown[]): void {
  const other = strayFrom(name, values)
  if (other === undefined) return
  const isKnown = SOURCES.some(each => each.name === other.name)
  const advice = isKnown ? `Use village import ${other.name}.` : 'There is no import for it yet.'
  throw new CliFailure(`${file} looks like ${other.title}, not like ${title}. ${advice}`, 2)
}

function optionsFor({ fields, texts }: ImportSource, options: ParsedArgs<ArgsDef>, io: Io): SourceOptions {
  const currency = textOf(options, 'currency')
  const subsidiaries = textOf(options, 'subsidiaries')
  const roles = textOf(options, 'roles')
  const scale = textOf(options, 'sentiment-scale')
  return {
    ...givenAmong(Object.keys(texts), kebab, options),
    ...(Object.keys(fields).length > 0 && { fields: givenAmong(Object.keys(fields), fieldOption, options) }),
    ...(currency !== undefined && { currency }),
    ...(subsidiaries !== undefined && { subsidiaries: choiceIn(subsidiaries) }),
    ...(scale !== undefined && { sentimentScale: scaleIn(scale) }),
    ...(roles !== undefined && { roles: roleLabelsIn(roles, io) }),
    ...(Reflect.get(options, 'redact') === true && { redact: true }),
  }
}

/** The options of those names that are given, by name. */
function givenAmong(
  names: readonly string[],
  optionOf: (name: string) => string,
  options: ParsedArgs<ArgsDef>,
): { [name: string]: string } {
  return Object.fromEntries(
    names.flatMap(name => {
      const given = textOf(options, optionOf(name))
      return given === undefined ? [] : [[name, given] as const]
    }),
  )
}

function textOf(options: ParsedArgs<ArgsDef>, name: string): string | undefined {
  const given: unknown = Reflect.get(options, name)
  return typeof given === 'string' ? given : undefined
}

function fieldOption(name: string): string {
  return `${kebab(name)}-field`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function choiceIn(text: string): 'accounts' | 'units' {
  if (text === 'accounts' || text === 'units') return text
  throw new CliFailure('--subsidiaries takes accounts or units', 2)
}

function scaleIn(text: string): [number, number] {
  const [worst = '', best = '', ...more] = text.split(',')
  const scale: [number, number] = [Number(worst), Number(best)]
  if (more.length > 0 || worst === '' || best === '' || !scale.every(Number.isFinite)) {
    throw new CliFailure('--sentiment-scale takes two numbers, the worst and the best, such as 1,5', 2)
  }
  return scale
}

function roleLabelsIn(file: string, io: Io): RoleLabels {
  const [first, ...others] = readItems(io, file).items
  if (!isLabels(first?.value) || others.length > 0) throw new CliFailure(`${file} holds no labels as one JSON object`)
  return first.value
}

/** What the labels stand for is checked by the importer, which says what is wrong with them. */
function isLabels(value: unknown): value is RoleLabels {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The villages already in a file with the imported ones merged in; what says something else than before is revised as of now. */
function mergedInto(file: string, imported: readonly Village[], io: Io): readonly Village[] {
  if (file === '-' || !io.exists(file)) return imported
  const { villages, problems } = readVillages(io, file)
  if (problems.length > 0) throw new CliFailure(`${file} is not replaced, because it holds something else than villages:\n${problems[0]}`)
  const known = new Map(villages.map(village => [village.account.id, village]))
  for (const village of imported) {
    const before = known.get(village.account.id)
    known.set(village.account.id, before === undefined ? village : mergedWith(before, village, io))
  }
  return [...known.values()]
}

function mergedWith(before: Village, imported: Village, io: Io): Village {
  try {
    return record(before, imported)
  } catch (error) {
    if (!(error instanceof ConflictingFactError)) throw error
    return revise(before, imported, { recordedAt: io.now() })
  }
}

/** One village as readable JSON, several one a line. */
function write(file: string | undefined, villages: readonly Village[], io: Io): void {
  const [only, ...others] = villages
  const text =
    only !== undefined && others.length === 0 ? villageText(only) : villages.map(village => `${JSON.stringify(village)}\n`).join('')
  if (file === undefined || file === '-') io.out(text)
  else io.write(file, text)
}

/** So many issues are told in full. */
const MOST_TOLD = 20

function tell({ villages, issues, unmapped, coverage }: ImportResult, io: Io): void {
  const lines = villages.map(({ account }, i) => {
    const { people = 0, peopleWithRole = 0, peopleWithReading = 0, interactions = 0, decisions = 0 } = coverage.accounts[i] ?? {}
    const parts = [
      `${count(people, 'person', 'people')}, ${peopleWithRole} with a role, ${peopleWithReading} heard`,
      count(interactions, 'interaction', 'interactions'),
      count(decisions, 'decision', 'decisions'),
    ]
    return `${account.name}: ${parts.join(', ')}`
  })
  const left = Object.entries(coverage.leftOut).filter(([, number]) => number > 0)
  const told = [
    ...lines,
    ...(left.length > 0 ? [`left out: ${left.map(([reason, number]) => `${number} ${words(reason)}`).join(', ')}`] : []),
    ...unmapped.map(
      ({ field, value, count: times }) => `not understood: ${field} = ${value} (${times} times); say what it means with --roles`,
    ),
    ...issues.slice(0, MOST_TOLD).map(({ object, id, message }) => `${object} ${id ?? ''}: ${message}`),
    ...(issues.length > MOST_TOLD ? [`and ${issues.length - MOST_TOLD} more issues`] : []),
  ]
  for (const line of told) io.note(plain(line))
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}
