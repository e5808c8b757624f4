import { medianOf } from '../math/waiting.js'
import type { Barrier } from '../model/barrier.js'
import type { Usage } from '../model/usage.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { unitChain } from '../village/unitChain.js'
import { remembered } from '../village/work.js'
import { headOf, type Place, places } from './places.js'

/** How much of what was bought is used somewhere. */
export interface Use {
  /** The share of what was bought, 0..1. */
  readonly level: number
  /** When that was measured last. */
  readonly at: Instant
  /** Whether it was measured right there, or of people right there, and not of its parts alone. */
  readonly own: boolean
}

/** How much is used in the account and in each unit, as far as it is known. */
export interface Uses {
  readonly account: Use | undefined
  readonly units: ReadonlyMap<string, Use>
}

/**
 * The use of the account and of each unit: as it was measured there last; where it never was, the mean of its parts and people of which it
 * is known, each part weighing as many as it has people, and each unit in which nobody is known as one.
 */
export function uses(s: Snapshot): Uses {
  return remembered(s, computeUses)
}

function computeUses(s: Snapshot): Uses {
  const { account, units } = places(s)
  const measured = latest(s.usage)
  const known = new Map<string, Use>()
  const parts = membersByPlace(s)
  const useOf = (unit: string): Use | undefined => {
    const use = measured.units.get(unit) ?? meanOf(weighted(unit))
    if (use !== undefined) known.set(unit, use)
    return use
  }
  /** The parts and the people right below a unit, or below the account where there is none. */
  const weighted = (unit: string | undefined): { readonly use: Use; readonly weight: number }[] => [
    ...(parts.units.get(unit) ?? []).flatMap(part => {
      const use = useOf(part)
      return use === undefined ? [] : [{ use: { ...use, own: false }, weight: units.get(part)?.heads.size ?? 1 }]
    }),
    ...(parts.people.get(unit) ?? []).flatMap(id => {
      const use = measured.people.get(id)
      return use === undefined || !account.people.has(id) ? [] : [{ use, weight: 1 }]
    }),
  ]
  const below = meanOf(weighted(undefined))
  for (const { id } of s.units) if (!known.has(id)) useOf(id)
  return { account: measured.account ?? below, units: known }
}

/** What holds a place back, and how much it would use without. */
export interface Held {
  /** The barriers that do, by id, with the share of use that each prevents there, 0..1. */
  readonly by: ReadonlyMap<string, number>
  /** The share of use that all of them leave, 0..1. */
  readonly left: number
}

/**
 * The barriers that hold a place back. One that names people holds back their part of it, one that names a unit the people of that unit, and
 * one that names neither everybody. One that began after the use was measured does not explain that use.
 */
export function heldBack(s: Snapshot, place: Place, use: Use | undefined): Held {
  const counted = s.barriers.filter(({ since }) => since === undefined || use === undefined || since <= use.at)
  const by = new Map(
    counted.flatMap((barrier): [string, number][] => {
      const share = preventedBy(s, place, barrier)
      return share > 0 ? [[barrier.id, share]] : []
    }),
  )
  return { by, left: [...by.values()].reduce((left, share) => left * (1 - share), 1) }
}

/**
 * How much a place would use if one barrier were lifted. What is used now is what the barriers leave of what would be used without any; where
 * nothing is used, or they leave nothing, the median of the units that nothing holds back tells what that would be. `undefined` when it
 * is not known.
 */
export function useWithout(s: Snapshot, place: Place, use: Use | undefined, barrier: string): number | undefined {
  const { by, left } = heldBack(s, place, use)
  const share = by.get(barrier)
  if (use === undefined || share === undefined) return undefined
  const others = [...by].reduce((product, [id, each]) => (id === barrier ? product : product * (1 - each)), 1)
  if (use.level > 0 && left > 0) return Math.min(1, (use.level * others) / left)
  const free = freeUse(s).median
  return free === undefined ? undefined : Math.max(use.level, free * others)
}

/** What would be used if a barrier were lifted, as measurements that differ from what is used now, dated as those are. */
export function liftedUse(s: Snapshot, barrier: string): Omit<Usage, 'id'>[] {
  const { account, units } = places(s)
  return [account, ...units.values()].flatMap(place => {
    const use = useIn(s, place)
    const level = useWithout(s, place, use, barrier)
    if (use === undefined || level === undefined || level === use.level) return []
    return [{ at: use.at, ...(place.unit !== undefined && { unit: place.unit }), level }]
  })
}

/** The use of a place, as far as it is known. */
export function useIn(s: Snapshot, { unit }: Place): Use | undefined {
  return unit === undefined ? uses(s).account : uses(s).units.get(unit)
}

/** What units use that nothing holds back. */
function freeUse(s: Snapshot): { readonly median?: number } {
  return remembered(s, computeFreeUse)
}

function computeFreeUse(s: Snapshot): { readonly median?: number } {
  const { units } = places(s)
  const levels = [...uses(s).units].flatMap(([unit, use]) => {
    const place = units.get(unit)
    return place !== undefined && use.level > 0 && heldBack(s, place, use).by.size === 0 ? [use.level] : []
  })
  const median = medianOf(levels)
  return median === undefined ? {} : { median }
}

/** The share of a place's use that a barrier prevents, 0..1: what it blocks, of the part of the place's people whom it holds back. */
export function preventedBy(s: Snapshot, place: Place, { stakeholders = [], unit, blocks }: Barrier): number {
  if (stakeholders.length > 0) return blocks * partIn(place, new Set(stakeholders.map(headOf)))
  if (unit === undefined) return blocks
  return blocks * partIn(place, places(s).units.get(unit)?.heads ?? new Set())
}

function partIn({ heads }: Place, held: ReadonlySet<string>): number {
  return heads.size === 0 ? 0 : [...heads].filter(id => held.has(id)).length / heads.size
}

/** What was measured last: facts stand in order of time. */
function latest(usage: readonly Usage[]): {
  readonly account: Use | undefined
  readonly units: ReadonlyMap<string, Use>
  readonly people: ReadonlyMap<string, Use>
} {
  const units = new Map<string, Use>()
  const people = new Map<string, Use>()
  let account: Use | undefined
  for (const { at, unit, stakeholder, level } of usage) {
    if (stakeholder !== undefined) people.set(stakeholder, { level, at, own: true })
    else if (unit !== undefined) units.set(unit, { level, at, own: true })
    else account = { level, at, own: true }
  }
  return { account, units, people }
}

/** The units and the people that stand right below each unit, and below the account. */
function membersByPlace(s: Snapshot): {
  readonly units: ReadonlyMap<string | undefined, readonly string[]>
  readonly people: ReadonlyMap<string | undefined, readonly string[]>
} {
  const units = new Map<string | undefined, string[]>()
  const people = new Map<string | undefined, string[]>()
  const put = (map: Map<string | undefined, string[]>, place: string | undefined, id: string): void =>
    void map.set(place, [...(map.get(place) ?? []), id])
  for (const { id } of s.units) {
    const parent = unitChain(s, id)[1]
    // Revisions that never stood together can make units circle; those stand right below the account.
    put(units, unitChain(s, parent).includes(id) ? undefined : parent, id)
  }
  for (const { id, unit } of s.stakeholders) put(people, unitChain(s, unit)[0], id)
  return { units, people }
}

function meanOf(parts: readonly { readonly use: Use; readonly weight: number }[]): Use | undefined {
  const [first] = parts
  if (first === undefined) return undefined
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  const level = parts.reduce((sum, { use, weight }) => sum + (weight / total) * use.level, 0)
  const dates = parts.map(({ use }) => use.at).sort(compareText)
  return { level: Math.min(1, level), at: dates.at(-1) ?? first.use.at, own: parts.some(({ use }) => use.own) }
}
