import type { Recorded } from '../model/fact.js'
import type { Observation } from '../model/observation.js'
import { momentOf } from '../village/moment.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, visibleBehind } from '../village/work.js'

/** Every observation that a snapshot sees, about whatever decision, and those that are only supposed; in no order. */
export function everyObservation(s: Snapshot): readonly Recorded<Observation>[] {
  return remembered(s, computeEveryObservation)
}

function computeEveryObservation(s: Snapshot): readonly Recorded<Observation>[] {
  const [asOf, knownOn] = [momentOf('snapshot', 'asOf', s.asOf).last, momentOf('snapshot', 'knownOn', s.knownOn).last]
  return [...new Set([...visibleBehind(s).observations(asOf, knownOn), ...s.observations])]
}
