import { authority } from '../influence/authority.js'
import { powerShares } from '../influence/power.js'
import { CLASS_ORDER, ROLE_CLASSES, type RoleClass } from '../model/role.js'
import { at } from '../support/linear.js'
import { sortedByText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { accountView } from './view.js'

/** How well a group of people is known. */
export interface CoverageRow {
  /** People whose name we know; placeholders are not among them. */
  readonly known: number
  /** Of them, those who were ever heard. */
  readonly heard: number
  /** Of those heard, those of whom so long ago that little of it is left. */
  readonly stale: number
  /** Their share of power, placeholders included, 0..1. */
  readonly share: number
  /** The share of that power that lies with people who were heard, 0..1. */
  readonly shareHeard: number
  /** The share of what could be known of them that is known, weighted by power, 0..1. */
  readonly coverage: number
}

/** How well the people of a unit are known. */
export interface UnitCoverage extends CoverageRow {
  /** Their unit; empty for people in none. */
  readonly unit: string
}

/** How well an account is known. */
export interface Coverage {
  /** Over all people of the account, those in no unit included. */
  readonly total: CoverageRow
  /** One row for each class of roles that a person or a placeholder holds; absent for the others. */
  readonly byClass: { readonly [Class in RoleClass]?: CoverageRow }
  /** By the unit in which people directly are, in order of id. */
  readonly byUnit: readonly UnitCoverage[]
  /** The classes of roles that the decision needs and nobody is known to hold. */
  readonly missingClasses: readonly RoleClass[]
}

/**
 * Whom we know and have heard, by class and unit, and how much of the power that is.
 *
 * @example
 * import { coverage, createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.9, via: 'interview' }],
 * })
 * const { total, missingClasses } = coverage(snapshot(village, '2026-03-02'))
 * total //=> { known: 1, heard: 1, stale: 0, share: 1, shareHeard: 0.1429, coverage: 0.1311 }
 * missingClasses //=> ['decider']
 */
export function coverage(snapshot: Snapshot): Coverage {
  return measured('coverage', snapshot, measureCoverage)
}

function measureCoverage(s: Snapshot): Coverage {
  const { classes } = authority(s)
  const everybody = s.stakeholders.map((_, i) => i)
  const present = CLASS_ORDER.filter(each => classes.includes(each))
  return {
    total: rowOf(s, everybody),
    byClass: Object.fromEntries(
      present.map(each => [
        each,
        rowOf(
          s,
          everybody.filter(i => classes[i] === each),
        ),
      ]),
    ),
    byUnit: sortedByText(membersByUnit(s), ([unit]) => unit).map(([unit, members]) => ({ unit, ...rowOf(s, members) })),
    missingClasses: missingClasses(s),
  }
}

function rowOf(s: Snapshot, members: readonly number[]): CoverageRow {
  const { reliabilities, isHeard } = accountView(s)
  const shares = powerShares(s)
  const placeholders = new Set(s.placeholders)
  const isKnown = s.stakeholders.map(({ id }) => !placeholders.has(id))
  const known = members.filter(i => isKnown[i])
  const heard = known.filter(i => isHeard[i])
  const sum = (of: readonly number[], value: (i: number) => number): number => of.reduce((total, i) => total + value(i), 0)
  const share = sum(members, i => at(shares, i))
  return {
    known: known.length,
    heard: heard.length,
    stale: heard.filter(i => at(reliabilities, i) < s.settings.account.staleReliability).length,
    share,
    shareHeard: share > 0 ? sum(heard, i => at(shares, i)) / share : 0,
    coverage: share > 0 ? sum(members, i => at(shares, i) * at(reliabilities, i)) / share : 0,
  }
}

function membersByUnit(s: Snapshot): ReadonlyMap<string, number[]> {
  const units = new Map<string | undefined, string>(s.units.map(({ id }) => [id, id]))
  const members = new Map<string, number[]>()
  s.stakeholders.forEach(({ unit }, i) => {
    const place = units.get(unit) ?? ''
    const before = members.get(place)
    if (before === undefined) members.set(place, [i])
    else before.push(i)
  })
  return members
}

function missingClasses(s: Snapshot): RoleClass[] {
  const placeholders = new Set(s.placeholders)
  return s.roles.flatMap(({ stakeholder, role }) => (placeholders.has(stakeholder) ? [ROLE_CLASSES[role]] : []))
}
