import type { Recorded } from '../model/fact.js'
import type { Tie } from '../model/tie.js'
import type { Snapshot } from './snapshot.js'

/** A tie with the weight that it counts as. */
export type WeighedTie = Recorded<Tie> & { readonly weight: number }

/**
 * Every tie of a snapshot with a weight. One without counts as the mean of the weights given to ties of its kind to the same listener, each
 * tie once, whatever its confidence; as 1 where none is given, and in a conflict, which has no listener.
 */
export function weighedTies({ ties }: Pick<Snapshot, 'ties'>): readonly WeighedTie[] {
  const given = new Map<Tie['kind'], Map<string, number[]>>()
  for (const tie of ties) {
    if (tie.weight === undefined || tie.kind === 'conflict') continue
    const ofKind = given.get(tie.kind) ?? new Map<string, number[]>()
    const weights = ofKind.get(listenerOf(tie)) ?? []
    weights.push(tie.weight)
    given.set(tie.kind, ofKind.set(listenerOf(tie), weights))
  }
  return ties.map(tie => ({ ...tie, weight: tie.weight ?? meanOf(given.get(tie.kind)?.get(listenerOf(tie)) ?? [1]) }))
}

/** Who is moved by a tie: of a reporting line the one who reports. */
export function listenerOf({ kind, from, to }: Pick<Tie, 'kind' | 'from' | 'to'>): string {
  return kind === 'reportsTo' ? from : to
}

/** The mean of numbers above 0. As parts of the largest, none are too large to add. */
function meanOf(weights: readonly number[]): number {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  return largest * (weights.reduce((sum, weight) => sum + weight / largest, 0) / weights.length)
}
