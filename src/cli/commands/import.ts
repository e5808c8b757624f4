import type { ArgsDef, ParsedArgs } from 'citty'
import type { CommandPlan } from '../command.js'
import type { ScratchRoom } from '../disk.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { importFiles } from '../import/files.js'
import { groupsOf } from '../import/groups.js'
import { keepStrays, loadInto, type Merging, mergeInto } from '../import/merge.js'
import { argsOf, memoryIn, optionsFor, saltIn, textOf } from '../import/options.js'
import { openProblems } from '../import/problems.js'
import { tablesIn } from '../import/tables.js'
import { issueLines, note, openOutcome, tell } from '../import/tell.js'
import { keepIn, villagesById } from '../import/villagesById.js'
import type { Io } from '../io.js'
import type { ImportSource } from '../sources/source.js'

/** A command that makes villages of exports of a source. What is wrong with the data is told, and the rest is imported. */
export function importCommand(source: ImportSource): CommandPlan<ArgsDef> {
  const { name, description } = source
  return { name, description, args: argsOf(source), variadic: 'files', run: (options, io) => run(source, options, io) }
}

function run(source: ImportSource, options: ParsedArgs<ArgsDef>, io: Io): ExitCode {
  const { disk } = io
  return disk === undefined ? importAll(source, options, io) : disk.withScratch(room => importAll(source, options, io, room))
}

function importAll(source: ImportSource, options: ParsedArgs<ArgsDef>, io: Io, room?: ScratchRoom): ExitCode {
  const size = memoryIn(options)
  const resolved = optionsFor(source, options, io)
  // Options that make no sense are told before a large input is read.
  source.importFrom({}, resolved)
  const output = textOf(options, 'output') ?? '-'
  const complete = Reflect.get(options, 'complete') === true
  const merging: Merging = { io, complete, salt: saltIn(options, io), strays: new Map() }
  const problems = openProblems(io)
  const all = textOf(options, 'issues')
  const keep = keepIn(room)
  const outcome = openOutcome(keep, all !== undefined)
  const store = villagesById(keep)
  const files = importFiles(source, options._, io, { room, encoding: resolved.encoding })
  // All records at once where they have room, and group by group on the disk where they have not.
  const isSmall = files.reduce((sum, file) => sum + file.size, 0) <= size
  const isWhole = isSmall || room === undefined
  if (complete && !isWhole) throw new CliFailure(`--complete needs all records at once: set --memory above their ${megabytes(files)} MB`, 2)
  const groups = isWhole ? [tablesIn(source, files, problems)] : groupsOf(source, files, { size, room, options: resolved, problems })
  io.update(output, write => {
    const known = loadInto(store, output, io)
    const take = (tables: object): void => {
      const result = source.importFrom(tables, resolved)
      note(outcome, result, mergeInto(store, known, result, merging))
    }
    for (const tables of groups) take(tables)
    keepStrays(store, merging)
    if (outcome.accounts.length > 0 || outcome.touchesKnown) write(store.texts())
  })
  tell(outcome, io)
  if (all !== undefined) io.update(all, write => write(issueLines(outcome, problems)))
  if (outcome.accounts.length === 0 && !outcome.touchesKnown) throw new CliFailure(`there is no account in ${options._.join(', ')}`)
  return problems.count() + outcome.issueCount > 0 ? 4 : 0
}

function megabytes(files: readonly { readonly size: number }[]): number {
  return Math.ceil(files.reduce((sum, { size }) => sum + size, 0) / 2 ** 20)
}
