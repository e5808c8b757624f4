import { type AcceptOptions, acceptProposal } from '../../agents/intake/acceptProposal.js'
import type { Proposal } from '../../agents/intake/proposal.js'
import { quoted, VillageError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { untilFresh } from '../../store/untilFresh.js'
import type { Io } from '../io.js'
import { withVillages } from '../keptVillages.js'
import { openStore } from '../store/openStore.js'

/** Why proposals were not recorded, by their ids. */
export type NotRecorded = ReadonlyMap<string, string>

/** The villages in which proposals are recorded. */
interface Villages {
  get(account: string): Village | undefined
  put(village: Village): void
}

/** Records proposals in the file of their villages, which is replaced once. */
export function recordInFile(io: Io, file: string, accepted: readonly Proposal[], options: AcceptOptions): NotRecorded {
  return io.update(file, write =>
    withVillages(io, file, villages => {
      let isChanged = false
      const failed = recordIn(accepted, options, {
        get: account => (villages.accounts.some(({ id }) => id === account) ? villages.get(account) : undefined),
        put(village) {
          villages.put(village)
          isChanged = true
        },
      })
      if (isChanged) write(villages.texts())
      return failed
    }),
  )
}

/** Records proposals in a store, in one change of all their accounts. */
export async function recordInStore(named: string, accepted: readonly Proposal[], options: AcceptOptions): Promise<NotRecorded> {
  const store = await openStore(named, true)
  try {
    return await untilFresh('village review', async () => {
      const revisions = new Map<string, number>()
      const held = new Map<string, Village>()
      for (const account of new Set(accepted.map(each => each.account))) {
        const stored = await store.load(account)
        if (stored === undefined) continue
        revisions.set(account, stored.revision)
        held.set(account, stored.village)
      }
      const changed = new Map<string, Village>()
      const failed = recordIn(accepted, options, {
        get: account => changed.get(account) ?? held.get(account),
        put: village => void changed.set(village.account.id, village),
      })
      await store.replace([...changed].map(([account, village]) => ({ account, village, revision: revisions.get(account) ?? 0 })))
      return failed
    })
  } finally {
    await store.close()
  }
}

/** Records proposals one after another, and tells which of them the village refuses, and why. */
function recordIn(accepted: readonly Proposal[], options: AcceptOptions, villages: Villages): NotRecorded {
  const failed = new Map<string, string>()
  for (const proposal of accepted) {
    const before = villages.get(proposal.account)
    if (before === undefined) {
      failed.set(proposal.id, `account ${quoted(proposal.account)} is not there`)
      continue
    }
    try {
      const after = acceptProposal(before, proposal, options)
      if (after !== before) villages.put(after)
    } catch (error) {
      if (!(error instanceof VillageError)) throw error
      failed.set(proposal.id, error.message)
    }
  }
  return failed
}
