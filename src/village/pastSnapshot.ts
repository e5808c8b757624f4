import type { Village } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import type { Snapshot, SnapshotOptions } from './snapshot.js'
import { snapshot } from './takeSnapshot.js'

/** A snapshot to look back with: it has the decision in view only if that was known by then, and otherwise none of that name. */
export function pastSnapshot(village: Village, asOf: TimeInput, { decision, ...view }: SnapshotOptions): Snapshot {
  const s = snapshot(village, asOf, view)
  return decision === undefined || !s.decisions.some(({ id }) => id === decision) ? s : snapshot(village, asOf, { ...view, decision })
}
