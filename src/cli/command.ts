import { type ArgsDef, type CommandDef, defineCommand, type ParsedArgs } from 'citty'
import { CliFailure, type ExitCode } from './failure.js'
import type { Io } from './io.js'
import { insteadOf } from './nearestOf.js'
import { STORE_ARG, takesStore } from './store/storeArgs.js'

/** A command of the program: its arguments, and what it does with them and the world. */
export interface CommandPlan<Args extends ArgsDef> {
  readonly name: string
  readonly description: string
  readonly args: Args
  /** The positional argument after which any number of further ones may follow. */
  readonly variadic?: keyof Args & string
  run(args: ParsedArgs<Args>, io: Io): ExitCode | Promise<ExitCode>
}

/** What a finished command tells the program. */
export interface Finish {
  exitCode: ExitCode
}

/**
 * A command as citty runs it. Options that the command does not have, and arguments too many, are refused: a typo must not pass in silence.
 */
export function commandOf<const Args extends ArgsDef>(
  plan: CommandPlan<Args>,
  io: Io,
  finish: Finish,
  parent = 'village',
): CommandDef<Args> {
  const args: Args = takesStore(plan.name, plan.args) ? { ...plan.args, ...STORE_ARG } : plan.args
  return defineCommand({
    meta: { name: `${parent} ${plan.name}`, description: plan.description },
    args,
    async run({ args: given }) {
      refuseUnknown(plan, given)
      finish.exitCode = await plan.run(given, io)
    },
  })
}

function refuseUnknown<Args extends ArgsDef>({ args: known, variadic }: CommandPlan<Args>, given: ParsedArgs<Args>): void {
  const entries = Object.entries<ArgsDef[string]>(known)
  const names = new Set([
    '_',
    ...entries.flatMap(([name, def]) => [name, camel(name), ...('alias' in def ? [def.alias ?? []].flat() : [])]),
  ])
  const unknown = Object.keys(given).find(name => !names.has(name))
  if (unknown !== undefined)
    throw new CliFailure(`there is no option ${dashed(unknown)}; ${insteadOf(dashed(unknown), optionNames(entries))}`, 2)
  const empty = entries.find(([name, def]) => def.type === 'string' && Reflect.get(given, name) === '')
  if (empty !== undefined)
    throw new CliFailure(`--${empty[0]} needs a value, such as a ${'valueHint' in empty[1] ? empty[1].valueHint : 'text'}`, 2)
  const places = entries.filter(([, def]) => def.type === 'positional').length
  const extra = given._[places]
  if (variadic === undefined && extra !== undefined) throw new CliFailure(`${extra} is one argument too many`, 2)
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function dashed(name: string): string {
  return `${name.length > 1 ? '--' : '-'}${name}`
}

function optionNames(entries: readonly (readonly [string, ArgsDef[string]])[]): readonly string[] {
  return entries.flatMap(([name, { type }]) => (type === 'positional' ? [] : [dashed(name)]))
}
