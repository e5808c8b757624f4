import { count } from '../../render/numbers.js'
import { copyAccount } from '../../store/copyAccount.js'
import type { CommandPlan } from '../command.js'
import type { ExitCode } from '../failure.js'
import { openStore } from '../store/openStore.js'

const args = {
  from: { type: 'positional', required: true, description: 'the store that is read: sqlite:FILE, postgres://… or a folder' },
  to: { type: 'positional', required: true, description: 'the store to which its accounts are added' },
} as const

/** A command that adds all accounts of a store to another one. */
export const storeCopy: CommandPlan<typeof args> = {
  name: 'copy',
  description: 'Add all accounts of a store to another one; a person erased in either is in neither account there',
  args,
  async run(options, io): Promise<ExitCode> {
    const from = await openStore(options.from, false)
    try {
      const to = await openStore(options.to, true)
      try {
        let copied = 0
        for await (const { account } of from.accounts()) {
          await copyAccount(from, to, account)
          copied++
        }
        io.note(`${count(copied, 'account', 'accounts')} copied`)
        return 0
      } finally {
        await to.close()
      }
    } finally {
      await from.close()
    }
  },
}
