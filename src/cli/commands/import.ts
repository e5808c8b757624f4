import { basename } from 'node:path'
import type { ImportResult } from '../../crm/result.js'
import { fromSalesforce, type SalesforceOptions } from '../../crm/salesforce/index.js'
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
import { readVillages, villageText } from '../villages.js'

const args = {
  files: { type: 'positional', required: true, description: 'exports as JSON, NDJSON or CSV, one or several; or - for standard input' },
  output: { type: 'string', alias: 'o', description: 'where the villages go, merged into those already there', valueHint: 'file' },
  subsidiaries: {
    type: 'string',
    description: 'accounts or units: whether accounts of a parent account are villages of their own, or units in the village of the parent',
    valueHint: 'what',
  },
  'sentiment-field': {
    type: 'string',
    description: 'the custom field on Contact, Task and Event that holds a sentiment',
    valueHint: 'name',
  },
  'sentiment-date-field': { type: 'string', description: 'the custom field on Contact that holds its date', valueHint: 'name' },
  'sentiment-scale': { type: 'string', description: 'its worst and best value, such as 1,5; -1,1 when absent', valueHint: 'worst,best' },
  'veto-field': { type: 'string', description: 'the custom field that says who can stop a decision', valueHint: 'name' },
  'unit-share-field': { type: 'string', description: 'the custom field that holds the share of a unit', valueHint: 'name' },
  'driven-by-field': { type: 'string', description: 'the custom field on Task and Event with the contact who drove it', valueHint: 'name' },
  roles: { type: 'string', description: 'a JSON file: what the labels of contact roles mean here', valueHint: 'file' },
  currency: { type: 'string', description: 'the currency of an org that has only one', valueHint: 'code' },
} as const

type Options = { readonly [Name in keyof typeof args]?: string | undefined } & { readonly _: readonly string[] }

/** A command that makes villages of exports of Salesforce. What is wrong with the data is told, and the rest is imported. */
export const importSalesforce: CommandPlan<typeof args> = {
  name: 'salesforce',
  description: 'Make villages of Accounts, Contacts, roles, Opportunities and activities exported from Salesforce',
  args,
  variadic: 'files',
  run(options, io): ExitCode {
    const problems: string[] = []
    const records = options._.flatMap(file => recordsIn(file, io, problems))
    const result = fromSalesforce(records, salesforceOptions(options, io))
    if (result.villages.length === 0) throw new CliFailure(`there is no account in ${options._.join(', ')}`)
    const villages = options.output === undefined ? result.villages : mergedInto(options.output, result.villages, io)
    write(options.output, villages, io)
    for (const problem of problems) io.note(plain(problem))
    tell(result, io)
    return problems.length + result.issues.length > 0 ? 4 : 0
  },
}

/** The records in a file. Rows that do not say what they are, as those of a CSV, are what the file is named after. */
function recordsIn(file: string, io: Io, problems: string[]): object[] {
  const { items, problems: wrong } = readItems(io, file)
  problems.push(...wrong.map(({ line, message }) => `${file}:${line}: ${message}`))
  const type = basename(file).replace(/\..*$/, '')
  return items.flatMap(({ line, value }): object[] => {
    if (typeof value !== 'object' || value === null) {
      problems.push(`${file}:${line}: is no record`)
      return []
    }
    const saysWhatItIs = 'attributes' in value || 'records' in value || file === '-'
    return [saysWhatItIs ? value : { attributes: { type }, ...value }]
  })
}

function salesforceOptions(options: Options, io: Io): SalesforceOptions {
  const { currency, subsidiaries, roles, 'sentiment-scale': scale } = options
  const fields = Object.entries({
    sentiment: options['sentiment-field'],
    sentimentDate: options['sentiment-date-field'],
    veto: options['veto-field'],
    unitShare: options['unit-share-field'],
    drivenBy: options['driven-by-field'],
  }).filter(([, field]) => field !== undefined)
  return {
    fields: Object.fromEntries(fields),
    ...(currency !== undefined && { currency }),
    ...(subsidiaries !== undefined && { subsidiaries: choiceIn(subsidiaries) }),
    ...(scale !== undefined && { sentimentScale: scaleIn(scale) }),
    ...(roles !== undefined && { roles: roleLabelsIn(roles, io) }),
  }
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

function roleLabelsIn(file: string, io: Io): NonNullable<SalesforceOptions['roles']> {
  const [first, ...others] = readItems(io, file).items
  if (!isLabels(first?.value) || others.length > 0) throw new CliFailure(`${file} holds no labels as one JSON object`)
  return first.value
}

/** What the labels stand for is checked by the importer, which says what is wrong with them. */
function isLabels(value: unknown): value is NonNullable<SalesforceOptions['roles']> {
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
