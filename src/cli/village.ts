import { stripVTControlCharacters } from 'node:util'
import { type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import packageJson from '../../package.json' with { type: 'json' }
import { InvalidArgumentError, InvalidDateError, UnknownDecisionError, VillageError } from '../errors.js'
import { plain } from '../render/plain.js'
import { FileError } from '../store/files/fileError.js'
import { commandOf, type Finish } from './command.js'
import { comments } from './commands/comments.js'
import { explain } from './commands/explain.js'
import { importCommand } from './commands/import.js'
import { init } from './commands/init.js'
import { interviews } from './commands/interviews.js'
import { listen } from './commands/listen.js'
import { moves } from './commands/moves.js'
import { people } from './commands/people.js'
import { progress } from './commands/progress.js'
import { record } from './commands/record.js'
import { report } from './commands/report.js'
import { retract } from './commands/retract.js'
import { risks } from './commands/risks.js'
import { storeCopy } from './commands/store.js'
import { importSurveys } from './commands/surveys.js'
import { importTable } from './commands/table.js'
import { validate } from './commands/validate.js'
import { CliFailure, type ExitCode, OutputClosed } from './failure.js'
import type { Io } from './io.js'
import { SOURCES } from './sources/sources.js'
import { onStore, type Run } from './store/onStore.js'
import { storeCall } from './store/storeArgs.js'

/** Runs the program: what it is called with, the world it works in, and what it says in the end. It never throws. */
export async function village(args: readonly string[], io: Io): Promise<ExitCode> {
  const finish: Finish = { exitCode: 0 }
  const program = programOf(io, finish)
  try {
    if (args.includes('--version')) return printed(io, packageJson.version)
    if (args.length === 0 || args.includes('--help') || args.includes('-h')) return printed(io, await usageOf(program, args, io))
    refuseUnknownCommand(program, args)
    const run: Run = async (rawArgs, world) => {
      await runCommand(programOf(world, finish), { rawArgs: [...rawArgs] })
      return finish.exitCode
    }
    const stored = storeCall(args)
    return await (stored === undefined ? run(args, io) : onStore(stored, io, run))
  } catch (error) {
    return failed(error, io)
  }
}

function programOf(io: Io, finish: Finish): CommandDef {
  return defineCommand({
    meta: { name: 'village', description: 'The village of people behind an account: who decides, what they think, who can stop us' },
    subCommands: {
      import: defineCommand({
        meta: {
          name: 'village import',
          description: 'Make villages of what a CRM exports or of tables of your own, and add answers to surveys',
        },
        subCommands: {
          ...Object.fromEntries(SOURCES.map(source => [source.name, commandOf(importCommand(source), io, finish)])),
          surveys: commandOf(importSurveys, io, finish),
          table: commandOf(importTable, io, finish),
        },
      }),
      comments: commandOf(comments, io, finish),
      explain: commandOf(explain, io, finish),
      init: commandOf(init, io, finish),
      interviews: commandOf(interviews, io, finish),
      listen: commandOf(listen, io, finish),
      moves: commandOf(moves, io, finish),
      people: commandOf(people, io, finish),
      progress: commandOf(progress, io, finish),
      record: commandOf(record, io, finish),
      report: commandOf(report, io, finish),
      retract: commandOf(retract, io, finish),
      risks: commandOf(risks, io, finish),
      store: defineCommand({
        meta: { name: 'village store', description: 'Work with stores as wholes' },
        subCommands: { copy: commandOf(storeCopy, io, finish) },
      }),
      validate: commandOf(validate, io, finish),
    },
  })
}

/** Commands are looked up by name in an object, which has more names than those of its commands. */
function refuseUnknownCommand({ subCommands }: CommandDef, [name = '', ...rest]: readonly string[]): void {
  if (subCommands === undefined || name.startsWith('-')) return
  if (!Object.hasOwn(subCommands, name))
    throw new CliFailure(`there is no command ${JSON.stringify(name)}; --help lists those there are`, 2)
  const command: unknown = Reflect.get(subCommands, name)
  if (isCommand(command)) refuseUnknownCommand(command, rest)
}

function printed(io: Io, text: string): ExitCode {
  io.out(`${text}\n`)
  return 0
}

/** The usage of the command that the arguments name. */
async function usageOf(program: CommandDef, args: readonly string[], io: Io): Promise<string> {
  let command = program
  for (const word of args) {
    const next: unknown = Object.entries(command.subCommands ?? {}).find(([name]) => name === word)?.[1]
    if (!isCommand(next)) break
    command = next
  }
  const usage = await renderUsage(command)
  return io.colour ? usage : stripVTControlCharacters(usage)
}

function isCommand(value: unknown): value is CommandDef {
  return typeof value === 'object' && value !== null
}

/** Whatever went wrong, in one line each, and without a stack. */
function failed(error: unknown, io: Io): ExitCode {
  if (error instanceof OutputClosed) return 0
  const isUsage = error instanceof Error && error.name === 'CLIError'
  const known = error instanceof CliFailure || error instanceof FileError || error instanceof VillageError || isUsage
  const message = error instanceof Error ? error.message : String(error)
  const lines = known ? message.split('\n') : [`unexpected failure, please report it: ${message}`]
  try {
    for (const line of lines) io.note(`village: ${plain(stripVTControlCharacters(line))}`)
  } catch {
    // Nobody listens on the error output either; the exit code still tells.
  }
  if (error instanceof CliFailure) return error.exitCode
  // Files were read before: a date, an option or a decision that is none now was given on the command line.
  const given = error instanceof InvalidDateError || error instanceof InvalidArgumentError || error instanceof UnknownDecisionError
  return isUsage || given ? 2 : 1
}
