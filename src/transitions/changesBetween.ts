import { decidingRule } from '../decision/rule.js'
import { rolesByPerson } from '../influence/authority.js'
import type { BuyingRole } from '../model/role.js'
import { type Stance, stances } from '../sentiment/stance.js'
import { deepFreeze } from '../support/freeze.js'
import { compareText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** What somebody was and what they are. */
export interface Changed<Value> {
  /** The id of the person, who is there both times. */
  readonly stakeholder: string
  /** What it was in the first snapshot. */
  readonly before: Value
  /** What it is in the second snapshot. */
  readonly after: Value
}

/**
 * How the people of an account differ between two snapshots; every list is in order of id. Placeholders are left out: nobody comes or goes
 * with them.
 */
export interface ChangesBetween {
  /** The ids of those who are there in the second snapshot only. */
  readonly joined: readonly string[]
  /** The ids of those who are there in the first snapshot only. */
  readonly left: readonly string[]
  /** All buying roles of those who gained or lost one, in alphabetical order; empty for none. */
  readonly changedRole: readonly Changed<readonly BuyingRole[]>[]
  /** The stances of those with another one than before; `unknown` where they were never heard. */
  readonly changedStance: readonly Changed<Stance>[]
  /** `undefined` stands for the account itself. */
  readonly changedUnit: readonly Changed<string | undefined>[]
  /** The ids of those, there both times, who can stop the decision in view since: by grant, by role or by its rule. */
  readonly gainedVeto: readonly string[]
  /** The ids of those, there both times, who could stop it before and no longer can. */
  readonly lostVeto: readonly string[]
}

/**
 * Who joined, left, changed role, stance or unit, and who gained or lost a veto between two snapshots.
 *
 * @example
 * import { changesBetween, createVillage, recordDeparture, snapshot } from 'account-village'
 * const village = recordDeparture(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['champion'] }] }), 'ann', '2026-03-02')
 * changesBetween(snapshot(village, '2026-03-01'), snapshot(village, '2026-03-02')).left //=> ['ann']
 */
export function changesBetween(before: Snapshot, after: Snapshot): ChangesBetween {
  checkGiven('changesBetween', before, ['snapshot'], 'before')
  checkGiven('changesBetween', after, ['snapshot'], 'after')
  const there = peopleIn(before)
  const here = peopleIn(after)
  const both = [...here.keys()].filter(id => there.has(id))
  const [vetoThere, vetoHere] = [decidingRule(before).vetoes, decidingRule(after).vetoes]
  const [stanceThere, stanceHere] = [stances(before), stances(after)]
  return deepFreeze({
    joined: [...here.keys()].filter(id => !there.has(id)),
    left: [...there.keys()].filter(id => !here.has(id)),
    changedRole: changed(
      both,
      id => rolesOf(before, id),
      id => rolesOf(after, id),
    ),
    changedStance: changed(
      both,
      id => stanceThere.get(id) ?? 'unknown',
      id => stanceHere.get(id) ?? 'unknown',
    ),
    changedUnit: changed(
      both,
      id => there.get(id)?.unit,
      id => here.get(id)?.unit,
    ),
    gainedVeto: both.filter(id => vetoHere.has(id) && !vetoThere.has(id)),
    lostVeto: both.filter(id => vetoThere.has(id) && !vetoHere.has(id)),
  })
}

/** The people of a snapshot, in order of id. */
function peopleIn(s: Snapshot): ReadonlyMap<string, { readonly unit?: string | undefined }> {
  const placeholders = new Set(s.placeholders)
  return new Map(s.stakeholders.flatMap(person => (placeholders.has(person.id) ? [] : [[person.id, person]])))
}

function rolesOf(s: Snapshot, id: string): readonly BuyingRole[] {
  return [...(rolesByPerson(s).get(id)?.keys() ?? [])].sort(compareText)
}

function changed<Value>(ids: readonly string[], before: (id: string) => Value, after: (id: string) => Value): Changed<Value>[] {
  return ids
    .map(id => ({ stakeholder: id, before: before(id), after: after(id) }))
    .filter(each => JSON.stringify([each.before]) !== JSON.stringify([each.after]))
}
