import type { Row } from './rows.js'
import { countUpTo, type Series, seriesOf } from './visible.js'

/** What is seen at a moment with the knowledge of a moment, both in milliseconds. */
export type VisibleAt<Seen> = (asOf: number, knownOn: number) => Seen

/**
 * What is seen of some rows: the very same answer as long as nothing in them begins or ends, or becomes known or disbelieved, so that a
 * series of snapshots shares it and all that depends on it.
 *
 * `dates` are the moments within a fact at which more than its being there changes, in milliseconds.
 */
export function visibleAt<F, Seen>(
  rows: readonly Row<F>[],
  look: (series: Series<F>, asOf: number, knownOn: number) => Seen,
  dates?: (fact: F) => readonly number[],
): VisibleAt<Seen> {
  if (rows.length === 0) return alwaysSame(() => look({ rows, isPlain: true }, 0, 0))
  let series: Series<F> | undefined
  let last: { readonly seen: Seen; readonly world: Span; readonly mind: Span } | undefined
  return (asOf, knownOn) => {
    if (last === undefined || !holds(last.world, asOf) || !holds(last.mind, knownOn)) {
      series ??= seriesOf(rows)
      last = { seen: look(series, asOf, knownOn), ...spansAround(series, asOf, knownOn, dates) }
    }
    return last.seen
  }
}

/** What is seen of nothing is the same at every moment. */
function alwaysSame<Seen>(look: () => Seen): VisibleAt<Seen> {
  let last: { readonly seen: Seen } | undefined
  return () => {
    last ??= { seen: look() }
    return last.seen
  }
}

/** From one moment on until before another. */
interface Span {
  from: number
  to: number
}

function holds({ from, to }: Span, moment: number): boolean {
  return from <= moment && moment < to
}

/** As of when, and with whose knowledge, the same is seen as at a moment. */
function spansAround<F>(
  { rows, isPlain }: Series<F>,
  asOf: number,
  knownOn: number,
  dates: ((fact: F) => readonly number[]) | undefined,
): { readonly world: Span; readonly mind: Span } {
  const [world, mind] = [allTime(), allTime()]
  if (dates === undefined && isPlain) {
    const next = countUpTo(rows, Math.min(asOf, knownOn))
    for (const row of rows.slice(Math.max(0, next - 1), next + 1)) {
      narrow(world, row.from, asOf)
      narrow(mind, row.from, knownOn)
    }
    return { world, mind }
  }
  for (const { from, to, knownFrom, knownTo, fact } of rows) {
    narrow(world, from, asOf)
    narrow(world, to, asOf)
    narrow(mind, knownFrom, knownOn)
    narrow(mind, knownTo, knownOn)
    if (dates !== undefined) for (const date of dates(fact)) narrow(world, date, asOf)
  }
  return { world, mind }
}

function allTime(): Span {
  return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
}

/** Ends a span around a moment where something changes. */
function narrow(span: Span, change: number, moment: number): void {
  if (change <= moment) span.from = Math.max(span.from, change)
  else span.to = Math.min(span.to, change)
}
