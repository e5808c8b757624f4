import { accountSentiment } from '../account/accountSentiment.js'
import type { SentimentNode } from '../account/tree.js'
import type { Money } from '../model/account.js'
import type { Barrier } from '../model/barrier.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Arrival, arrivals } from './arrivals.js'
import { placeOf, places, type UnitPlace } from './places.js'
import { heldBack, preventedBy, useIn, uses, useWithout } from './use.js'

/** How far our offering has come in a unit. */
export interface UnitFlow {
  /** The id of the unit. */
  readonly unit: string
  /** People in it and its parts whom we know by name. */
  readonly people: number
  /** How much of what was bought is used, 0..1; absent when that is not known. */
  readonly use?: number
  /** When that was measured last. */
  readonly measuredAt?: Instant
  /** When somebody in it was first known to use it; absent when nobody was. */
  readonly firstUsedAt?: Instant
  /**
   * The unit from which it probably came, or through which it could come: of those that used it before, the one with the strongest ties to
   * this one. Absent where no ties are known.
   */
  readonly from?: string
  /** The expected sentiment of its people, -1..1; absent when none of them was heard. */
  readonly sentiment?: number
  /** The ids of the barriers that hold it back, the one that prevents most first. */
  readonly barriers: readonly string[]
  /** Whether it likes us well and does not use what was bought, as far as both are known of itself and not of its parts alone. */
  readonly likedUnused: boolean
}

/** What a barrier prevents, and what lifting it would be worth. */
export interface BarrierWorth {
  /** The id of the barrier; only those in force are listed. */
  readonly barrier: string
  /** What sort of barrier it is, as recorded; it bears on none of the numbers. */
  readonly kind: Barrier['kind']
  /** The units that it holds back, wholly or in part. */
  readonly units: readonly string[]
  /** Those of them that like us well and do not use what was bought. */
  readonly likedUnused: readonly string[]
  /** How many people it holds back. */
  readonly people: number
  /** By how much the use of the whole account would rise if it were lifted, 0..1; absent when that is not known. */
  readonly gain?: number
  /** What they pay us in a year for that use; absent without `account.annualRevenue`. */
  readonly yearly?: Money
}

/** How our offering works its way through an account. */
export interface OfferingFlow {
  /** How much of what was bought is used in the whole account, 0..1; absent when that is not known. */
  readonly use?: number
  /** Every unit: those that use it in the order in which it came to them, then the others. */
  readonly units: readonly UnitFlow[]
  /** Every barrier, the one that is worth most to lift first. */
  readonly barriers: readonly BarrierWorth[]
}

/**
 * How our offering works its way through an account, from unit to unit; which units like us well and do not use it, what holds them back,
 * and what lifting that would be worth.
 *
 * What is used is taken for what the barriers leave of what would be used without them, so that lifting one that blocks `b` of the use
 * divides it by `1 - b`. Where nothing is used, the median of the units that nothing holds back tells what would be. `whatIf(s, { liftBarrier
 * })` gives the same. Use says nothing of sentiment, and sentiment nothing of use: a policy can block use although everybody likes us.
 *
 * From when on a unit likes us well, or does not use, stands in `settings.listening`.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { offeringFlow } from 'account-village/listening'
 * const village = createVillage({
 *   account: { id: 'acme', name: 'Acme', annualRevenue: { amount: 100_000, currency: 'EUR' } },
 *   units: [{ id: 'lab', name: 'Lab', kind: 'department' }, { id: 'works', name: 'Works', kind: 'site' }],
 *   stakeholders: [{ id: 'ann', unit: 'lab', roles: ['user'] }, { id: 'bo', unit: 'works', roles: ['user'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.8, via: 'interview' }],
 *   usage: [{ at: '2026-01-15', unit: 'lab', level: 0.9 }, { at: '2026-03-01', unit: 'works', level: 0.1 }],
 *   barriers: [{ id: 'fee', kind: 'policy', statement: 'an internal charge for each call', unit: 'works', blocks: 0.8 }],
 * })
 * const { use, units, barriers } = offeringFlow(snapshot(village, '2026-03-02'))
 * use //=> 0.5
 * units.map(({ unit, from, likedUnused }) => [unit, from ?? '', likedUnused]) //=> [['lab', '', false], ['works', 'lab', true]]
 * barriers.map(({ barrier, gain, yearly }) => [barrier, gain, yearly?.amount]) //=> [['fee', 0.3333, 33333.33]]
 */
export function offeringFlow(snapshot: Snapshot): OfferingFlow {
  return measured('offeringFlow', snapshot, measureOfferingFlow)
}

function measureOfferingFlow(s: Snapshot): OfferingFlow {
  const arrived = arrivals(s)
  const liked = unitSentiments(accountSentiment(s).tree)
  const units = [...places(s).units.values()].map(place => unitFlow(s, place, arrived, liked))
  const stuck = new Set(units.filter(({ likedUnused }) => likedUnused).map(({ unit }) => unit))
  const barriers = s.barriers.map(barrier => worthOf(s, barrier, stuck))
  const { account } = uses(s)
  return {
    ...(account !== undefined && { use: account.level }),
    units: units.sort((a, b) => compareText(a.firstUsedAt ?? '~', b.firstUsedAt ?? '~') || compareText(a.unit, b.unit)),
    barriers: barriers.sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1) || b.people - a.people || compareText(a.barrier, b.barrier)),
  }
}

function unitFlow(s: Snapshot, place: UnitPlace, arrived: ReadonlyMap<string, Arrival>, liked: ReadonlyMap<string, number>): UnitFlow {
  const { unit, people } = place
  const use = useIn(s, place)
  const sentiment = liked.get(unit)
  const { firstUsedAt, from } = arrived.get(unit) ?? {}
  const held = [...heldBack(s, place, use).by].sort(([a, most], [b, less]) => less - most || compareText(a, b))
  const likesUs = sentiment !== undefined && sentiment >= s.settings.listening.likedFrom
  return {
    unit,
    people: people.size,
    ...(use !== undefined && { use: use.level, measuredAt: use.at }),
    ...(firstUsedAt !== undefined && { firstUsedAt }),
    ...(from !== undefined && { from }),
    ...(sentiment !== undefined && { sentiment }),
    barriers: held.map(([id]) => id),
    likedUnused: likesUs && use?.own === true && use.level <= s.settings.listening.unusedUpTo,
  }
}

function worthOf(s: Snapshot, barrier: Barrier, stuck: ReadonlySet<string>): BarrierWorth {
  const { id, kind } = barrier
  const { account, units } = places(s)
  const held = [...units.values()].filter(place => preventedBy(s, place, barrier) > 0).map(({ unit }) => unit)
  const before = useIn(s, account)
  const after = useWithout(s, account, before, id)
  const gain = after === undefined ? undefined : after - (before?.level ?? Number.NaN)
  const { annualRevenue } = s.account
  return {
    barrier: id,
    kind,
    units: held,
    likedUnused: held.filter(unit => stuck.has(unit)),
    people: [...account.people].filter(person => preventedBy(s, placeOf(person), barrier) > 0).length,
    ...(gain !== undefined && { gain }),
    ...(gain !== undefined && annualRevenue !== undefined && { yearly: { ...annualRevenue, amount: annualRevenue.amount * gain } }),
  }
}

/** The expected sentiment of each unit of which somebody was heard. */
function unitSentiments(node: SentimentNode): ReadonlyMap<string, number> {
  const own = node.kind === 'unit' && node.value !== undefined ? [[node.id, node.value] as const] : []
  return new Map([...own, ...node.children.flatMap(child => [...unitSentiments(child)])])
}
