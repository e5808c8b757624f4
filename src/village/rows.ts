import type { Account } from '../model/account.js'
import { accountKind } from '../model/account.js'
import type { FactKind } from '../model/fact.js'
import { FACT_ARRAYS, FACT_KINDS, type FactArray, type FactIn, type Registers } from '../model/village.js'
import { compareText } from '../support/order.js'

/** A fact with the two spans of time that decide whether a snapshot sees it, in milliseconds; each begins inclusive and ends exclusive. */
export interface Row<F> {
  readonly fact: F
  readonly id: string
  /** Where it stood among those it came in with; it says nothing once it is in a village. */
  readonly index: number
  /** True in the world. */
  readonly from: number
  readonly to: number
  /** Believed by us. */
  readonly knownFrom: number
  readonly knownTo: number
}

/** Every fact of a village as a row, each array in canonical order. */
export type Rows = {
  readonly [Name in FactArray]: readonly Row<FactIn<Name>>[]
} & {
  /** What was ever believed of the account, the latest first. */
  readonly accounts: readonly Row<Account>[]
  /** What the village holds beside facts. */
  readonly registers: Registers
}

/** The arrays of `Rows`. */
export type RowArray = FactArray | 'accounts'

/** The names of all arrays. */
export const ROW_ARRAYS: readonly RowArray[] = ['accounts', ...FACT_ARRAYS]

/** What the village needs to know of the facts in an array. */
export function kindOf(name: RowArray): FactKind {
  return name === 'accounts' ? accountKind : FACT_KINDS[name]
}

/**
 * Rows array by array. Whatever makes them must give rows whose facts came through the schema of their kind.
 *
 * @param registers what the village holds beside its facts, which every change carries on
 */
export function rowsBy(make: (name: RowArray) => readonly Row<unknown>[], registers: Registers): Rows {
  const rows: { [Name in RowArray]?: readonly Row<unknown>[] } & Pick<Rows, 'registers'> = { registers }
  for (const name of ROW_ARRAYS) rows[name] = make(name)
  if (!isComplete(rows)) throw new TypeError('an array of rows is missing')
  return rows
}

/** Whether nothing has changed. */
export function areSameRows(rows: Rows, known: Rows): boolean {
  return rows.registers === known.registers && ROW_ARRAYS.every(name => rows[name] === known[name])
}

function isComplete(rows: object): rows is Rows {
  return ROW_ARRAYS.every(name => name in rows)
}

/**
 * The rows in canonical order: what has a date of its own by that date, and everything by id; of one id, what we came to know last stands
 * first.
 *
 * The order depends on content alone, so that the order of arrival cannot change a sum. Rows already in order come back as they are.
 */
export function inOrder<F>(rows: readonly Row<F>[], name: RowArray): readonly Row<F>[] {
  const dated = kindOf(name).begins === 'at'
  const compare = (a: Row<F>, b: Row<F>): number =>
    (dated ? compareNumbers(a.from, b.from) : 0) || compareText(a.id, b.id) || compareVersions(a, b)
  for (let i = 1; i < rows.length; i++) {
    const [before, row] = [rows[i - 1], rows[i]]
    if (before !== undefined && row !== undefined && compare(before, row) > 0) return [...rows].sort(compare)
  }
  return rows
}

/** Versions of one id: what we came to know last first, then what we believed longest, then by content. */
function compareVersions(a: Row<unknown>, b: Row<unknown>): number {
  return (
    compareNumbers(b.knownFrom, a.knownFrom) ||
    compareNumbers(b.knownTo, a.knownTo) ||
    compareText(JSON.stringify(a.fact), JSON.stringify(b.fact))
  )
}

/** Infinities do not subtract. */
export function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
