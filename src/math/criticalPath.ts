import { InvalidArgumentError, type Issue, quoted } from '../errors.js'
import { chainText, circlesAmong } from '../support/circles.js'
import { deepFreeze } from '../support/freeze.js'
import { normalCdf } from '../support/normal.js'
import { type OptionShape, optionsOf, within } from '../support/options.js'
import { checkList, checkObjects, invalid, isModest, LARGEST } from './given.js'

/** Something to be done. */
export interface Activity {
  /** Any text, once among the activities; `after` of others names it. */
  readonly id: string
  /** How long it takes, at least 0, in any unit of time. */
  readonly duration: number
  /** What must be done before it starts, by id; ids that are not among the activities hold nothing back. */
  readonly after?: readonly string[] | undefined
  /** It does not start before; 0 when absent. */
  readonly start?: number | undefined
  /** When it is due; `until` alone holds when absent. */
  readonly due?: number | undefined
}

/** When an activity may be done. All times count from 0. */
export interface ScheduledActivity {
  /** The id of the activity, as it was given. */
  readonly id: string
  /** The earliest start, at least 0. */
  readonly es: number
  /** `es` plus the duration. */
  readonly ef: number
  /** The latest start; absent where nothing bounds it. */
  readonly ls?: number
  /** The latest finish, `ls` plus the duration; absent where nothing bounds it. */
  readonly lf?: number
  /** By how much it may be late, below 0 when it is bound to be; absent where nothing bounds it. */
  readonly slack?: number
  /** Whether no activity has less slack. */
  readonly critical: boolean
}

/** When activities may be done that wait for one another. */
export interface CriticalPath {
  /** When all can be done; 0 without activities. */
  readonly end: number
  /** The probability that all are in time, 0..1, too high since it looks at one way at a time; absent where nothing is due. */
  readonly chance?: number
  /** In the order given. */
  readonly activities: readonly ScheduledActivity[]
}

/** What holds for all activities. */
export interface CriticalPathOptions {
  /** When all are due. */
  readonly until?: number | undefined
  /** The standard deviation of a duration as a share of it, at least 0; 0 when absent. */
  readonly spread?: number | undefined
}

/**
 * The earliest and latest times of activities that wait for one another, by the critical path method.
 *
 * An activity starts when all before it are done, and not before its `start`. It must be done when it is due, when all are due, and when one
 * that waits for it must start. Where nothing is due at all, everything is due at the end, so that the critical path has slack 0.
 *
 * `chance` is that of PERT: the least, over what is due, of the probability that the longest way to it is in time, the durations on the way
 * being independent and normal. Of equally long ways that of the larger variance counts. Other ways can be late too, so that it is too high.
 *
 * @throws InvalidArgumentError for activities that wait for themselves, with the chain of their ids, for ids given twice, and for numbers that
 * make no sense
 * @see J. E. Kelley and M. R. Walker, "Critical-path planning and scheduling" (1959); D. G. Malcolm, J. H. Roseboom, C. E. Clark and W. Fazar,
 * "Application of a technique for research and development program evaluation" (1959)
 * @example
 * import { criticalPath } from 'account-village/math'
 * const { end, activities } = criticalPath([
 *   { id: 'hear', duration: 10 },
 *   { id: 'offer', duration: 5, after: ['hear'] },
 *   { id: 'pilot', duration: 8 },
 * ])
 * end //=> 15
 * activities.map(({ id, slack, critical }) => [id, slack, critical])
 * //=> [['hear', 0, true], ['offer', 0, true], ['pilot', 7, false]]
 */
export function criticalPath(activities: readonly Activity[], options?: CriticalPathOptions): CriticalPath {
  const { until, spread = 0 } = optionsOf<CriticalPathOptions>('criticalPath', options, OPTIONS)
  const byId = checkedActivities(activities)
  const before = new Map(activities.map(({ id, after = [] }) => [id, [...new Set(after)].filter(each => byId.has(each))]))
  const [circle] = circlesAmong(before)
  if (circle !== undefined) throw refusal([invalid('activities', `wait for themselves: ${chainText(circle)}`)])
  const order = inOrder(before).flatMap(id => byId.get(id) ?? [])

  const earliest = forward(order, before, spread)
  const end = activities.reduce((last, { id }) => Math.max(last, earliest.get(id)?.ef ?? 0), 0)
  const isDue = until !== undefined || activities.some(({ due }) => due !== undefined)
  const latest = backward(order, before, isDue ? until : end)
  const scheduled = activities.map(({ id, duration }): Omit<ScheduledActivity, 'critical'> => {
    const { es, ef } = earliest.get(id) ?? UNKNOWN
    const lf = latest.get(id) ?? Number.POSITIVE_INFINITY
    const ls = lf - duration
    return { id, es, ef, ...(lf < Number.POSITIVE_INFINITY && { ls, lf, slack: ls - es }) }
  })
  const least = scheduled.reduce((low, { slack = low }) => Math.min(low, slack), Number.POSITIVE_INFINITY)
  // Sums along one way may differ in their last digits.
  const critical = least + ROUNDING * Math.max(Math.abs(least), end)
  const chances = activities.flatMap(({ id, due = Number.POSITIVE_INFINITY }) => {
    const deadline = Math.min(due, until ?? due)
    const { ef, variance } = earliest.get(id) ?? UNKNOWN
    return deadline < Number.POSITIVE_INFINITY ? [chanceWithin(deadline - ef, Math.sqrt(variance))] : []
  })
  return deepFreeze({
    end,
    ...(chances.length > 0 && { chance: chances.reduce((low, chance) => Math.min(low, chance), 1) }),
    activities: scheduled.map(each => ({ ...each, critical: each.slack !== undefined && each.slack <= critical })),
  })
}

const ROUNDING = 1e-12

const OPTIONS: OptionShape<CriticalPathOptions> = { until: within(-LARGEST, LARGEST), spread: within(0, LARGEST) }

interface Earliest {
  readonly es: number
  readonly ef: number
  /** The variance of the longest way to its end. */
  readonly variance: number
}

const UNKNOWN: Earliest = { es: Number.NaN, ef: Number.NaN, variance: Number.NaN }

function forward(order: readonly Activity[], before: Before, spread: number): ReadonlyMap<string, Earliest> {
  const earliest = new Map<string, Earliest>()
  for (const { id, duration, start = 0 } of order) {
    const ways = (before.get(id) ?? []).flatMap(each => earliest.get(each) ?? [])
    const es = ways.reduce((latest, { ef }) => Math.max(latest, ef), Math.max(0, start))
    const behind = ways.reduce((most, { ef, variance }) => (ef === es ? Math.max(most, variance) : most), 0)
    earliest.set(id, { es, ef: es + duration, variance: behind + (spread * duration) ** 2 })
  }
  return earliest
}

function backward(order: readonly Activity[], before: Before, until = Number.POSITIVE_INFINITY): ReadonlyMap<string, number> {
  const latest = new Map<string, number>()
  for (const { id, duration, due = until } of [...order].reverse()) {
    const lf = Math.min(due, until, latest.get(id) ?? until)
    latest.set(id, lf)
    for (const each of before.get(id) ?? []) latest.set(each, Math.min(latest.get(each) ?? Number.POSITIVE_INFINITY, lf - duration))
  }
  return latest
}

function chanceWithin(time: number, sd: number): number {
  if (sd === 0) return time >= 0 ? 1 : 0
  return normalCdf(time / sd)
}

/** What each activity waits for. */
type Before = ReadonlyMap<string, readonly string[]>

/** The ids, each after all that it waits for; nothing may wait for itself. */
function inOrder(before: Before): string[] {
  const waiting = new Map([...before].map(([id, ids]) => [id, ids.length]))
  const next = new Map<string, string[]>()
  for (const [id, ids] of before) for (const each of ids) next.set(each, [...(next.get(each) ?? []), id])
  const order = [...before.keys()].filter(id => waiting.get(id) === 0)
  for (let i = 0; i < order.length; i++) {
    for (const id of next.get(order[i] ?? '') ?? []) {
      const left = (waiting.get(id) ?? 0) - 1
      waiting.set(id, left)
      if (left === 0) order.push(id)
    }
  }
  return order
}

/** The activities by id. */
function checkedActivities(activities: readonly Activity[]): ReadonlyMap<string, Activity> {
  checkObjects('criticalPath', 'activities', activities)
  const byId = new Map<string, Activity>()
  const issues = activities.flatMap((activity, i): Issue[] => {
    const { id, duration, after, start, due } = activity
    const path = `activities[${i}]`
    if (after !== undefined) checkList('criticalPath', `${path}.after`, after)
    const isTwice = byId.has(id)
    byId.set(id, activity)
    return [
      ...(typeof id === 'string' ? [] : [invalid(`${path}.id`, 'is not a text')]),
      ...(isTwice ? [invalid(`${path}.id`, `${quoted(id)} is there already`)] : []),
      ...(isModest(duration) && duration >= 0 ? [] : [invalid(`${path}.duration`, NOT_NEGATIVE)]),
      ...(start === undefined || isModest(start) ? [] : [invalid(`${path}.start`, NO_NUMBER)]),
      ...(due === undefined || isModest(due) ? [] : [invalid(`${path}.due`, NO_NUMBER)]),
    ]
  })
  if (issues.length > 0) throw refusal(issues)
  return byId
}

const NO_NUMBER = `is not within -${LARGEST}..${LARGEST}`
const NOT_NEGATIVE = `is not within 0..${LARGEST}`

function refusal(issues: readonly Issue[]): InvalidArgumentError {
  return new InvalidArgumentError('criticalPath', issues)
}
