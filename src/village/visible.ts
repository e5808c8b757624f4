import type { Row } from './rows.js'

/** Rows that are looked at again and again. */
export interface Series<F> {
  readonly rows: readonly Row<F>[]
  /** Whether they are in order of time, each known when it became true and ever after, so that what is seen of them is where they begin. */
  readonly isPlain: boolean
}

/** Rows, with what makes it quick to look at them. */
export function seriesOf<F>(rows: readonly Row<F>[]): Series<F> {
  const endless = Number.POSITIVE_INFINITY
  const isOrdered = rows.every(
    ({ from, to, knownFrom, knownTo }, i) =>
      from === knownFrom && to === endless && knownTo === endless && from >= (rows[i - 1]?.from ?? from),
  )
  return { rows, isPlain: isOrdered && new Set(rows.map(({ id }) => id)).size === rows.length }
}

/** The facts that were true and believed, each id once. The facts of a village are frozen, and so is the list. */
export function visible<F>({ rows, isPlain }: Series<F>, asOf: number, knownOn: number): readonly F[] {
  if (isPlain) return Object.freeze(rows.slice(0, countUpTo(rows, Math.min(asOf, knownOn))).map(({ fact }) => fact))
  const facts: F[] = []
  let last: string | undefined
  for (const row of rows) {
    if (row.from > asOf || row.to <= asOf || row.knownFrom > knownOn || row.knownTo <= knownOn || row.id === last) continue
    last = row.id
    facts.push(row.fact)
  }
  return Object.freeze(facts)
}

/** How many rows in order of time begin up to a moment. */
export function countUpTo(rows: readonly Row<unknown>[], moment: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.from ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return low
}
