import { randomBytes } from 'node:crypto'
import type { Village } from '../../model/village.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { type ErasureCounts, type ErasureReceipt, eraseStakeholder } from '../../village/eraseStakeholder.js'
import { accountIn } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { countsText } from '../facts/kinds.js'
import type { ExitCode } from '../failure.js'
import { withVillages } from '../keptVillages.js'
import { personFinder } from '../personFinder.js'

const args = {
  villages: { type: 'positional', required: true, description: 'the file of the village or villages, which is replaced' },
  person: { type: 'positional', required: true, description: 'the person: an id, a mail address, or an id in another system' },
  account: { type: 'string', description: 'the only account that is looked at: its id, or its name; all when absent', valueHint: 'id' },
  'keep-texts': { type: 'boolean', description: 'leave their name in what others said; it becomes [erased] when absent' },
  json: {
    type: 'boolean',
    description: 'print what was erased as NDJSON, a line for each account, with the tombstones to keep for a restore',
  },
  output: { type: 'string', alias: 'o', description: 'write the villages here instead; - is standard output', valueHint: 'file' },
} as const

/** A command that erases a person from every account that knows them. */
export const erase: CommandPlan<typeof args> = {
  name: 'erase',
  description: DESCRIPTIONS.erase,
  args,
  run(options, io): ExitCode {
    const output = options.output ?? options.villages
    const finder = personFinder(options.person)
    // The one salt of a run, where a village has none of its own yet.
    const drawn = randomBytes(16).toString('hex')
    const at = io.now()
    const texts = options['keep-texts'] === true ? 'keep' : 'erase'
    const see = (village: Village): void => finder.see(village)
    return io.update(output, write =>
      withVillages(
        io,
        options.villages,
        villages => {
          const account = options.account === undefined ? undefined : accountIn(villages.accounts, options.account)
          const people = finder.found(account)
          const erase = (village: Village, stakeholder: string): boolean => {
            const salt = village.erasures?.[0]?.salt ?? drawn
            const { village: erased, receipt } = eraseStakeholder(village, stakeholder, { at, salt, texts })
            if (erased === village) return false
            villages.put(erased)
            if (options.json === true) io.out(`${JSON.stringify({ account: village.account.id, ...receipt, salt })}\n`)
            io.note(plain(`${village.account.id}: ${told(receipt)}`))
            return true
          }
          let erased = 0
          for (const { account: here, stakeholder } of people) if (erase(villages.get(here), stakeholder)) erased++
          // Records of imports may name them where they are nobody.
          const ids = new Set(people.map(({ stakeholder }) => stakeholder))
          for (const { id: here } of account === undefined ? villages.accounts : []) {
            const village = villages.get(here)
            for (const id of ids) if (isOnlyNamed(village, id) && erase(villages.get(here), id)) erased++
          }
          if (erased === 0) io.note('nothing was changed: their data was erased before')
          if (erased > 0 || output !== options.villages) write(villages.texts())
          return 0
        },
        see,
      ),
    )
  },
}

function isOnlyNamed({ stakeholders, imports = [] }: Village, id: string): boolean {
  return !stakeholders.some(person => person.id === id) && JSON.stringify(imports).includes(JSON.stringify(id))
}

/** What is gone, what goes on without them, and where their name was. */
function told({ removed, changed, texts, imports }: ErasureReceipt): string {
  const sum = (counts: ErasureCounts): number => Object.values(counts).reduce((total, each) => total + each, 0)
  const gone = [countsText(removed), ...(imports > 0 ? [count(imports, 'imported record', 'imported records')] : [])].filter(
    each => each !== '',
  )
  return [
    `erased ${gone.join(', ')}`,
    ...(sum(changed) > 0 ? [`${countsText(changed)} ${sum(changed) === 1 ? 'goes' : 'go'} on without them`] : []),
    ...(sum(texts) > 0 ? [`their name is gone from ${count(sum(texts), 'text', 'texts')} of others`] : []),
  ].join('; ')
}
