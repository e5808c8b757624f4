import { namedIn } from '../model/named.js'
import { FACT_ARRAYS, FACT_KINDS, type Village } from '../model/village.js'
import { inOrder, kindOf, ROW_ARRAYS, type Row, type RowArray, type Rows, rowsBy } from './rows.js'
import { upTo } from './upTo.js'
import { rowsOf, villageOf } from './village.js'

/**
 * The village as it stood at a moment, in milliseconds: nothing that was learned or had happened later is in it, and what ceased to be
 * believed later is believed. Of people who became known later and are named already, it has the id alone.
 *
 * Snapshots up to the moment are those of the whole village, bit for bit.
 */
export function knownBy(where: string, village: Village, moment: number): Village {
  const all = rowsOf(where, village)
  const known = rowsBy(name => {
    const rows = rowsKnown(name, all[name], moment)
    // A village has an account, whenever we came to know it.
    return name === 'accounts' && rows.length === 0 ? all.accounts.slice(0, 1) : rows
  }, all.registers)
  if (ROW_ARRAYS.every(name => isSame(known[name], all[name]))) return village
  const names = namesOnly(all, known)
  return villageOf({ ...known, stakeholders: inOrder([...known.stakeholders, ...names], 'stakeholders') })
}

function rowsKnown(name: RowArray, rows: readonly Row<object>[], moment: number): readonly Row<object>[] {
  const kind = kindOf(name)
  return rows.flatMap(row => {
    if (row.knownFrom > moment) return []
    const isRetractedLater = row.knownTo > moment && row.knownTo < Number.POSITIVE_INFINITY
    const fact = upTo(kind, isRetractedLater ? believed(row.fact) : row.fact, moment)
    if (fact === row.fact) return [row]
    return [{ ...row, fact, knownTo: isRetractedLater ? Number.POSITIVE_INFINITY : row.knownTo }]
  })
}

function believed(fact: object): object {
  return Object.fromEntries(Object.entries(fact).filter(([field]) => field !== 'retractedAt'))
}

/** People whom facts name before we knew them. Nobody ever sees these rows. */
function namesOnly(all: Rows, known: Rows): Rows['stakeholders'] {
  const there = new Set(known.stakeholders.map(({ id }) => id))
  const later = new Set(all.stakeholders.flatMap(({ id }) => (there.has(id) ? [] : [id])))
  if (later.size === 0) return []
  const named = new Set(FACT_ARRAYS.flatMap(name => known[name].flatMap(({ fact }) => namedIn(FACT_KINDS[name], fact, 'stakeholders'))))
  const never = { index: 0, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, knownFrom: Number.POSITIVE_INFINITY }
  return [...later].filter(id => named.has(id)).map(id => ({ fact: { id }, id, ...never, knownTo: Number.POSITIVE_INFINITY }))
}

function isSame(known: readonly Row<unknown>[], all: readonly Row<unknown>[]): boolean {
  return known.length === all.length && known.every((row, i) => row === all[i])
}
