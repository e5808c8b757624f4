import type { MoveState } from '../model/move.js'
import type { ScheduledMove } from '../moves/planSchedule.js'
import type { AccountReport } from '../report/accountReport.js'
import type { MoveReport } from '../report/planReport.js'
import { DAY, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { type Names, nameOf } from './names.js'
import { count, day, finite, wholeDay } from './numbers.js'
import { oneLine, plain } from './plain.js'

/** A move as pictures and tables show it. All texts are safe to print and on one line. */
export interface PlanStep {
  readonly id: string
  readonly statement: string
  readonly state: MoveState
  /** Who sees to it; empty where nobody does. */
  readonly owner: string
  /** The days on which it begins and is done, as far as they are known: those that can be, or those that were. */
  readonly start?: string
  readonly finish?: string
  /** The last day on which it may be done. */
  readonly latest?: string
  /** Whether it takes no time. */
  readonly isMilestone: boolean
  readonly isCritical: boolean
  readonly isLate: boolean
  /** How late it may be, or is bound to be, in words; empty where nothing bounds it. */
  readonly slack: string
  /** The moves shown that must be done before it. */
  readonly after: readonly PlanLink[]
}

/** That a move waits for another. */
export interface PlanLink {
  readonly id: string
  /** Whether the other holds it up: both are critical, and it begins when the other is done. */
  readonly isCritical: boolean
}

/** The steps of a plan, and how many moves are not among them. */
export interface PlanSteps {
  /** Those to be done in the order of the schedule, then those that are done or dropped, in order of id. */
  readonly steps: readonly PlanStep[]
  /** How many are not shown of those to be done, and of those that are done or dropped. */
  readonly left: { readonly toBeDone: number; readonly ended: number }
}

/** So many days after it was done a move is still shown that nothing waits for. */
const RECENT_DAYS = 90

/**
 * The moves of a report that belong to its plan: those to be done, those that they waited for, and those done lately.
 *
 * @param most so many at most, of those to be done the critical ones first
 */
export function planStepsOf(report: AccountReport, names: Names, most = Number.POSITIVE_INFINITY): PlanSteps {
  const { moves, schedule } = report.plan
  const known = new Map(moves.map(move => [move.move, move]))
  const live = schedule.moves.filter(({ move }) => known.has(move))
  const kept = new Set([...live].sort((a, b) => Number(b.critical) - Number(a.critical)).slice(0, most))
  const waitedFor = ancestorsOf(live, known)
  const shownIfRoom = moves.filter(move => isEnded(move) && (waitedFor.has(move.move) || isRecent(move, report.asOf)))
  const shown = shownIfRoom.slice(0, Math.max(0, most - kept.size))
  const scheduled = new Map(live.filter(row => kept.has(row)).map(row => [row.move, row]))
  const ids = new Set([...scheduled.keys(), ...shown.map(({ move }) => move)])
  const steps = [...[...scheduled.keys()].flatMap(id => known.get(id) ?? []), ...shown].map(move => stepOf(move, scheduled, ids, names))
  const [toBeDone, ended] = [schedule.moves.length - scheduled.size, moves.filter(isEnded).length - shown.length]
  return { steps, left: { toBeDone, ended } }
}

function isEnded({ state }: MoveReport): boolean {
  return state === 'done' || state === 'dropped'
}

function isRecent({ doneAt }: MoveReport, asOf: string): boolean {
  const [done, now] = [parseInstant(doneAt), parseInstant(asOf)]
  return done !== undefined && now !== undefined && now - done <= RECENT_DAYS * DAY
}

/** All that moves wait for, directly and through others. */
function ancestorsOf(live: readonly ScheduledMove[], known: ReadonlyMap<string, MoveReport>): ReadonlySet<string> {
  const found = new Set(live.map(({ move }) => move))
  for (const id of found) for (const before of known.get(id)?.dependsOn ?? []) found.add(before)
  return found
}

function stepOf(move: MoveReport, scheduled: ReadonlyMap<string, ScheduledMove>, shown: ReadonlySet<string>, names: Names): PlanStep {
  const row = scheduled.get(move.move)
  // Of what is to be done the schedule says what waits for what: it has no circles.
  const after = [...(row?.dependsOn ?? []), ...move.dependsOn.filter(id => !scheduled.has(id))]
    .filter(id => shown.has(id))
    .sort(compareText)
  return {
    id: move.move,
    statement: oneLine(move.statement) || plain(move.move),
    state: move.state,
    owner: ownerOf(move, names),
    ...daysOf(move, row),
    isMilestone: finite(move.durationDays) === 0,
    isCritical: row?.critical === true,
    isLate: row?.late === true,
    slack: row?.slack === undefined ? '' : slackWords(row.slack),
    after: after.map(id => ({ id, isCritical: row !== undefined && holdsUp(scheduled.get(id), row) })),
  }
}

function holdsUp(before: ScheduledMove | undefined, after: ScheduledMove): boolean {
  return before?.critical === true && after.critical && before.earliestFinish === after.earliestStart
}

function daysOf({ startedAt, doneAt }: MoveReport, row: ScheduledMove | undefined): Pick<PlanStep, 'start' | 'finish' | 'latest'> {
  if (row !== undefined) {
    const { earliestStart, earliestFinish, latestFinish } = row
    return {
      start: wholeDay(startedAt === undefined ? earliestStart : day(startedAt)),
      finish: wholeDay(earliestFinish),
      ...(latestFinish !== undefined && { latest: wholeDay(latestFinish) }),
    }
  }
  return doneAt === undefined ? {} : { finish: wholeDay(day(doneAt)) }
}

/** Who sees to a move; of their side where it is not one of us. */
function ownerOf({ by, byName, byThem }: MoveReport, names: Names): string {
  if (by !== undefined) return oneLine(byName ?? by)
  return byThem === undefined ? '' : `${nameOf(names, byThem)} (theirs)`
}

function slackWords(slack: number): string {
  const days = Math.round(Math.abs(finite(slack)) * 10) / 10
  if (days === 0) return 'no slack'
  const counted = days === 1 ? '1 day' : `${days} days`
  return slack < 0 ? `${counted} late` : `${counted} of slack`
}

/** What the state of a move is called. */
export const STATE_WORDS = {
  planned: 'planned',
  started: 'under way',
  done: 'done',
  dropped: 'dropped',
} as const satisfies { readonly [State in MoveState]: string }

/** How many moves are not shown, in words; empty where all are. */
export function leftWords({ toBeDone, ended }: PlanSteps['left']): string {
  const parts = [
    ...(toBeDone > 0 ? [count(toBeDone, 'move to be done', 'moves to be done')] : []),
    ...(ended > 0 ? [count(ended, 'move that is done or dropped', 'moves that are done or dropped')] : []),
  ]
  return parts.length === 0 ? '' : `Not shown: ${parts.join(' and ')}.`
}

/** What a plan is of, and of which day. */
export function planTitle({ account, asOf }: Pick<AccountReport, 'account' | 'asOf'>): string {
  return `${oneLine(account.name)}, the plan as of ${wholeDay(day(asOf))}`
}

/** Where a move stands, whether it is critical, and how late it may be, in words. */
export function statusWords({ state, isCritical, slack }: PlanStep): string {
  return [STATE_WORDS[state], ...(isCritical ? ['critical'] : []), ...(slack === '' ? [] : [slack])].join(' · ')
}

/** The days of a move, in words; empty where none is known. */
export function daysWords({ start, finish, isMilestone }: PlanStep): string {
  if (finish === undefined) return ''
  return start === undefined || isMilestone ? finish : `${start} → ${finish}`
}

/** Who sees to a move; empty where nobody does and nobody has to. */
export function ownerWords({ owner, state }: PlanStep): string {
  return owner === '' && state !== 'done' && state !== 'dropped' ? 'nobody sees to it' : owner
}
