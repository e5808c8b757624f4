import { stripVTControlCharacters } from 'node:util'
import { type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import packageJson from '../../package.json' with { type: 'json' }
import { InvalidArgumentError, InvalidDateError, UnknownDecisionError, VillageError } from '../errors.js'
import { plain } from '../render/plain.js'
import { FileError } from '../store/files/fileError.js'
import type { Finish } from './command.js'
import { DESCRIPTIONS, PROGRAM } from './descriptions.js'
import { CliFailure, type ExitCode, OutputClosed } from './failure.js'
import type { Io } from './io.js'
import { insteadOf } from './nearestOf.js'
import { storeCall } from './store/storeArgs.js'

/** Runs the program: what it is called with, the world it works in, and what it says in the end. It never throws. */
export async function village(given: readonly string[], world: Io): Promise<ExitCode> {
  const finish: Finish = { exitCode: 0 }
  const args = given.filter(word => word !== '--no-color')
  const io = { ...world, colour: world.colour && args.length === given.length }
  try {
    const [first, ...rest] = args
    if (first === '-v' || args.includes('--version')) return printed(io, packageJson.version)
    const isHelp = first === undefined || first === 'help' || args.includes('--help') || args.includes('-h')
    const words = first === 'help' ? rest : args
    const isOfCommand = Object.hasOwn(DESCRIPTIONS, words[0] ?? '')
    if (!isOfCommand) refuseUnknownCommand(overview(), words)
    if (!isOfCommand && isHelp) return printed(io, await usageOf(overview(), [], io))
    const { programOf } = await import('./program.js')
    const program = programOf(io, finish)
    if (isHelp) return printed(io, await usageOf(program, words, io))
    refuseUnknownCommand(program, args)
    const run = async (rawArgs: readonly string[], inWorld: Io): Promise<ExitCode> => {
      await runCommand(programOf(inWorld, finish), { rawArgs: [...rawArgs] })
      return finish.exitCode
    }
    const stored = storeCall(args)
    if (stored === undefined) return await run(args, io)
    const { onStore } = await import('./store/onStore.js')
    return await onStore(stored, io, run)
  } catch (error) {
    return failed(error, io)
  }
}

/** The program as far as its usage shows it. */
function overview(): CommandDef {
  const subCommands = Object.entries(DESCRIPTIONS).map(([name, description]) => [name, defineCommand({ meta: { name, description } })])
  return defineCommand({ meta: PROGRAM, subCommands: Object.fromEntries(subCommands) })
}

/** Commands are looked up by name in an object, which has more names than those of its commands. */
function refuseUnknownCommand({ subCommands }: CommandDef, [name = '', ...rest]: readonly string[]): void {
  if (subCommands === undefined || name === '' || name.startsWith('-')) return
  if (!Object.hasOwn(subCommands, name))
    throw new CliFailure(`there is no command ${JSON.stringify(name)}; ${insteadOf(name, Object.keys(subCommands))}`, 2)
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
  const whole = command === program ? `${usage}\n\n${EXIT_CODES}` : usage
  const shown = io.colour ? whole : stripVTControlCharacters(whole)
  return shown
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
}

const EXIT_CODES =
  'Ends with 0 when all is well, 1 when it failed, 2 when it was called wrongly, 3 for findings of a severity asked for, 4 when some records were invalid.'

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
