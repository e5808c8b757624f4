import type { Village } from '../model/village.js'
import type { NamedAccount } from './accounts.js'
import type { ScratchRoom } from './disk.js'
import { CliFailure } from './failure.js'
import { keepIn, type VillagesById, villagesById } from './import/villagesById.js'
import type { Io } from './io.js'
import { villagesToKeep } from './villages.js'

/** The villages in a file that is to be replaced, of which only those asked for are held. */
export interface KeptVillages {
  /** Their accounts, in the order of the file. */
  readonly accounts: readonly NamedAccount[]
  get(account: string): Village
  /** Puts a village in place of the one of its account. */
  put(village: Village): void
  /** What the file holds with them: the only one as readable JSON, several one a line. */
  texts(): Iterable<string>
}

/**
 * Lets work be done with the villages in a file, which are kept on the disk where there is one.
 *
 * @param see is shown each village as it is read
 */
export function withVillages<Result>(
  io: Io,
  file: string,
  work: (villages: KeptVillages) => Result,
  see: (village: Village) => void = () => {},
): Result {
  const opened = (room?: ScratchRoom): Result => work(keptVillages(io, file, villagesById(keepIn(room)), see))
  return io.disk === undefined ? opened() : io.disk.withScratch(opened)
}

function keptVillages(io: Io, file: string, store: VillagesById, see: (village: Village) => void): KeptVillages {
  const accounts = new Map<string, NamedAccount>()
  for (const village of villagesToKeep(io, file)) {
    const { id, name } = village.account
    // The store holds one of each.
    if (accounts.has(id)) throw new CliFailure(`${file} is not replaced, because it holds account ${JSON.stringify(id)} twice`)
    accounts.set(id, { id, name })
    store.put(village, false)
    see(village)
  }
  return {
    accounts: [...accounts.values()],
    get(account) {
      const village = store.get(account)
      if (village === undefined) throw new TypeError('accounts are those in the store')
      return village
    },
    put: village => store.put(village, false),
    texts: () => store.texts(),
  }
}
