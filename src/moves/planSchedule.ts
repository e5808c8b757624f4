import { type Vote, voteOn } from '../decision/vote.js'
import { type Activity, criticalPath, type ScheduledActivity } from '../math/criticalPath.js'
import { isLiveMove, type Move, type MoveState, startedAt, stateOfMove } from '../model/move.js'
import { businessDaysAfter, businessDaysBefore, businessDaysBetween } from '../support/calendar.js'
import { circlesAmong } from '../support/circles.js'
import { DAY, formatInstant, type Instant, LATEST, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** When a move may be done that is neither done nor dropped. Days are written `YYYY-MM-DD`. */
export interface ScheduledMove {
  /** The id of the move. */
  readonly move: string
  /** `started` once anybody is at it, `planned` before. */
  readonly state: Extract<MoveState, 'planned' | 'started'>
  /** The first day on which it can begin, or go on where it was started. */
  readonly earliestStart: string
  /** The first day on which it can be done. */
  readonly earliestFinish: string
  /** The last day on which it must begin; absent where nothing bounds it. */
  readonly latestStart?: string
  /** The last day on which it must be done; absent where nothing bounds it. */
  readonly latestFinish?: string
  /** By how many business days it may be late, below 0 when it is bound to be; absent where nothing bounds it. */
  readonly slack?: number
  /** Whether no move has less slack. */
  readonly critical: boolean
  /** Whether it is bound to be late, for itself or for what waits for it. */
  readonly late: boolean
  /** Whether the day on which it is due is past. */
  readonly overdue: boolean
  /** The moves for which it still waits, in order of id. */
  readonly dependsOn: readonly string[]
  /** The moves for which it would wait, had they not been dropped, in order of id; absent where there is none. */
  readonly lost?: readonly string[]
}

/** When all moves may be done. */
export interface PlanSchedule {
  /** Those that are neither done nor dropped, in order of their earliest start, then of slack, then of id. */
  readonly moves: readonly ScheduledMove[]
  /** The day on which all of them can be done; absent without any. */
  readonly finish?: string
  /** The day on which the decision in view falls; absent where nobody knows, and without moves. */
  readonly deadline?: string
  /**
   * The probability that all are in time, 0..1; absent where nothing is due. It looks at the least certain way through the plan alone, as PERT
   * does, so that it is too high.
   */
  readonly probabilityInTime?: number
  /** The moves of least slack, in the order of `moves`. */
  readonly critical: readonly string[]
}

/**
 * When the moves that are neither done nor dropped can be done and when they must be, by the critical path method, in business days.
 *
 * A move takes its `durationDays`, or what `settings.moves.durationDays` says of its kind; one that was started what is left of that, a day at
 * least. It begins today at the earliest, not before its `startAt`, and when all that it waits for is done. It must be done on its `dueAt`, on
 * the day on which the decision in view falls (for one that is overdue, half of the time it usually slips from today), and before what waits
 * for it must begin. Where nothing is due, everything is due when all can be done. What is done or dropped holds nothing back. Saturdays,
 * Sundays and `settings.listening.holidays` are no business days.
 *
 * How long moves take has a standard deviation of `settings.moves.durationSpread` times that.
 *
 * @see criticalPath of account-village/math
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { planSchedule } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   moves: [
 *     { id: 'ask', statement: 'Ask Ann', kind: 'hear', with: ['ann'] },
 *     { id: 'offer', statement: 'Write the offer', durationDays: 3, dependsOn: ['ask'], dueAt: '2026-03-20' },
 *   ],
 * })
 * const { moves, finish, critical } = planSchedule(snapshot(village, '2026-03-02'))
 * moves.map(({ move, earliestStart, latestStart, slack }) => [move, earliestStart, latestStart, slack])
 * //=> [['ask', '2026-03-02', '2026-03-03', 1], ['offer', '2026-03-16', '2026-03-17', 1]]
 * finish //=> '2026-03-19'
 * critical //=> ['ask', 'offer']
 */
export function planSchedule(snapshot: Snapshot): PlanSchedule {
  return measured('planSchedule', snapshot, measurePlanSchedule)
}

function measurePlanSchedule(s: Snapshot): PlanSchedule {
  const live = s.moves.filter(isLiveMove)
  if (live.length === 0) return { moves: [], critical: [] }
  const days = businessDaysOf(s)
  const waitsFor = waitingAmong(live)
  const deadline = deadlineOf(voteOn(s))
  const { end, chance, activities } = criticalPath(
    live.map(move => activityOf(s, days, move, waitsFor.get(move.id))),
    { until: deadline === undefined ? undefined : days.until(deadline), spread: s.settings.moves.durationSpread },
  )
  const scheduled = new Map(activities.map(activity => [activity.id, activity]))
  const dropped = new Set(s.moves.flatMap(move => (stateOfMove(move) === 'dropped' ? [move.id] : [])))
  const rows = live.flatMap((move): { readonly row: ScheduledMove; readonly es: number }[] => {
    const activity = scheduled.get(move.id)
    if (activity === undefined) return []
    const lost = inOrder(move.dependsOn).filter(id => dropped.has(id))
    const row = rowOf(days, move, activity, waitsFor.get(move.id) ?? [])
    return [{ row: { ...row, ...(lost.length > 0 && { lost }) }, es: activity.es }]
  })
  rows.sort((a, b) => a.es - b.es || slackOf(a.row) - slackOf(b.row) || compareText(a.row.move, b.row.move))
  const moves = rows.map(({ row }) => row)
  return {
    moves,
    finish: days.date(end),
    ...(deadline !== undefined && { deadline: dateOf(deadline) }),
    ...(chance !== undefined && { probabilityInTime: chance }),
    critical: moves.flatMap(({ move, critical }) => (critical ? [move] : [])),
  }
}

/** Sums of parts of days may miss a whole day, and what is in time, by their last digits. */
const ROUNDING = 1e-9

function rowOf(
  days: BusinessDays,
  move: Move,
  { es, ef, ls, lf, slack, critical }: ScheduledActivity,
  dependsOn: readonly string[],
): ScheduledMove {
  return {
    move: move.id,
    state: stateOfMove(move) === 'started' ? 'started' : 'planned',
    earliestStart: days.date(es),
    earliestFinish: days.date(ef),
    ...(ls !== undefined && { latestStart: days.date(ls) }),
    ...(lf !== undefined && { latestFinish: days.date(lf) }),
    ...(slack !== undefined && { slack }),
    critical,
    late: slack !== undefined && slack < -ROUNDING,
    overdue: move.dueAt !== undefined && days.isPast(move.dueAt),
    dependsOn,
  }
}

function slackOf({ slack = Number.MAX_VALUE }: ScheduledMove): number {
  return slack
}

function activityOf(s: Snapshot, days: BusinessDays, move: Move, after: readonly string[] = []): Activity {
  const { id, kind = 'other', startAt, dueAt, durationDays = s.settings.moves.durationDays[kind] } = move
  const started = startedAt(move)
  return {
    id,
    after,
    duration: started === undefined ? durationDays : Math.max(Math.min(1, durationDays), durationDays - days.since(started)),
    ...(startAt !== undefined && { start: days.from(startAt) }),
    ...(dueAt !== undefined && { due: days.until(parseInstant(dueAt) ?? LATEST) }),
  }
}

/** The day on which a decision falls, in milliseconds. */
function deadlineOf({ day }: Vote): number | undefined {
  return day === undefined ? undefined : Math.min(day * DAY, LATEST)
}

/** Days as business days after the first on which anything can be done. */
interface BusinessDays {
  /** The day on which so many business days, whole or not, have passed; before the first for what is below 0. */
  readonly date: (count: number) => string
  /** How many there are until the end of a day, in milliseconds; below 0 for one that is past. */
  readonly until: (day: number) => number
  /** How many pass until the first on or after a day; below 0 for one that is past. */
  readonly from: (day: Instant) => number
  /** How many have passed since a day. */
  readonly since: (day: Instant) => number
  /** Whether a day is before the one looked at. */
  readonly isPast: (day: Instant) => boolean
}

function businessDaysOf({ asOf, settings }: Snapshot): BusinessDays {
  const { holidays } = settings.listening
  const today = dateOf(parseInstant(asOf) ?? 0)
  const first = businessDaysAfter(parseInstant(asOf) ?? 0, 0, holidays)
  const until = (day: number): number => businessDaysBetween(first, day, holidays)
  const timeOf = (day: Instant): number => parseInstant(day) ?? first
  return {
    date: count => {
      const whole = Math.floor(count + ROUNDING)
      return dateOf(whole < 0 ? businessDaysBefore(first, -whole, holidays) : businessDaysAfter(first, whole, holidays))
    },
    until,
    from: day => until(businessDaysAfter(timeOf(day), 0, holidays)),
    since: day => Math.max(0, businessDaysBetween(timeOf(day), first, holidays)),
    isPast: day => dateOf(timeOf(day)) < today,
  }
}

function dateOf(instant: number): string {
  return formatInstant(instant).slice(0, 10)
}

function inOrder(ids: readonly string[] = []): string[] {
  return [...new Set(ids)].sort(compareText)
}

/** The live moves for which each waits. */
function waitingAmong(live: readonly Move[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(live.map(({ id }) => id))
  const before = new Map(live.map(({ id, dependsOn }) => [id, inOrder(dependsOn).filter(each => ids.has(each))]))
  return circlesAmong(before).length === 0 ? before : withoutCircles(before)
}

/**
 * No village is believed in whose moves wait for one another in a circle, but between two corrections one may have been: what was corrected
 * later was then still believed beside what was corrected first. Nothing on such a circle holds anything else on it back.
 */
function withoutCircles(before: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const isBehind = (start: string, wanted: string): boolean => {
    const seen = new Set([start])
    for (const id of seen) for (const next of before.get(id) ?? []) seen.add(next)
    return seen.has(wanted)
  }
  return new Map([...before].map(([id, ids]) => [id, ids.filter(each => !isBehind(each, id))]))
}
