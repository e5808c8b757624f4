import { count } from '../../render/numbers.js'
import { type KeptErasures, reapplyErasures } from '../../store/reapplyErasures.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { readItems } from '../input.js'
import type { Io } from '../io.js'
import { openStore } from '../store/openStore.js'

const args = {
  store: { type: 'positional', required: true, description: 'the store: sqlite:FILE, postgres://… or a folder' },
  erasures: { type: 'positional', required: true, description: 'what village erase --json printed, one a line; - for standard input' },
} as const

/** A command that erases again whom a backup brought back. */
export const storeReapply: CommandPlan<typeof args> = {
  name: 'reapply',
  description: 'Erase again people a backup brought back, by what village erase --json printed and the tombstones of the store',
  args,
  async run(options, io): Promise<ExitCode> {
    const erasures = erasuresIn(options.erasures, io)
    const store = await openStore(options.store, false)
    try {
      const { accounts, people } = await reapplyErasures(store, { erasures })
      io.note(`${count(people, 'person', 'people')} erased again, in ${count(accounts.length, 'account', 'accounts')}`)
      return 0
    } finally {
      await store.close()
    }
  },
}

function erasuresIn(file: string, io: Io): readonly KeptErasures[] {
  const { items, problems } = readItems(io, file)
  const strange = [...problems, ...items.filter(({ value }) => !isErasures(value))][0]
  if (strange !== undefined) throw new CliFailure(`${file}:${strange.line}: is no erasure. Give what village erase --json printed.`)
  return items.flatMap(({ value }) => (isErasures(value) ? { salt: value.salt, tombstones: value.tombstones, account: value.account } : []))
}

/** Whether it has what an erasure has; what is in it is checked where it is used. */
function isErasures(value: unknown): value is KeptErasures {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'salt') === 'string' &&
    Array.isArray(Reflect.get(value, 'tombstones'))
  )
}
