import type { FactArray } from '../../model/village.js'
import { plain } from '../../render/plain.js'
import { applyRetention, RETENTION_ARRAYS } from '../../village/applyRetention.js'
import { accountIn } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { arrayOf, countsText, noKind } from '../facts/kinds.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { withVillages } from '../keptVillages.js'
import { dateIn } from '../view.js'

const args = {
  villages: { type: 'positional', required: true, description: 'the file of the village or villages, which is replaced' },
  'older-than': {
    type: 'string',
    required: true,
    description: 'remove what was over before this day, and who left before it',
    valueHint: 'date',
  },
  kinds: { type: 'string', description: 'only facts of these kinds, between commas, such as reading,comment', valueHint: 'kinds' },
  account: { type: 'string', description: 'the only account that is looked at: its id, or its name; all when absent', valueHint: 'id' },
  output: { type: 'string', alias: 'o', description: 'write the villages here instead; - is standard output', valueHint: 'file' },
} as const

/** A command that removes what is too old to be kept. */
export const retain: CommandPlan<typeof args> = {
  name: 'retain',
  description: DESCRIPTIONS.retain,
  args,
  run(options, io): ExitCode {
    const olderThan = dateIn(options['older-than'], 'older-than')
    const kinds = options.kinds === undefined ? undefined : kindsIn(options.kinds)
    const output = options.output ?? options.villages
    return io.update(output, write =>
      withVillages(io, options.villages, villages => {
        const asked =
          options.account === undefined ? villages.accounts.map(({ id }) => id) : [accountIn(villages.accounts, options.account)]
        let isChanged = false
        for (const account of asked) {
          const before = villages.get(account)
          const { village, receipt } = applyRetention(before, { olderThan, ...(kinds !== undefined && { kinds }) })
          if (village === before) continue
          isChanged = true
          villages.put(village)
          io.note(plain(`${account}: removed ${countsText(receipt.removed) || 'nothing'}`))
        }
        if (!isChanged) io.note(`nothing was over before ${olderThan}`)
        if (isChanged || output !== options.villages) write(villages.texts())
        return 0
      }),
    )
  },
}

function kindsIn(given: string): FactArray[] {
  return given.split(',').map(word => {
    const array = arrayOf(word.trim())
    if (array === undefined) throw new CliFailure(`--kinds ${noKind(word.trim())}`, 2)
    if (!RETENTION_ARRAYS.includes(array)) throw new CliFailure(`--kinds: ${array} have no end, so that they are never too old`, 2)
    return array
  })
}
