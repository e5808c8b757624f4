import { voteOn } from '../decision/vote.js'
import { compareText } from '../support/order.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'

/**
 * The snapshot with a decision in view by which moves are judged: the one that was named, or of the open ones the next to fall, those of
 * which nobody knows when last; of one day the dearer, then the first by id. The snapshot as it is where none is open.
 */
export function nextToFall(s: Snapshot): Snapshot {
  if (s.decision !== undefined) return s
  const views = openDecisions(s).map(decision => inViewOf(s, decision))
  const day = (view: Snapshot): number => voteOn(view).day ?? Number.MAX_VALUE
  const value = ({ decision }: Snapshot): number => decision?.value?.amount ?? 0
  const idOf = ({ decision }: Snapshot): string => decision?.id ?? ''
  const [next = s] = views.sort((a, b) => day(a) - day(b) || value(b) - value(a) || compareText(idOf(a), idOf(b)))
  return next
}
