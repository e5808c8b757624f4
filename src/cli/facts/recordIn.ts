import { groupedBy } from '../../support/grouping.js'
import { accountFinder, type FoundAccount } from '../accounts.js'
import type { KeptVillages } from '../keptVillages.js'
import { type FactInput, type Refusal, refusal } from './lines.js'
import { type Judged, type Learning, takeIn } from './takeIn.js'

/** What was recorded in some villages. */
export interface RecordedIn {
  readonly fates: readonly Judged[]
  readonly refusals: readonly Refusal[]
  /** How many villages changed. */
  readonly changed: number
}

/** How facts are to be learned, and the id of the account of those that name none. */
export interface RecordOptions extends Learning {
  readonly account: string | undefined
}

/** Records facts, each in the village that it is for, and tells which did not fit. */
export function recordIn(villages: KeptVillages, { lines }: FactInput, { account, ...learning }: RecordOptions): RecordedIn {
  const { accounts } = villages
  const [only, ...others] = accounts
  const find = accountFinder(accounts)
  const absent = account ?? (others.length === 0 ? only?.id : undefined)
  const fallback: FoundAccount =
    absent === undefined
      ? { failure: `is missing; there are ${accounts.length} in the file. Say which, or give --account.` }
      : { id: absent }
  const found = lines.map(line => ({ line, ...(line.account === undefined ? fallback : find(line.account)) }))
  const refusals = found.flatMap(({ line, failure }) => (failure === undefined ? [] : [refusal(line, `account ${failure}`)]))
  const fitting = found.flatMap(each => (each.failure === undefined ? [each] : []))
  const fates: Judged[] = []
  let changed = 0
  for (const [id, own] of groupedBy(fitting, each => each.id)) {
    const before = villages.get(id)
    const taken = takeIn(
      before,
      own.map(({ line }) => line),
      learning,
    )
    fates.push(...taken.fates)
    refusals.push(...taken.refusals)
    if (taken.village === before) continue
    villages.put(taken.village)
    changed++
  }
  return { fates, refusals, changed }
}
