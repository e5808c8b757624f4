import { quoted } from '../../errors.js'
import { namedIn } from '../../model/named.js'
import { FACT_ARRAYS, FACT_KINDS, type FactArray, type Village } from '../../model/village.js'
import { count, day } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import type { Write } from '../../store/files/updateFile.js'
import { nearest } from '../../support/nearest.js'
import { retract as retracted } from '../../village/revise.js'
import { accountIn } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { aFact, kindIn, nounOf } from '../facts/kinds.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { type KeptVillages, withVillages } from '../keptVillages.js'
import { dateIn } from '../view.js'

const args = {
  villages: { type: 'positional', required: true, description: 'the file of the village or villages, which is replaced' },
  id: { type: 'positional', required: true, description: 'the id of the fact' },
  kind: { type: 'string', description: 'its kind, where facts of several kinds have the id', valueHint: 'kind' },
  account: {
    type: 'string',
    description: 'the account that it is of, where several have one with the id: its id, or its name',
    valueHint: 'id',
  },
  'recorded-at': { type: 'string', description: 'from when on it is believed no more; from now on when absent', valueHint: 'date' },
  output: { type: 'string', alias: 'o', description: 'write the villages here instead; - is standard output', valueHint: 'file' },
} as const

/** A command that takes a fact back: from a moment on it is believed no more. */
export const retract: CommandPlan<typeof args> = {
  name: 'retract',
  description: DESCRIPTIONS.retract,
  args,
  run(options, io): ExitCode {
    const given = options['recorded-at']
    const recordedAt = given === undefined ? io.now() : dateIn(given, 'recorded-at')
    const kind = kindIn(options.kind)
    const output = options.output ?? options.villages
    const holders: Holder[] = []
    const find = (village: Village): void => void holders.push(...holdersIn(village, options.id))
    const work = (villages: KeptVillages, write: Write): ExitCode => {
      const account = options.account === undefined ? undefined : accountIn(villages.accounts, options.account)
      const asked = holders.filter(each => (account ?? each.account) === each.account && (kind ?? each.array) === each.array)
      if (asked.length === 0) throw noFact(options.id, villages, account, kind)
      const holder = theOne(options.id, asked)
      const before = villages.get(holder.account)
      const after = retracted(before, options.id, { recordedAt, kind: holder.array })
      if (after !== before) villages.put(after)
      if (after !== before || output !== options.villages) write(villages.texts())
      io.note(
        plain(told(after, holder.array, options.id, after === before ? 'was taken back before' : `taken back as of ${day(recordedAt)}`)),
      )
      return 0
    }
    return io.update(output, write => withVillages(io, options.villages, villages => work(villages, write), find))
  },
}

/** An array of a village in which facts have the id that is looked for. */
interface Holder {
  readonly account: string
  readonly array: FactArray
  /** Whether one of them has not been taken back. */
  readonly isBelieved: boolean
}

function holdersIn(village: Village, id: string): Holder[] {
  return FACT_ARRAYS.flatMap(array => {
    const own = village[array].filter(fact => fact.id === id)
    const isBelieved = own.some(({ retractedAt }) => retractedAt === undefined)
    return own.length === 0 ? [] : [{ account: village.account.id, array, isBelieved }]
  })
}

/** The one holder that is meant: what was taken back before is not meant where something else has the id. */
function theOne(id: string, holders: readonly Holder[]): Holder {
  const believing = holders.filter(({ isBelieved }) => isBelieved)
  const [first, ...others] = believing.length > 0 ? believing : holders
  if (first === undefined) throw new TypeError('there is a holder')
  const accounts = new Set([first, ...others].map(({ account }) => account))
  if (accounts.size > 1)
    throw new CliFailure(`${accounts.size} accounts have a fact ${quoted(id)}. Say which with --account, ${firstOf(accounts)}.`, 2)
  const kinds = new Set([first, ...others].map(({ array }) => aFact(array)))
  if (kinds.size > 1) throw new CliFailure(`${quoted(id)} is the id of ${[...kinds].join(' and of ')}. Say which with --kind.`, 2)
  return first
}

function firstOf(accounts: ReadonlySet<string>): string {
  const some = [...accounts].slice(0, 3).map(quoted).join(', ')
  return accounts.size > 3 ? `such as ${some}` : `which is one of ${some}`
}

function noFact(id: string, villages: KeptVillages, account: string | undefined, kind: FactArray | undefined): CliFailure {
  const near = nearest(id, idsIn(villages, account === undefined ? villages.accounts.map(each => each.id) : [account], kind))
  const meant = near === undefined ? '' : ` Did you mean ${quoted(near)}?`
  return new CliFailure(`there is no ${kind === undefined ? 'fact' : nounOf(kind)} ${quoted(id)}.${meant}`, 2)
}

function* idsIn(villages: KeptVillages, accounts: readonly string[], kind: FactArray | undefined): Generator<string> {
  for (const account of accounts) {
    const village = villages.get(account)
    for (const array of FACT_ARRAYS) if ((kind ?? array) === array) for (const { id } of village[array]) yield id
  }
}

/** What went, and what still names it. */
function told({ account, ...village }: Village, array: FactArray, id: string, what: string): string {
  const naming = FACT_ARRAYS.flatMap(name => {
    const facts: readonly object[] = village[name].filter(({ retractedAt }) => retractedAt === undefined)
    return facts.filter(fact => namedIn(FACT_KINDS[name], fact, array).includes(id))
  })
  const left = naming.length === 0 ? '' : `; ${count(naming.length, 'fact that names it stays', 'facts that name it stay')}`
  return `${account.id}: ${nounOf(array)} ${quoted(id)} ${what}${left}`
}
