import { coverageOf } from '../../crm/coverage.js'
import { mergeImport } from '../../crm/later/mergeImport.js'
import type { ImportResult } from '../../crm/result.js'
import type { Village } from '../../model/village.js'
import { type Encoding, READING_RULES, type ReadingRules } from '../../reading/rules.js'
import { plain } from '../../render/plain.js'
import { sortedByText } from '../../support/order.js'
import { fromEdges, fromTable, type TableMapping, type TableOptions } from '../../table/index.js'
import type { CommandPlan } from '../command.js'
import { todayIn } from '../day.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { objectIn, optionsIn } from '../import/options.js'
import { READING_ARGS, readingRulesIn } from '../import/reading.js'
import { issueLines, lineFor, note, type Outcome, openOutcome, tellRest } from '../import/tell.js'
import { keepIn } from '../import/villagesById.js'
import type { Io } from '../io.js'
import { type FileMapping, isEdgeMapping, mappingsFor, mappingText, unreadLine } from '../table/mappings.js'
import { stemOf, type TableFile, tableFile } from '../table/tableFile.js'
import { dateIn } from '../view.js'
import { readVillages, villagesText } from '../villages.js'

const args = {
  files: {
    type: 'positional',
    required: true,
    description: 'tables of people, ties and readings as CSV, JSON or .xlsx, one or several; or - for standard input',
  },
  sheet: { type: 'string', description: 'the sheet of .xlsx files; the first when absent', valueHint: 'name' },
  output: { type: 'string', alias: 'o', description: 'where the villages go, merged into those already there', valueHint: 'file' },
  account: {
    type: 'string',
    description: 'the account of rows that name none; when absent the only one in the output, or the name of the first file',
    valueHint: 'name',
  },
  at: { type: 'string', description: 'the day of sentiments that have none; today when absent', valueHint: 'date' },
  mapping: { type: 'string', description: 'a JSON file that says what the columns hold', valueHint: 'file' },
  'show-mapping': { type: 'boolean', description: 'print what the columns are taken for, as such a file, and import nothing' },
  roles: { type: 'string', description: 'a JSON file: what the labels of roles mean here', valueHint: 'file' },
  labels: { type: 'string', description: 'a JSON file: what words for a sentiment mean here, -1 to 1', valueHint: 'file' },
  currency: { type: 'string', description: 'the currency of amounts that have none of their own', valueHint: 'code' },
  source: { type: 'string', description: 'what facts are said to come from; table when absent', valueHint: 'name' },
  options: {
    type: 'string',
    description: 'a JSON file with options of fromTable by their names; those given here go before them',
    valueHint: 'file',
  },
  redact: { type: 'boolean', description: 'leave out names, titles, mail addresses and texts, and keep ids and roles' },
  ...READING_ARGS,
} as const

type Options = { readonly [name: string]: unknown }

/** A command that makes villages of tables of one's own. What is wrong with them is told, and the rest is imported. */
export const importTable: CommandPlan<typeof args> = {
  name: 'table',
  description:
    'Make villages of tables of your own: stakeholder registers, RAG, RACI and MEDDPICC sheets, organisation charts, lists of ties',
  args,
  variadic: 'files',
  async run(options, io): Promise<ExitCode> {
    const asked = tableOptions(options, io)
    // Before the villages are locked, because rows may come slowly through a pipe.
    const files = await filesAt(options._, options.sheet, asked.encoding, io)
    const mappings = mappingsFor(files, options.mapping, rulesIn(asked), io)
    if (options['show-mapping'] === true) return showMapping(mappings, io)
    refuseDoubtful(mappings, io)
    for (const line of mappings.flatMap(unreadLine)) io.note(plain(line))
    return importInto(options.output ?? '-', sortedByText(mappings, orderOf), { options, asked, io })
  },
}

async function filesAt(
  paths: readonly string[],
  sheet: string | undefined,
  encoding: Encoding | undefined,
  io: Io,
): Promise<readonly TableFile[]> {
  const files: TableFile[] = []
  for (const path of paths) files.push(await tableFile(path, { sheet, encoding }, io))
  if (sheet !== undefined && !files.some(({ isWorkbook }) => isWorkbook)) throw new CliFailure('--sheet is for .xlsx files', 2)
  return files
}

function showMapping(mappings: readonly FileMapping[], io: Io): ExitCode {
  io.out(mappingText(mappings))
  for (const each of mappings) for (const line of [...each.doubts, ...unreadLine(each)]) io.note(plain(line))
  return 0
}

/** What is not sure is never taken in silence. */
function refuseDoubtful(mappings: readonly FileMapping[], io: Io): void {
  const doubts = mappings.flatMap(each => each.doubts)
  if (doubts.length === 0) return
  for (const line of doubts) io.note(plain(line))
  throw new CliFailure(
    'it is not sure what these columns hold. Write the proposal to a file with --show-mapping > mapping.json, look it over, and give it with --mapping mapping.json',
    2,
  )
}

/** People come before ties, and ties before what is only about people who are known. */
function orderOf({ mapping }: FileMapping): string {
  if (isEdgeMapping(mapping)) return '1'
  return mapping.onlyKnown === true ? '2' : '0'
}

interface Import {
  readonly options: Options
  readonly asked: TableOptions
  readonly io: Io
}

function importInto(output: string, mappings: readonly FileMapping[], run: Import): ExitCode {
  const { io } = run
  const all = typeof run.options.issues === 'string' ? run.options.issues : undefined
  const outcome = openOutcome(keepIn(undefined), all !== undefined)
  const touched = io.update(output, write => {
    let villages = villagesIn(output, io)
    const ids = new Set<string>()
    for (const each of mappings) {
      const result = resultOf(each, villages, run, mappings[0])
      const merged = mergeImport(villages, result, { recordedAt: io.now() })
      note(outcome, result, merged.changes)
      for (const { account } of result.villages) ids.add(account.id)
      villages = inOrderOf(villages, merged.villages)
    }
    if (villages.length > 0) write(villagesText(villages))
    return villages.filter(({ account }) => ids.has(account.id))
  })
  tellOf(touched, outcome, io)
  if (all !== undefined) io.update(all, write => write(issueLines(outcome, { issues: () => [] })))
  if (touched.length === 0) throw new CliFailure(`there is no account in ${mappings.map(({ file }) => file.path).join(', ')}`)
  return outcome.issueCount > 0 ? 4 : 0
}

function villagesIn(output: string, io: Io): readonly Village[] {
  if (output === '-' || !io.isFile(output)) return []
  const { villages, problems } = readVillages(io, output)
  if (problems.length > 0) throw new CliFailure(`${output} is not replaced, because it holds something else than villages:\n${problems[0]}`)
  return villages
}

function resultOf(
  { file, mapping }: FileMapping,
  known: readonly Village[],
  { options, asked, io }: Import,
  first: FileMapping | undefined,
): ImportResult {
  const [only, ...others] = known
  const account = asked.account ?? (only !== undefined && others.length === 0 ? only.account.id : stemOf(first?.file.path ?? file.path))
  const own = { ...asked, name: file.path, known, account }
  if (asked.account === undefined && only === undefined && mapping.account === undefined) {
    io.note(plain(`${file.path}: no column names the account, which is taken to be ${account}, as the file; --account names another`))
  }
  if (isEdgeMapping(mapping)) {
    const { roles: _, labels: __, currency: ___, ...rest } = own
    return fromEdges(file.rows, { ...rest, mapping })
  }
  return fromTable(file.rows, dated(mapping, file.path, options, io), own)
}

/** The mapping with a day for sentiments that have none. */
function dated(mapping: TableMapping, path: string, options: Options, io: Io): TableMapping {
  const { at } = options
  const { sentiment } = mapping
  if (sentiment === undefined || (typeof sentiment === 'object' && sentiment.at !== undefined)) return mapping
  const day = typeof at === 'string' ? dateIn(at, 'at') : todayIn(readingRulesIn(options).timeZone, io)
  if (at === undefined)
    io.note(plain(`${path}: no column says when sentiments were found, so they are taken to be of ${day}, today; --at gives another day`))
  return { ...mapping, sentiment: { ...(typeof sentiment === 'string' ? { column: sentiment } : sentiment), at: day } }
}

/** Villages in the order in which they were, and then the new ones. */
function inOrderOf(before: readonly Village[], after: readonly Village[]): readonly Village[] {
  const now = new Map(after.map(village => [village.account.id, village]))
  const old = new Set(before.map(({ account }) => account.id))
  return [...before.map(village => now.get(village.account.id) ?? village), ...after.filter(({ account }) => !old.has(account.id))]
}

function tellOf(villages: readonly Village[], outcome: Outcome, io: Io): void {
  for (const village of villages) {
    const ties = village.ties.filter(({ retractedAt }) => retractedAt === undefined).length
    io.note(plain(`${lineFor(village.account.name, coverageOf(village))}, ${ties} ${ties === 1 ? 'tie' : 'ties'}`))
  }
  tellRest(outcome, '; say what it means with --roles or --labels', io)
}

/** The options of the importer, but for what depends on the file. */
function tableOptions(options: Options, io: Io): TableOptions {
  const text = (name: string): string | undefined => {
    const given = options[name]
    return typeof given === 'string' ? given : undefined
  }
  const written = optionsIn<TableOptions>(text('options'), io)
  const [roles, labels] = [text('roles'), text('labels')]
  const [account, currency, source] = ['account', 'currency', 'source'].map(text)
  return {
    ...written,
    ...(roles !== undefined && { roles: objectIn<NonNullable<TableOptions['roles']>>(roles, 'labels', io) }),
    ...(labels !== undefined && { labels: objectIn<NonNullable<TableOptions['labels']>>(labels, 'labels', io) }),
    ...(account !== undefined && { account }),
    ...(currency !== undefined && { currency }),
    ...(source !== undefined && { source }),
    ...readingRulesIn(options),
    ...(options.redact === true && { redact: true }),
  }
}

/** How cells are read, of all that was asked. */
function rulesIn(asked: TableOptions): ReadingRules {
  return Object.fromEntries(READING_RULES.flatMap(name => (asked[name] === undefined ? [] : [[name, asked[name]]])))
}
