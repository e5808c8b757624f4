import type { TieKind } from '../model/tie.js'
import type { Snapshot } from '../village/snapshot.js'
import { listenerOf, weighedTies } from '../village/weighedTies.js'

/** A tie as its listener hears it. */
interface HeardTie {
  readonly speaker: number
  readonly weight: number
  readonly confidence: number
}

/** The ties of each kind to one listener. */
export type HeardTies = ReadonlyMap<TieKind, readonly HeardTie[]>

/**
 * The ties to each listener, by place in the snapshot: an `influence` or an `informs` makes `to` listen to `from`, a `reportsTo` makes `from`
 * listen to `to`.
 */
export function heardTies(s: Snapshot): ReadonlyMap<number, HeardTies> {
  const index = new Map(s.stakeholders.map(({ id }, i) => [id, i]))
  // A snapshot has ties only among the people who are there.
  const placeOf = (id: string): number => index.get(id) ?? Number.NaN
  const heard = new Map<number, Map<TieKind, HeardTie[]>>()
  for (const tie of weighedTies(s)) {
    const { from, to, kind, weight, confidence = 1 } = tie
    const listener = placeOf(listenerOf(tie))
    const speaker = placeOf(kind === 'reportsTo' ? to : from)
    const own = heard.get(listener) ?? new Map<TieKind, HeardTie[]>()
    const alike = own.get(kind) ?? []
    alike.push({ speaker, weight, confidence })
    heard.set(listener, own.set(kind, alike))
  }
  return heard
}

/**
 * How a listener divides what they hear by ties of one kind among the speakers; the parts sum to 1. Empty where no tie is trusted at all.
 *
 * Several ties of one speaker are one tie, with the largest weight times confidence.
 */
export function speakersOf(ties: readonly HeardTie[]): ReadonlyMap<number, number> {
  const trusted = ties.filter(({ confidence }) => confidence > 0)
  // As parts of the largest, no weights are too large to add.
  const largest = trusted.reduce((most, { weight }) => Math.max(most, weight), 0)
  const parts = new Map<number, number>()
  for (const { speaker, weight, confidence } of trusted) {
    parts.set(speaker, Math.max((weight / largest) * confidence, parts.get(speaker) ?? 0))
  }
  const sum = [...parts.values()].reduce((total, part) => total + part, 0)
  return new Map([...parts].map(([speaker, part]) => [speaker, part / sum]))
}
