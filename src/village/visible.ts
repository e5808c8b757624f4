import { memoised } from '../support/memo.js'
import type { Row } from './rows.js'

/** The facts that were true and believed, each id once. */
export function visible<F>(rows: readonly Row<F>[], asOf: number, knownOn: number): F[] {
  if (isPlainSeries(rows)) return rows.slice(0, countUpTo(rows, Math.min(asOf, knownOn))).map(({ fact }) => fact)
  const facts: F[] = []
  let last: string | undefined
  for (const row of rows) {
    if (row.from > asOf || row.to <= asOf || row.knownFrom > knownOn || row.knownTo <= knownOn || row.id === last) continue
    last = row.id
    facts.push(row.fact)
  }
  return facts
}

/** Whether rows stand in order of time, each known when it became true and ever after, so that what is seen of them is where they begin. */
export function isPlainSeries(rows: readonly Row<unknown>[]): boolean {
  return plainSeries(rows).yes
}

const plainSeries = memoised((rows: readonly Row<unknown>[]): { readonly yes: boolean } => {
  const endless = Number.POSITIVE_INFINITY
  const plain = rows.every(
    ({ from, to, knownFrom, knownTo }, i) =>
      from === knownFrom && to === endless && knownTo === endless && from >= (rows[i - 1]?.from ?? from),
  )
  return { yes: plain && new Set(rows.map(({ id }) => id)).size === rows.length }
})

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
