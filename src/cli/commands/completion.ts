import type { ArgsDef, CommandDef } from 'citty'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'

const SHELLS = ['bash', 'zsh', 'fish'] as const

const args = {
  shell: { type: 'positional', required: true, description: `the shell: ${SHELLS.join(', ')}` },
} as const

/** A command that prints what makes a shell complete the commands and options of a program; all else is completed as names of files. */
export function completionOf(program: () => CommandDef): CommandPlan<typeof args> {
  return {
    name: 'completion',
    description: DESCRIPTIONS.completion,
    args,
    async run(options, io: Io): Promise<ExitCode> {
      const shell = SHELLS.find(each => each === options.shell)
      if (shell === undefined) throw new CliFailure(`${options.shell} is not a shell that is known; give ${SHELLS.join(', ')}`, 2)
      const places = await placesOf(program(), [])
      io.out(shell === 'fish' ? fishScript(places) : bashScript(places, shell === 'zsh'))
      return 0
    },
  }
}

/** What may follow the words of a command. */
interface Place {
  readonly words: readonly string[]
  /** The commands that may follow, each with what it does. */
  readonly commands: readonly (readonly [name: string, description: string])[]
  /** The options: their names without dashes, what they are, and whether a value follows. */
  readonly options: readonly { readonly name: string; readonly description: string; readonly takesValue: boolean }[]
}

async function placesOf({ args = {}, subCommands = {} }: CommandDef, words: readonly string[]): Promise<readonly Place[]> {
  const commands = await Promise.all(
    Object.entries(await settled(subCommands)).map(async ([name, command]) => [name, await settled(command)] as const),
  )
  const described = commands.map(async ([name, { meta = {} }]) => [name, (await settled(meta)).description ?? ''] as const)
  const options = Object.entries<ArgsDef[string]>(await settled(args)).filter(([, { type }]) => type !== 'positional')
  const below = await Promise.all(commands.map(([name, command]) => placesOf(command, [...words, name])))
  return [
    {
      words,
      commands: await Promise.all(described),
      options: options.map(([name, { type, description = '' }]) => ({ name, description, takesValue: type !== 'boolean' })),
    },
    ...below.flat(),
  ]
}

/** A part of a command of citty, which may be given, promised, or made when asked for. */
async function settled<Part>(part: Part | Promise<Part> | (() => Part | Promise<Part>)): Promise<Part> {
  return isMaker(part) ? part() : part
}

function isMaker<Part>(part: unknown): part is () => Part | Promise<Part> {
  return typeof part === 'function'
}

/** One script for bash, and for zsh with what it keeps for scripts of bash. */
function bashScript(places: readonly Place[], isZsh: boolean): string {
  const cases = places.map(({ words, commands, options }) => {
    const names = ['help', ...options.map(({ name }) => name)].map(name => `--${name}`)
    return `      ${quotedWord(words.join(' '))})
        commands=${quotedWord(commands.map(([name]) => name).join(' '))}
        options=${quotedWord(names.join(' '))}
        ;;`
  })
  return `${isZsh ? 'autoload -Uz bashcompinit && bashcompinit\n' : ''}_village() {
  local word="\${COMP_WORDS[COMP_CWORD]}" place="" commands="" options="" i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    case "$place" in
${cases.join('\n')}
    esac
    [[ $i -lt $COMP_CWORD && " $commands " == *" \${COMP_WORDS[i]} "* ]] || break
    place="\${place:+$place }\${COMP_WORDS[i]}"
  done
  COMPREPLY=()
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ $i -eq $COMP_CWORD && -n "$commands" ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$word"))
  fi
}
complete -o default -F _village village
`
}

/** A line for each command and each option. */
function fishScript(places: readonly Place[]): string {
  const lines = places.flatMap(({ words, commands, options }) => {
    const isHere = [
      ...words.map(word => `__fish_seen_subcommand_from ${word}`),
      ...(commands.length > 0 ? [`not __fish_seen_subcommand_from ${commands.map(([name]) => name).join(' ')}`] : []),
    ].join('; and ')
    const condition = `-n ${quotedWord(isHere)}`
    return [
      ...commands.map(([name, description]) => `complete -c village -f ${condition} -a ${name} -d ${quotedWord(description)}`),
      ...options.map(
        ({ name, description, takesValue }) =>
          `complete -c village ${condition} -l ${name} ${takesValue ? '-r ' : ''}-d ${quotedWord(description)}`,
      ),
    ]
  })
  return `${lines.join('\n')}\n`
}

/** A text between single quotes, in which a shell takes everything as it is. */
function quotedWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
