import type { ArgsDef, ParsedArgs } from 'citty'
import type { RoleLabels } from '../../crm/roleLabels.js'
import type { StageLabels } from '../../crm/stages.js'
import { SALT_LENGTH } from '../../model/erasures.js'
import { CliFailure } from '../failure.js'
import { readItems } from '../input.js'
import type { Io } from '../io.js'
import type { ImportSource, SourceOptions } from '../sources/source.js'
import { READING_ARGS, readingRulesIn } from './reading.js'

const SHARED = {
  files: { type: 'positional', required: true, description: 'exports as JSON, NDJSON or CSV, one or several; or - for standard input' },
  output: { type: 'string', alias: 'o', description: 'where the villages go, merged into those already there', valueHint: 'file' },
  subsidiaries: {
    type: 'string',
    description: 'accounts or units: whether accounts of a parent account are villages of their own, or units in the village of the parent',
    valueHint: 'what',
  },
  'sentiment-scale': { type: 'string', description: 'its worst and best value, such as 1,5; -1,1 when absent', valueHint: 'worst,best' },
  options: {
    type: 'string',
    description: 'a JSON file with options of the importer by their names in the library; those given here go before them',
    valueHint: 'file',
  },
  roles: { type: 'string', description: 'a JSON file: what the labels of roles mean here', valueHint: 'file' },
  currency: { type: 'string', description: 'the currency of amounts that have none of their own', valueHint: 'code' },
  memory: {
    type: 'string',
    description: 'so many megabytes of input are held at once; larger inputs are grouped on the disk; 2 when absent',
    valueHint: 'MB',
  },
  stages: {
    type: 'string',
    description: 'a JSON file: what stages and states mean here: open, won, lost or noDecision',
    valueHint: 'file',
  },
  ...READING_ARGS,
  'email-opt-out': {
    type: 'string',
    description: 'dropAddress or dropPerson: what becomes of people who want no e-mail; dropAddress when absent',
    valueHint: 'what',
  },
  complete: {
    type: 'boolean',
    description: 'the input holds everything that the source has: what was imported before and is not in it was deleted',
  },
  'salt-file': {
    type: 'string',
    description: 'a file with at least 16 characters that no one can guess, for the tombstones of those who are to be forgotten',
    valueHint: 'file',
  },
  redact: { type: 'boolean', description: 'leave out names, titles, mail addresses and texts, and keep ids and roles' },
} as const

/** The salt of tombstones. It stands in a file, because arguments are shown to everybody on the machine and the environment to every program. */
export function saltIn(options: ParsedArgs<ArgsDef>, io: Io): string | undefined {
  const path = textOf(options, 'salt-file')
  if (path === undefined) return undefined
  const salt = new TextDecoder().decode(io.read(path)).trim()
  if (salt.length < SALT_LENGTH)
    throw new CliFailure(`--salt-file: the text in ${path} is shorter than ${SALT_LENGTH} characters. Draw it at random.`, 2)
  return salt
}

/** What the import of a source can be told. */
export function argsOf({ fields, texts }: ImportSource): ArgsDef {
  const { files, output, ...shared } = SHARED
  const own = [
    ...Object.entries(fields).map(
      ([name, description]) => [fieldOption(name), { type: 'string', description, valueHint: 'name' }] as const,
    ),
    ...Object.entries(texts).map(([name, description]) => [kebab(name), { type: 'string', description, valueHint: 'text' }] as const),
  ]
  return { files, output, ...Object.fromEntries(own), ...shared }
}

/** What its importer is told. */
export function optionsFor({ fields, texts }: ImportSource, options: ParsedArgs<ArgsDef>, io: Io): SourceOptions {
  const currency = textOf(options, 'currency')
  const subsidiaries = textOf(options, 'subsidiaries')
  const roles = textOf(options, 'roles')
  const stages = textOf(options, 'stages')
  const scale = textOf(options, 'sentiment-scale')
  const written = optionsIn<SourceOptions>(textOf(options, 'options'), io)
  const named = givenAmong(Object.keys(fields), fieldOption, options)
  return {
    ...written,
    ...givenAmong(Object.keys(texts), kebab, options),
    ...(Object.keys(named).length > 0 && { fields: { ...written.fields, ...named } }),
    ...(currency !== undefined && { currency }),
    ...(subsidiaries !== undefined && { subsidiaries: choiceIn(subsidiaries) }),
    ...(scale !== undefined && { sentimentScale: scaleIn(scale) }),
    ...(roles !== undefined && { roles: roleLabelsIn(roles, io) }),
    ...(stages !== undefined && { stages: objectIn<StageLabels>(stages, 'stages', io) }),
    ...readingRulesIn(options),
    ...(Reflect.get(options, 'redact') === true && { redact: true }),
    ...(textOf(options, 'email-opt-out') !== undefined && { emailOptOut: optOutIn(textOf(options, 'email-opt-out')) }),
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

/** An option that is a text. */
export function textOf(options: ParsedArgs<ArgsDef>, name: string): string | undefined {
  const given: unknown = Reflect.get(options, name)
  return typeof given === 'string' ? given : undefined
}

function fieldOption(name: string): string {
  return `${kebab(name)}-field`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

/** How many bytes of input are to be held at once. */
export function memoryIn(options: ParsedArgs<ArgsDef>): number {
  const given = textOf(options, 'memory')
  const megabytes = Number(given ?? 2)
  if (!(megabytes > 0)) throw new CliFailure('--memory takes a number of megabytes above 0', 2)
  return megabytes * 2 ** 20
}

function optOutIn(text: string | undefined): 'dropAddress' | 'dropPerson' {
  if (text === 'dropAddress' || text === 'dropPerson') return text
  throw new CliFailure('--email-opt-out takes dropAddress or dropPerson', 2)
}

function choiceIn(text: string): 'accounts' | 'units' {
  if (text === 'accounts' || text === 'units') return text
  throw new CliFailure('--subsidiaries takes accounts or units', 2)
}

/** A scale as it is given, its worst and its best value. */
export function scaleIn(text: string): [number, number] {
  const [worst = '', best = '', ...more] = text.split(',')
  const scale: [number, number] = [Number(worst), Number(best)]
  if (more.length > 0 || worst === '' || best === '' || !scale.every(Number.isFinite)) {
    throw new CliFailure('--sentiment-scale takes two numbers, the worst and the best, such as 1,5', 2)
  }
  return scale
}

function roleLabelsIn(file: string, io: Io): RoleLabels {
  return objectIn<RoleLabels>(file, 'labels', io)
}

/** Options of an importer from a file; none when no file is given. */
export function optionsIn<Options extends object>(file: string | undefined, io: Io): Partial<Options> {
  return file === undefined ? {} : objectIn<Partial<Options>>(file, 'options', io)
}

/** One object from a file. */
export function objectIn<Wanted extends object>(file: string, what: string, io: Io): Wanted {
  const { items, problems } = readItems(io, file)
  const [first, ...others] = items
  if (!isTaken<Wanted>(first?.value) || others.length + problems.length > 0) {
    throw new CliFailure(`${file} holds no ${what} as one JSON object`, 2)
  }
  return first.value
}

/** What an object holds is checked by the importer, which says what is wrong with it. */
function isTaken<Wanted extends object>(value: unknown): value is Wanted {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
