import { settingsFrom } from '../model/settingsFrom.js'
import type { Village, VillageFacts } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import { optionsOf } from '../support/options.js'
import { momentOf } from '../village/moment.js'
import type { Snapshot } from '../village/snapshot.js'
import { snapshotWith } from '../village/snapshotWith.js'
import { ownCopy, recordAs } from '../village/village.js'
import { type AccountStanding, standingIn } from './standingIn.js'
import { STANDING_OPTIONS, type StandingOptions } from './standingOf.js'

/** A village that facts keep coming in for, and how it is looked at. */
export interface LiveVillage {
  /** The village with everything recorded so far; another object after each new fact. */
  readonly village: Village
  /**
   * Takes facts in, as `record` does; where one is refused, none is taken in.
   *
   * @returns the village with them, the same as before where nothing is new
   */
  readonly record: (facts: VillageFacts) => Village
  /** The snapshot of the village as it now is, at the moment given at first, or at another. */
  readonly snapshot: (asOf?: TimeInput) => Snapshot
  /** Where the account stands by that snapshot, as `standingOf` says it. */
  readonly standing: (asOf?: TimeInput) => AccountStanding
}

/**
 * A handle on a village that facts keep coming in for, for services that hold accounts and answer after each event.
 *
 * It gives what `record`, `snapshot` and `standingOf` give, to the bit. Each village goes on from what was found of the one before, so that a
 * reading later than all others costs a fraction of a village read anew; one that comes late is put in its place, and what follows it is
 * computed again. The handle holds the latest village alone.
 *
 * @throws InvalidArgumentError for options that are missing or make no sense; InvalidDateError for a date that is none; the errors of
 * `parseVillage` for a village that this library did not make
 * @example
 * import { createVillage, liveVillage } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
 * const live = liveVillage(village, { asOf: '2026-03-31' })
 * live.standing().verdict //=> 'insufficientSignal'
 * live.record({ observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.9, via: 'interview' }] })
 * live.standing().heard //=> 1
 * live.village.observations.length //=> 1
 */
export function liveVillage(village: Village, options: StandingOptions): LiveVillage {
  const { asOf: first, ...view } = optionsOf('liveVillage', options, STANDING_OPTIONS, ['asOf'])
  const settings = settingsFrom(view.settings)
  let now = ownCopy('liveVillage', village)
  const look = (asOf: TimeInput = first): Snapshot =>
    snapshotWith('liveVillage', now, momentOf('liveVillage', 'asOf', asOf), view, settings)
  look()
  return Object.freeze({
    get village() {
      return now
    },
    record(facts: VillageFacts): Village {
      now = recordAs('record', now, facts)
      return now
    },
    snapshot: (asOf?: TimeInput) => look(asOf),
    standing: (asOf?: TimeInput) => standingIn(look(asOf)),
  })
}
