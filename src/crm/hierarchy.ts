import { VILLAGE_LIMITS } from '../model/village.js'
import { groupedBy } from '../support/grouping.js'
import { compareText } from '../support/order.js'
import { endsOf } from './chains.js'
import type { Draft, DraftAccount } from './draft.js'
import { type Ledger, report } from './ledger.js'
import { nestedWithin } from './nesting.js'

/** The accounts of an import, and in whose village each of them stands. */
export interface Hierarchy {
  /** Every account, in the order of ids. */
  readonly accounts: ReadonlyMap<string, DraftAccount>
  /** The account that each belongs to, which need not be in the import. There are no circles. */
  readonly parents: ReadonlyMap<string, string>
  /** The account in whose village each stands: itself, or the topmost account above it. */
  readonly villages: ReadonlyMap<string, string>
  /** The accounts that are units, by the village in which they are. */
  readonly subsidiaries: ReadonlyMap<string, readonly DraftAccount[]>
  /** The account under which each of these stands as a unit. */
  readonly unitParents: ReadonlyMap<string, string>
}

/** How the accounts of a draft belong together. */
export function hierarchyOf(draft: Draft, subsidiaries: 'accounts' | 'units', ledger: Ledger): Hierarchy {
  const kept = draft.accounts.filter(({ id }) => !draft.withheld.has(id))
  const accounts = new Map(kept.sort((a, b) => compareText(a.id, b.id)).map(account => [account.id, account]))
  const given = parentsOf(draft, accounts, ledger)
  const tops = endsOf(new Map([...given].filter(([, parent]) => accounts.has(parent))))
  const parents = new Map([...given].filter(([id]) => tops.get(id) !== id))
  for (const id of given.keys()) {
    const message = 'It belongs to itself through other accounts, so it was taken for the topmost of them.'
    if (tops.get(id) === id) report(ledger, originOf(accounts, id), 'cycle', message)
  }
  const isUnit = (id: string): boolean => subsidiaries === 'units' && (tops.get(id) ?? id) !== id
  const villages = new Map([...accounts.keys()].map(id => [id, isUnit(id) ? (tops.get(id) ?? id) : id]))
  return { accounts, parents, villages, ...unitsAmong(accounts, parents, villages, ledger) }
}

/** How accounts stand as units; the last level is left to their departments. */
function unitsAmong(
  accounts: ReadonlyMap<string, DraftAccount>,
  parents: ReadonlyMap<string, string>,
  villages: ReadonlyMap<string, string>,
  ledger: Ledger,
): Pick<Hierarchy, 'subsidiaries' | 'unitParents'> {
  const units = [...accounts.values()].filter(({ id }) => villages.get(id) !== id)
  const subsidiaries = groupedBy(units, ({ id }) => villages.get(id) ?? id)
  const nesting = nestedWithin(new Map(units.map(({ id }) => [id, parents.get(id) ?? id])), VILLAGE_LIMITS.unitDepth)
  for (const id of nesting.moved) {
    const message = `It is more than ${VILLAGE_LIMITS.unitDepth} levels below the topmost account, so it was lifted to the last of them.`
    report(ledger, originOf(accounts, id), 'limitExceeded', message)
  }
  return { subsidiaries, unitParents: nesting.parents }
}

function parentsOf(draft: Draft, accounts: ReadonlyMap<string, DraftAccount>, ledger: Ledger): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  for (const { id, parent, from } of accounts.values()) {
    if (parent === id) report(ledger, from, 'selfReference', 'It is its own parent, so it was taken to have none.')
    else if (parent !== undefined && !draft.gone.has(parent) && !draft.withheld.has(parent)) parents.set(id, parent)
  }
  return parents
}

function originOf(accounts: ReadonlyMap<string, DraftAccount>, id: string) {
  return accounts.get(id)?.from ?? { object: 'Account', id }
}
