import { errorFor, LimitExceededError } from '../errors.js'
import type { Village } from '../model/village.js'
import { type CalendarStep, stepFrom } from '../support/calendar.js'
import { badDate, DAY, formatInstant, isDay, isHeld, parseInstant, type TimeInput } from '../support/instants.js'
import { date, type OptionShape, step } from '../support/options.js'
import { pastSnapshot } from '../village/pastSnapshot.js'
import type { Row } from '../village/rows.js'
import { SNAPSHOT_OPTIONS, type Snapshot, type SnapshotOptions } from '../village/snapshot.js'
import { snapshotAs } from '../village/takeSnapshot.js'
import { TIMELINE_LIMIT } from '../village/timeline.js'
import { ownCopy, rowsOf } from '../village/village.js'

/** How a village is shown over time. */
export interface FilmOptions extends SnapshotOptions {
  /** The last moment shown, a day with the whole of it; when absent, the last at which anything is known to change. */
  readonly to?: TimeInput | undefined
  /** How often sentiments are looked at while nobody is heard; a month when absent. */
  readonly step?: CalendarStep | undefined
}

/** What each option of a film may be. */
export const FILM_OPTIONS: OptionShape<FilmOptions> = { ...SNAPSHOT_OPTIONS, to: date, step }

/** A village at a moment at which something changes. */
export interface Moment {
  /** In milliseconds; before everything at the first one. */
  readonly at: number
  readonly snapshot: Snapshot
  /** Whether everybody's sentiment is looked at, and not only that of people just heard. */
  readonly isStep: boolean
}

/** Every moment at which something changes, after one before all of them, and those at which sentiments are looked at anyway. */
export function momentsOf(given: Village, { to, step: apart = { months: 1 }, decision, ...view }: FilmOptions): Moment[] {
  const village = ownCopy('toGexf', given)
  const end = to === undefined ? Number.POSITIVE_INFINITY : endOf(to)
  const changes = changesIn(village, view.knownOn !== undefined).filter(at => at <= end)
  const options = { ...view, ...(decision !== undefined && { decision }) }
  const first = changes[0] ?? parseInstant(to)
  // Where nothing is dated any moment shows the same.
  const last = Math.max(parseInstant(to) ?? 0, changes.at(-1) ?? 0)
  // A decision of which nobody ever heard is refused; before it was known there is just none of that name.
  const whole = snapshotAs('toGexf', village, formatInstant(last), options)
  if (first === undefined) return [{ at: Number.NEGATIVE_INFINITY, snapshot: whole, isStep: true }]
  const steps = stepsFrom(first, Math.max(parseInstant(to) ?? last, first), apart)
  const moments = [...new Set([...changes, ...steps])].sort((a, b) => a - b)
  if (moments.length > TIMELINE_LIMIT) {
    throw new LimitExceededError('toGexf', 'moments', TIMELINE_LIMIT, moments.length, 'Take a longer step, an earlier end, or a snapshot.')
  }
  const before = isHeld(first - 1) ? [first - 1] : []
  return [...before, ...moments].map(at => {
    const seen = pastSnapshot(village, formatInstant(at), options)
    return { at: at < first ? Number.NEGATIVE_INFINITY : at, snapshot: seen, isStep: at < first || steps.has(at) }
  })
}

/** When sentiments are looked at anyway: step by step, and at the end. No more than a film may have. */
function stepsFrom(first: number, last: number, step: CalendarStep): ReadonlySet<number> {
  const steps = new Set([last])
  for (let i = 0, at = first; at <= last && i <= TIMELINE_LIMIT; i++, at = stepFrom(first, step, i)) steps.add(at)
  return steps
}

/** When anything begins, ends, or comes to be known or disbelieved, in order. */
function changesIn(village: Village, isKnowledgeFixed: boolean): number[] {
  const rows = rowsOf('toGexf', village)
  const changes = new Set<number>()
  const add = (row: Row<unknown>): void => {
    for (const at of isKnowledgeFixed ? [row.from, row.to] : [row.from, row.to, row.knownFrom, row.knownTo]) changes.add(at)
  }
  for (const name of ['stakeholders', 'ties', 'roles', 'vetoes', 'units', 'decisions', 'observations', 'interviews'] as const)
    rows[name].forEach(add)
  for (const { fact } of rows.decisions) changes.add(parseInstant(fact.outcome?.at) ?? Number.POSITIVE_INFINITY)
  return [...changes].filter(Number.isFinite).sort((a, b) => a - b)
}

/** The last instant of a moment. */
function endOf(to: TimeInput): number {
  const instant = parseInstant(to)
  if (instant === undefined) throw errorFor('toGexf', [{ path: 'to', message: badDate(to), code: 'invalidDate' }])
  return isDay(to) ? instant + DAY - 1 : instant
}
