import { settingsFrom } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import { optionsOf } from '../support/options.js'
import { momentOf } from './moment.js'
import { SNAPSHOT_OPTIONS, type Snapshot, type SnapshotOptions } from './snapshot.js'
import { snapshotWith } from './snapshotWith.js'

/**
 * The village as it was at a moment and as we knew it then. The only function that takes a date, and the only one that takes beliefs.
 *
 * A day includes the whole of that day. What became true after `asOf` or was recorded after `knownOn` changes nothing.
 *
 * @throws InvalidDateError for a date that is none; UnknownDecisionError for a decision not known by then; InvalidArgumentError for an
 * option or a setting that there is not or that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', joinedAt: '2026-06-01' }],
 * })
 * snapshot(village, '2026-05-31').stakeholders.map(person => person.id) //=> ['ann', '?decider']
 */
export function snapshot(village: Village, asOf: TimeInput, options?: SnapshotOptions): Snapshot {
  return snapshotAs('snapshot', village, asOf, options)
}

/** `snapshot` under the name of the function that the caller called. */
export function snapshotAs(where: string, village: Village, asOf: TimeInput, options?: SnapshotOptions): Snapshot {
  const view = optionsOf(where, options, SNAPSHOT_OPTIONS)
  return snapshotWith(where, village, momentOf(where, 'asOf', asOf), view, settingsFrom(view.settings))
}
