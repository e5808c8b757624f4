import type { ArgsDef, ParsedArgs } from 'citty'
import { plain } from '../../render/plain.js'
import type { CommandPlan } from '../command.js'
import type { Scratch } from '../disk.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { type ImportFile, importFiles } from '../import/files.js'
import { groupsOf } from '../import/groups.js'
import { loadInto, mergeInto } from '../import/merge.js'
import { argsOf, memoryIn, optionsFor, textOf } from '../import/options.js'
import { diskStore, memoryStore, type VillageStore } from '../import/store.js'
import { tablesIn } from '../import/tables.js'
import { note, openOutcome, tell } from '../import/tell.js'
import type { Io } from '../io.js'
import type { ImportSource } from '../sources/source.js'

/** A command that makes villages of exports of a source. What is wrong with the data is told, and the rest is imported. */
export function importCommand(source: ImportSource): CommandPlan<ArgsDef> {
  const { name, description } = source
  return { name, description, args: argsOf(source), variadic: 'files', run: (options, io) => run(source, options, io) }
}

function run(source: ImportSource, options: ParsedArgs<ArgsDef>, io: Io): ExitCode {
  const memory = memoryIn(options)
  const { disk } = io
  if (disk === undefined) return importAll(source, options, io, importFiles(source, options._, io), { memory })
  return disk.withScratch(open => importAll(source, options, io, importFiles(source, options._, io, open), { memory, open }))
}

/** How much room there is: bytes of input in the memory, and the disk, if there is one. */
interface Room {
  readonly memory: number
  readonly open?: (name: string) => Scratch
}

function importAll(source: ImportSource, options: ParsedArgs<ArgsDef>, io: Io, files: readonly ImportFile[], room: Room): ExitCode {
  const told = optionsFor(source, options, io)
  const output = textOf(options, 'output')
  const problems: string[] = []
  const outcome = openOutcome()
  const { groups, store } = plannedFor(source, files, room, problems)
  loadInto(store, output, io)
  for (const tables of groups) {
    const result = source.importFrom(tables, told)
    mergeInto(store, result.villages, io)
    note(outcome, result)
  }
  if (outcome.accounts.length > 0) write(output, store, io)
  for (const problem of problems) io.note(plain(problem))
  tell(outcome, io)
  if (outcome.accounts.length === 0) throw new CliFailure(`there is no account in ${options._.join(', ')}`)
  return problems.length + outcome.issueCount > 0 ? 4 : 0
}

/** All records at once where they have room, and group by group on the disk where they have not. */
function plannedFor(
  source: ImportSource,
  files: readonly ImportFile[],
  { memory, open }: Room,
  problems: string[],
): { readonly groups: Iterable<object>; readonly store: VillageStore } {
  const { grouping } = source
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (grouping === undefined || open === undefined || size <= memory) {
    return { groups: [tablesIn(source, files, problems)], store: memoryStore() }
  }
  return { groups: groupsOf({ ...source, grouping }, files, memory, open, problems), store: diskStore(open('villages')) }
}

function write(file: string | undefined, store: VillageStore, io: Io): void {
  if (file !== undefined && file !== '-') io.write(file, store.texts())
  else for (const text of store.texts()) io.out(text)
}
