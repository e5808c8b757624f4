import { powerByStakeholder } from '../influence/power.js'
import { membersOf } from '../influence/powerByClass.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Snapshot } from '../village/snapshot.js'

/** The share of the deciders' power that was heard and is not stale, 0..1; whoever is unknown was not heard. */
export function decidersHeard(s: Snapshot): number {
  const known = sentimentsByStakeholder(s)
  return deciderShare(s, id => known.get(id)?.known === 1)
}

/** The share of the deciders' power that lies with deciders of a kind. */
export function deciderShare(s: Snapshot, isOfKind: (id: string) => boolean): number {
  const shares = powerByStakeholder(s)
  const deciders = membersOf(s, 'decider')
  const sum = (ids: readonly string[]): number => ids.reduce((total, id) => total + (shares.get(id)?.share ?? 0), 0)
  const all = sum(deciders)
  return all > 0 ? sum(deciders.filter(isOfKind)) / all : 0
}
