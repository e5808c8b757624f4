import { BUYING_ROLES, type BuyingRole } from '../model/role.js'
import type { Village } from '../model/village.js'
import type { Snapshot } from '../village/snapshot.js'
import { seen, type View } from './view.js'

/** A person of an account on a day. What is unknown is absent. */
export interface Person {
  readonly account: string
  readonly asOf: string
  readonly stakeholder: string
  readonly name?: string
  readonly title?: string
  readonly unit?: string
  readonly unitName?: string
  /** Those that they play in any open decision, users' roles first. */
  readonly roles: readonly BuyingRole[]
  /** When their sentiment was last read, about any decision. */
  readonly lastReadingAt?: string
}

/** The people who are there, in the order of the snapshot, without placeholders. */
export function personsIn(village: Village, view: View): Person[] {
  const s = seen(village, view)
  const open = s.decisions.filter(({ outcome }) => outcome === undefined)
  const views = [s, ...open.map(({ id }) => seen(village, { ...view, options: { ...view.options, decision: id } }))]
  const units = new Map(s.units.map(({ id, name }) => [id, name]))
  const placeholders = new Set(s.placeholders)
  const roles = rolesIn(views)
  const readings = lastReadings(views)
  return s.stakeholders.flatMap(({ id, name, title, unit }): Person[] => {
    if (placeholders.has(id)) return []
    const unitName = unit === undefined ? undefined : units.get(unit)
    const lastReadingAt = readings.get(id)
    return [
      {
        account: s.account.id,
        asOf: s.asOf,
        stakeholder: id,
        ...(name !== undefined && { name }),
        ...(title !== undefined && { title }),
        ...(unit !== undefined && { unit }),
        ...(unitName !== undefined && { unitName }),
        roles: BUYING_ROLES.filter(role => roles.get(id)?.has(role) === true),
        ...(lastReadingAt !== undefined && { lastReadingAt }),
      },
    ]
  })
}

function rolesIn(views: readonly Snapshot[]): ReadonlyMap<string, ReadonlySet<BuyingRole>> {
  const held = new Map<string, Set<BuyingRole>>()
  for (const { stakeholder, role } of views.flatMap(s => s.roles)) held.set(stakeholder, (held.get(stakeholder) ?? new Set()).add(role))
  return held
}

function lastReadings(views: readonly Snapshot[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>()
  for (const s of views) {
    for (const { stakeholder, at } of [...s.observations, ...s.interviews.filter(({ sentiment }) => sentiment !== undefined)]) {
      // Stored instants are ordered as texts.
      if (at > (last.get(stakeholder) ?? '')) last.set(stakeholder, at)
    }
  }
  return last
}
