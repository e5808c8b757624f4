import { CliFailure } from '../failure.js'

/** The option of every command that takes villages. */
export const STORE_ARG = {
  store: {
    type: 'string',
    description: 'a store in place of the file of villages: sqlite:FILE, postgres://…, or a folder',
    valueHint: 'store',
  },
} as const

/** What stands for the villages of the store where a command takes a file. */
export const IN_STORE = 'the store'

/** The commands whose first argument is a file of villages, and whether they write it. */
const VILLAGES_FIRST: ReadonlyMap<string, boolean> = new Map([
  ...[
    'comments',
    'explain',
    'intake',
    'interviews',
    'listen',
    'moves',
    'people',
    'portfolio',
    'progress',
    'report',
    'risks',
    'subject',
    'validate',
  ].map(name => [name, false] as const),
  ...['erase', 'record', 'retain', 'retract'].map(name => [name, true] as const),
])

/** The commands that look at no account but that of `--account`. */
const OF_ONE_ACCOUNT = ['erase', 'intake', 'people', 'progress', 'report', 'retain', 'retract', 'subject']

/** The commands that look at one account after the other, and hold no more than the one. */
const ONE_AFTER_THE_OTHER = ['explain', 'moves', 'portfolio', 'report', 'risks']

/** The options of which one fact has some, which is of the account of `--account`; a file may have facts of others. */
const ONE_FACT = ['--stakeholder', '--stakeholders', '--comment', '--expectation', '--request', '--upheaval', '--sentiment']

/** Whether a command takes a store in place of a file. Importers write theirs. */
export function takesStore(name: string, args: object): boolean {
  return VILLAGES_FIRST.has(name) || ('output' in args && 'files' in args)
}

/** A call of the program with a store, as one with a file. */
export interface StoreCall {
  readonly store: string
  readonly args: readonly string[]
  readonly writes: boolean
  /** Whether it looks at one account after the other. */
  readonly streams: boolean
  /** Whether a store that is not there is made. */
  readonly makes: boolean
  /** The one account that it is about, where it says so and looks at no other. */
  readonly account: string | undefined
}

/** The call with a store that the arguments are; nothing where they name none, or where the command has the option for itself. */
export function storeCall(args: readonly string[]): StoreCall | undefined {
  const at = args.findIndex(each => each === '--store' || each.startsWith('--store='))
  const [command = '', source] = args
  const isImport = command === 'import'
  if (at < 0 || !(isImport || VILLAGES_FIRST.has(command))) return undefined
  const own = args[at] === '--store'
  const store = own ? args[at + 1] : args[at]?.slice('--store='.length)
  if (store === undefined || store === '') throw new CliFailure('--store needs a value, such as sqlite:villages.db', 2)
  const rest = args.filter((_, i) => i !== at && !(own && i === at + 1))
  if (rest.some(each => each === '--store' || each.startsWith('--store='))) throw new CliFailure('give --store once', 2)
  if (isImport)
    return {
      store,
      args: [command, source ?? '', ...rest.slice(2), '-o', IN_STORE],
      writes: true,
      streams: false,
      makes: true,
      account: undefined,
    }
  const isOfOne = OF_ONE_ACCOUNT.includes(command) || (command === 'record' && ONE_FACT.some(name => givenTo(rest, name) !== undefined))
  const account = isOfOne ? givenTo(rest, '--account') : undefined
  return {
    store,
    args: [command, IN_STORE, ...rest.slice(1)],
    writes: VILLAGES_FIRST.get(command) === true,
    streams: ONE_AFTER_THE_OTHER.includes(command),
    makes: false,
    account,
  }
}

function givenTo(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex(each => each === name || each.startsWith(`${name}=`))
  return args[at] === name ? args[at + 1] : args[at]?.slice(name.length + 1)
}
