import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { unitChain } from '../village/unitChain.js'
import { weighedTies } from '../village/weighedTies.js'

/** When our offering came to a unit, and from where it probably did or could. */
export interface Arrival {
  readonly firstUsedAt: Instant | undefined
  readonly from: string | undefined
}

/** How our offering came to each unit: when it was first known to be used right there, and along which ties it may have come. */
export function arrivals(s: Snapshot): ReadonlyMap<string, Arrival> {
  const first = firstUses(s)
  const ties = tiesBetween(s)
  return new Map(
    s.units.map(({ id }): [string, Arrival] => {
      const firstUsedAt = first.get(id)
      const before = [...(ties.get(id) ?? new Map<string, number>())].flatMap(([unit, strength]) => {
        const at = first.get(unit)
        return at !== undefined && (firstUsedAt === undefined || at < firstUsedAt) ? [{ unit, strength, at }] : []
      })
      const [source] = before.sort((a, b) => b.strength - a.strength || compareText(a.at, b.at) || compareText(a.unit, b.unit))
      return [id, { firstUsedAt, from: source?.unit }]
    }),
  )
}

/** When each unit, or somebody right in it, was first known to use anything. Usage stands in order of time. */
function firstUses(s: Snapshot): ReadonlyMap<string, Instant> {
  const homes = new Map<string | undefined, string | undefined>(
    [...s.former, ...s.stakeholders].map(({ id, unit }) => [id, unitChain(s, unit)[0]]),
  )
  const first = new Map<string, Instant>()
  for (const { at, unit, stakeholder, level } of s.usage) {
    const place = unit ?? homes.get(stakeholder)
    if (place !== undefined && level > 0 && !first.has(place)) first.set(place, at)
  }
  return first
}

/** How strong the ties are between the people of one unit and those of each unit, conflicts aside. */
function tiesBetween(s: Snapshot): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const homes = new Map(s.stakeholders.map(({ id, unit }) => [id, unitChain(s, unit)[0]]))
  const strength = new Map<string, Map<string, number>>()
  const add = (from: string, to: string, weight: number): void => {
    const own = strength.get(from) ?? new Map<string, number>()
    strength.set(from, own.set(to, (own.get(to) ?? 0) + weight))
  }
  for (const { from, to, kind, weight } of weighedTies(s)) {
    const [one, other] = [homes.get(from), homes.get(to)]
    if (kind === 'conflict' || one === undefined || other === undefined) continue
    add(one, other, weight)
    add(other, one, weight)
  }
  return strength
}
