import { LimitExceededError } from '../errors.js'
import { LARGEST } from '../math/given.js'
import { type GroupDifference, type GroupReading, groupDifferences, MOST_GROUPS } from '../math/groupDifferences.js'
import type { Reading } from '../sentiment/reading.js'
import { days, readings } from '../sentiment/readings.js'
import { deepFreeze } from '../support/freeze.js'
import { type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { placesOf, TOUCHPOINT_DAYS, type TouchpointOptions } from './touchpoints.js'

/** By what readings are compared: the team or place that they are about, the team, the location or the id of who reported them, or their source. */
export type TouchpointGrouping = 'touchpoint' | 'team' | 'location' | 'teammate' | 'via'

export interface ConsistencyOptions extends TouchpointOptions {
  /** What makes a group of readings, and so what is compared; there is no default. */
  readonly groupBy: TouchpointGrouping
}

/** Whether the same people say different things to us in different places. */
export interface TouchpointConsistency {
  /** By how much what is said in each group exceeds what the same people say elsewhere, drawn to 0; the lowest first. */
  readonly groups: readonly GroupDifference[]
  /** The probability that groups seem to differ at least as much when they do not, 0..1; absent when nobody was met in two groups. */
  readonly pValue?: number
  /** The standard deviation of what groups add, on the scale of sentiment; absent like `pValue`. */
  readonly sd?: number
  /** How many differences between groups the readings tell. */
  readonly df: number
  /** Of how many people there are readings in the groups. */
  readonly people: number
  /** `unknown` when nobody was met in two groups. */
  readonly state: 'consistent' | 'inconsistent' | 'unknown'
}

/**
 * Whether the same people say different things in different places of ours, to several of us, or by another way of asking.
 *
 * A reading is what the person thinks, plus what its group adds, plus an error, `r^2 + S^2 (1 - 4^(-t/h))`: that of its source and reporter,
 * and what may have changed in the `t` days since, with the prior standard deviation `S` and the half-life `h` of sentiments. Readings whose
 * group is not known are left out. It is inconsistent when differences so large have a probability below 0.05 and the widest is at least half
 * of `settings.risk.divergence`. By `via` or `teammate` it also tells what impressions of ours hide.
 *
 * @throws InvalidArgumentError for options that make no sense; LimitExceededError for more than 1,000 groups
 * @see `groupDifferences` of `account-village/math`
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { touchpointConsistency } from 'account-village/moves'
 * const heard = (stakeholder: string, touchpoint: string, sentiment: number) =>
 *   ({ stakeholder, at: '2026-03-02', sentiment, via: 'interview', touchpoint }) as const
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   observations: [heard('ann', 'Lyon', -0.3), heard('ann', 'Turin', 0.6), heard('bo', 'Lyon', -0.1), heard('bo', 'Turin', 0.5)],
 * })
 * const { state, groups } = touchpointConsistency(snapshot(village, '2026-03-02'), { groupBy: 'touchpoint' })
 * state //=> 'inconsistent'
 * groups.map(({ group }) => group) //=> ['Lyon', 'Turin']
 */
export function touchpointConsistency(snapshot: Snapshot, options: ConsistencyOptions): TouchpointConsistency {
  const where = 'touchpointConsistency'
  checkGiven(where, snapshot)
  const { groupBy, days: span = usualDays(snapshot) } = optionsOf<ConsistencyOptions>(where, options, OPTIONS, ['groupBy'])
  const rows = rowsOf(snapshot, groupBy, span)
  const count = groupsIn(rows)
  if (count > MOST_GROUPS) throw new LimitExceededError(where, 'groups', MOST_GROUPS, count, 'Give fewer names to touchpoints.')
  return deepFreeze(consistencyOf(snapshot, rows))
}

/** The same of the usual days; nothing where there are too many groups. */
export function usualConsistency(s: Snapshot, groupBy: TouchpointGrouping): TouchpointConsistency | undefined {
  const rows = rowsOf(s, groupBy, usualDays(s))
  return groupsIn(rows) > MOST_GROUPS ? undefined : consistencyOf(s, rows)
}

function usualDays({ settings }: Snapshot): number {
  return 2 * settings.risk.days
}

function groupsIn(rows: readonly GroupReading[]): number {
  return new Set(rows.map(({ group }) => group)).size
}

function consistencyOf({ settings }: Snapshot, rows: readonly GroupReading[]): TouchpointConsistency {
  const { df, pValue, tau2, groups } = groupDifferences(rows)
  const people = new Set(rows.map(({ person }) => person)).size
  const sorted = [...groups].sort((a, b) => a.difference - b.difference || compareText(a.group, b.group))
  const result = { groups: sorted, df, people }
  if (pValue === undefined || tau2 === undefined) return { ...result, state: 'unknown' }
  const widest = (sorted.at(-1)?.difference ?? 0) - (sorted[0]?.difference ?? 0)
  const isInconsistent = pValue < 0.05 && widest >= settings.risk.divergence / 2
  return { ...result, pValue, sd: Math.sqrt(tau2), state: isInconsistent ? 'inconsistent' : 'consistent' }
}

const OPTIONS: OptionShape<ConsistencyOptions> = {
  ...TOUCHPOINT_DAYS,
  groupBy: oneOf('touchpoint', 'team', 'location', 'teammate', 'via'),
}

function rowsOf(s: Snapshot, groupBy: TouchpointGrouping, span: number): GroupReading[] {
  const { priorSd, halfLifeDays } = s.settings.sentiment
  const now = days(s.agedTo)
  const groupOf = groupsBy(s, groupBy)
  return readings(s).flatMap((reading): GroupReading[] => {
    const group = groupOf(reading)
    const age = Math.max(0, now - reading.day)
    if (group === undefined || age >= span) return []
    const changed = priorSd ** 2 * (1 - 4 ** (-age / halfLifeDays))
    return [{ person: reading.stakeholder, group, value: reading.value - reading.offset, variance: within(reading.variance + changed) }]
  })
}

/** A variance that the kernel takes: what is trusted ever so little says nothing. */
function within(variance: number): number {
  return Math.min(LARGEST, Math.max(1 / LARGEST, variance))
}

function groupsBy(s: Snapshot, groupBy: TouchpointGrouping): (reading: Reading) => string | undefined {
  if (groupBy === 'via') return ({ via }) => via
  if (groupBy === 'teammate') return ({ by }) => by
  if (groupBy === 'touchpoint') {
    const touched = new Map(s.observations.map(({ id, touchpoint }) => [id, touchpoint]))
    return ({ kind, id }) => (kind === 'observation' ? touched.get(id) : undefined)
  }
  const placeOf = placesOf(s, teammate => teammate[groupBy])
  return ({ by }) => placeOf(by)
}
