import { VILLAGE_LIMITS } from '../../model/village.js'
import { compareText } from '../../support/order.js'
import { endsOf } from '../chains.js'
import type { Fields } from '../fields.js'
import { groupedBy } from '../grouping.js'
import { type Ledger, report } from '../ledger.js'
import { type SourceRecord, textOf } from '../record.js'
import { nestedWithin } from './nesting.js'
import { liveRecords, referenceOf, type Source } from './records.js'

/** The accounts of the import, and in whose village each of them stands. */
export interface Accounts {
  /** Every account, in the order of ids. */
  readonly records: ReadonlyMap<string, SourceRecord>
  /** The account that each belongs to, which need not be in the import. There are no circles. */
  readonly parents: ReadonlyMap<string, string>
  /** The account in whose village each stands: itself, or the topmost account above it. */
  readonly villages: ReadonlyMap<string, string>
  /** The accounts that are units, by the village in which they are. */
  readonly subsidiaries: ReadonlyMap<string, readonly SourceRecord[]>
  /** The account under which each of these stands as a unit. */
  readonly unitParents: ReadonlyMap<string, string>
}

/** Finds the accounts and how they belong together. */
export function accountsIn(source: Source, withheld: ReadonlySet<string>, subsidiaries: 'accounts' | 'units', ledger: Ledger): Accounts {
  const kept = [...liveRecords(source, 'Account'), ...namedAccounts(source, withheld, ledger)].filter(({ id }) => !withheld.has(id))
  const records = new Map(kept.sort((a, b) => compareText(a.id, b.id)).map(record => [record.id, record]))
  const given = parentsOf(source, records, withheld, ledger)
  const tops = endsOf(new Map([...given].filter(([, parent]) => records.has(parent))))
  const parents = new Map([...given].filter(([id]) => tops.get(id) !== id))
  for (const id of given.keys()) {
    const message = 'It belongs to itself through other accounts, so it was taken for the topmost of them.'
    if (tops.get(id) === id) report(ledger, { object: 'Account', id }, 'cycle', message)
  }
  const isUnit = (id: string): boolean => subsidiaries === 'units' && (tops.get(id) ?? id) !== id
  const villages = new Map([...records.keys()].map(id => [id, isUnit(id) ? (tops.get(id) ?? id) : id]))
  return { records, parents, villages, ...unitsAmong(records, parents, villages, ledger) }
}

/** How accounts stand as units; the last level is left to their departments. */
function unitsAmong(
  records: ReadonlyMap<string, SourceRecord>,
  parents: ReadonlyMap<string, string>,
  villages: ReadonlyMap<string, string>,
  ledger: Ledger,
): Pick<Accounts, 'subsidiaries' | 'unitParents'> {
  const units = [...records.values()].filter(({ id }) => villages.get(id) !== id)
  const subsidiaries = groupedBy(units, ({ id }) => villages.get(id) ?? id)
  const nesting = nestedWithin(new Map(units.map(({ id }) => [id, parents.get(id) ?? id])), VILLAGE_LIMITS.unitDepth)
  for (const id of nesting.moved) {
    const message = `It stands more than ${VILLAGE_LIMITS.unitDepth} levels below the topmost account, so it was lifted to the last of them.`
    report(ledger, { object: 'Account', id }, 'limitExceeded', message)
  }
  return { subsidiaries, unitParents: nesting.parents }
}

/**
 * Accounts that are not in the import themselves, but whose name stands with a record of theirs, as in `SELECT Id, Account.Name FROM
 * Contact`.
 */
function namedAccounts(source: Source, withheld: ReadonlySet<string>, ledger: Ledger): SourceRecord[] {
  const known = new Set((source.all.get('Account') ?? []).map(({ id }) => id))
  const found = new Map<string, string>()
  for (const object of ['Contact', 'AccountContactRelation', 'Opportunity', 'Task', 'Event'] as const) {
    for (const record of liveRecords(source, object)) {
      const name = textOf(record, 'Account.Name')
      const id = name === undefined || withheld.has(record.id) ? undefined : referenceOf(record, 'AccountId', { source, ledger })
      if (id === undefined || name === undefined || known.has(id)) continue
      const before = found.get(id)
      found.set(id, before !== undefined && before < name ? before : name)
    }
  }
  return [...found].map(([id, name]) => {
    const fields: Fields = new Map([['name', name]])
    return { object: 'Account', id, fields }
  })
}

function parentsOf(
  source: Source,
  records: ReadonlyMap<string, SourceRecord>,
  withheld: ReadonlySet<string>,
  ledger: Ledger,
): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  for (const record of records.values()) {
    const parent = referenceOf(record, 'ParentId', { source, ledger })
    if (parent === record.id) report(ledger, record, 'selfReference', 'It is its own parent, so it was taken to have none.')
    else if (parent !== undefined && !source.gone.has(parent) && !withheld.has(parent)) parents.set(record.id, parent)
  }
  return parents
}
