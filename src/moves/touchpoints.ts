import type { Teammate } from '../model/teammate.js'
import { days } from '../sentiment/readings.js'
import { deepFreeze } from '../support/freeze.js'
import { above0, type OptionShape, optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { knownPeople } from './relationships.js'

export interface TouchpointOptions {
  /** The days up to the snapshot that count, above 0; twice `settings.risk.days` when absent. */
  readonly days?: number | undefined
}

/** What `days` may be, of options that have it. */
export const TOUCHPOINT_DAYS: OptionShape<TouchpointOptions> = { days: above0 }

/** Somebody of theirs who meets several of our places. */
export interface Touchpoint {
  /** The id of the person of theirs; placeholders are left out. */
  readonly stakeholder: string
  /** The places, in order: locations of teammates, their teams where no location is known, else their ids. */
  readonly groups: readonly string[]
  /** In how many interactions they met us. */
  readonly contacts: number
  /** On how many different days. */
  readonly days: number
}

/**
 * Who of theirs meets several of our places, and so can compare them: those who meet most first.
 *
 * Interactions count of which is known who of us took part; changes of process are none.
 *
 * @throws InvalidArgumentError for options that make no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { touchpoints } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   teammates: [{ id: 'kim', location: 'Lyon' }, { id: 'lee', team: 'support' }],
 *   interactions: [
 *     { at: '2026-02-02', kind: 'meeting', participants: ['ann'], ours: ['kim'] },
 *     { at: '2026-02-09', kind: 'call', participants: ['ann'], ours: ['lee'] },
 *   ],
 * })
 * touchpoints(snapshot(village, '2026-03-02')) //=> [{ stakeholder: 'ann', groups: ['Lyon', 'support'], contacts: 2, days: 2 }]
 */
export function touchpoints(snapshot: Snapshot, options?: TouchpointOptions): readonly Touchpoint[] {
  checkGiven('touchpoints', snapshot)
  const { days: span = 2 * snapshot.settings.risk.days } = optionsOf<TouchpointOptions>('touchpoints', options, TOUCHPOINT_DAYS)
  const placeOf = placesOf(snapshot, ({ location, team }) => location ?? team)
  const since = days(snapshot.agedTo) - span
  const met = new Map<string, { readonly groups: Set<string>; contacts: number; readonly days: Set<number> }>()
  for (const { at, kind, participants, ours = [] } of snapshot.interactions) {
    const day = days(at)
    if (kind === 'processChange' || ours.length === 0 || day <= since) continue
    for (const stakeholder of new Set(participants)) {
      const own = met.get(stakeholder) ?? { groups: new Set(), contacts: 0, days: new Set() }
      met.set(stakeholder, own)
      for (const teammate of ours) own.groups.add(placeOf(teammate) ?? teammate)
      own.contacts++
      own.days.add(Math.floor(day))
    }
  }
  const rows = knownPeople(snapshot).flatMap((stakeholder): Touchpoint[] => {
    const own = met.get(stakeholder)
    if (own === undefined || own.groups.size < 2) return []
    return [{ stakeholder, groups: [...own.groups].sort(compareText), contacts: own.contacts, days: own.days.size }]
  })
  return deepFreeze(rows.sort((a, b) => b.groups.length - a.groups.length || compareText(a.stakeholder, b.stakeholder)))
}

/** Something of a teammate by their id, also of those who have left; `undefined` of others. */
export function placesOf(
  { teammates, formerTeammates }: Snapshot,
  of: (teammate: Teammate) => string | undefined,
): (id: string | undefined) => string | undefined {
  const places = new Map([...formerTeammates, ...teammates].map(teammate => [teammate.id, of(teammate)]))
  return id => (id === undefined ? undefined : places.get(id))
}
