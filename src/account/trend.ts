import { errorFor, quoted } from '../errors.js'
import { leavesOf, unknownShares, type Voice, voiceShares, voices } from '../influence/voice.js'
import { changeBetween } from '../sentiment/change.js'
import { sentimentEvents } from '../sentiment/events.js'
import { sentimentState } from '../sentiment/state.js'
import { deepFreeze } from '../support/freeze.js'
import { DAY, isDay, parseInstant, type TimeInput } from '../support/instants.js'
import { at } from '../support/linear.js'
import { normalCdf } from '../support/normal.js'
import { date, idText, type OptionShape, optionsOf } from '../support/options.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** How a sentiment has moved. */
export interface SentimentTrend {
  /** The expected change since then; `undefined` when nobody concerned was ever heard. */
  readonly change: number | undefined
  /** Its standard deviation. */
  readonly sd: number | undefined
  /** The probability that it fell, 0..1. */
  readonly probabilityOfDecline: number | undefined
}

/** What trend is asked for. */
export interface TrendOptions {
  /** From when on, before whatever happens at that moment; a day is its beginning. */
  readonly since: TimeInput
  /** Until when; the snapshot's moment when absent. A day is, as that of a snapshot, its beginning or the latest event of that day. */
  readonly until?: TimeInput | undefined
  /** Whose sentiment; that of the whole account, by today's shares of voice, when absent. */
  readonly stakeholder?: string | undefined
  /** The unit whose sentiment it is, by today's shares of voice within it. */
  readonly unit?: string | undefined
}

const TREND_OPTIONS: OptionShape<TrendOptions> = { since: date, until: date, stakeholder: idText, unit: idText }

/**
 * How the sentiment of a person, a unit or the account has moved over a window, as far as all readings up to the snapshot tell.
 *
 * It is the posterior of the difference, `x(until) - x(since)`, so that later readings also correct what we believe of the earlier dates,
 * those after the window too. A change is not a speed: nothing is extrapolated.
 *
 * @throws InvalidDateError for a date that is none; InvalidArgumentError for one after the snapshot, a window that ends before it begins,
 * a unit without people, or both a stakeholder and a unit; UnknownStakeholderError when nobody in the snapshot has the id
 * @see B. D. O. Anderson and J. B. Moore, "Optimal Filtering" (1979), section 7.2, for fixed-point smoothing
 * @example
 * import { createVillage, sentimentTrend, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }],
 *   observations: [
 *     { stakeholder: 'ann', at: '2026-01-05', sentiment: 0.8, via: 'interview' },
 *     { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.2, via: 'interview' },
 *   ],
 * })
 * const trend = sentimentTrend(snapshot(village, '2026-03-02'), { since: '2026-01-05', stakeholder: 'ann' })
 * trend.change //=> -0.4098
 * trend.probabilityOfDecline //=> 0.9903
 */
export function sentimentTrend(snapshot: Snapshot, options: TrendOptions): SentimentTrend {
  checkGiven('sentimentTrend', snapshot)
  const { since, until, stakeholder, unit } = optionsOf('sentimentTrend', options, TREND_OPTIONS, ['since'])
  if (stakeholder !== undefined && unit !== undefined) {
    throw errorFor('sentimentTrend', [
      { path: 'unit', message: 'is given beside stakeholder. Ask for one of them at a time.', code: 'invalidArgument' },
    ])
  }
  const start = timeOf(snapshot, 'since', since)
  const end = until === undefined ? millisecondsOf(snapshot.agedTo) : endOf(snapshot, until, start)
  const { weights, unknown } = unit === undefined ? partsOf(snapshot, stakeholder) : partsIn(snapshot, unit)
  const { heard } = sentimentState(snapshot)
  if (!snapshot.stakeholders.some(({ id }, i) => at(weights, i) > 0 && heard.has(id))) {
    return deepFreeze({ change: undefined, sd: undefined, probabilityOfDecline: undefined })
  }
  const span = [Math.min(start, end) / DAY, end / DAY] as const
  const { mean: change, variance } = changeBetween(snapshot, weights, ...span)
  const drift = driftOfUnknown(snapshot, ...span)
  const sd = Math.sqrt(unknown.reduce((sum, weight) => sum + weight * weight * drift, variance))
  return deepFreeze({ change, sd, probabilityOfDecline: sd > 0 ? normalCdf(-change / sd) : change < 0 ? 1 : 0 })
}

/** A date within what the snapshot knows, in milliseconds. */
function timeOf(s: Snapshot, path: 'since' | 'until', input: TimeInput): number {
  const time = millisecondsOf(input)
  // Within the snapshot's own day nothing has moved yet; beyond it nothing is known.
  if (time >= overAfter(s.asOf)) {
    throw errorFor('sentimentTrend', [{ path, message: `is after the snapshot of ${s.asOf}`, code: 'invalidArgument' }])
  }
  return time
}

/** When a window ends: with a day's beginning or its latest event. */
function endOf(s: Snapshot, until: TimeInput, start: number): number {
  const time = timeOf(s, 'until', until)
  const after = overAfter(until)
  if (start >= after) throw errorFor('sentimentTrend', [{ path: 'until', message: 'is before since', code: 'invalidArgument' }])
  if (!isDay(until)) return Math.min(time, millisecondsOf(s.agedTo))
  const moments = sentimentEvents(s).map(event => millisecondsOf(event.at))
  return moments.reduce((latest, moment) => (moment < after ? Math.max(latest, moment) : latest), time)
}

/** The first millisecond that no longer belongs to a date. */
function overAfter(date: TimeInput): number {
  return millisecondsOf(date) + (isDay(date) ? DAY : 1)
}

function millisecondsOf(date: TimeInput): number {
  return parseInstant(date) ?? 0
}

/** The variance of how far somebody of whom nothing is ever heard has drifted, and was shaken by what concerned everybody. */
function driftOfUnknown(s: Snapshot, since: number, until: number): number {
  const { priorSd, halfLifeDays } = s.settings.sentiment
  const kept = sentimentEvents(s).reduce(
    (share, event) =>
      event.kind === 'upheaval' && event.concerned === undefined && event.day > since && event.day <= until
        ? share * (1 - event.strength)
        : share,
    2 ** ((since - until) / halfLifeDays),
  )
  return 2 * priorSd * priorSd * (1 - kept)
}

/** Who makes up a sentiment: the weight of each stakeholder, and those of units in which nobody is known. */
interface Parts {
  readonly weights: Float64Array
  readonly unknown: readonly number[]
}

/** Everybody's share of a unit's voice. */
function partsIn(s: Snapshot, unit: string): Parts {
  const found = unitIn(voices(s), unit)
  if (found === undefined) {
    const message = `there is no unit ${quoted(unit)} with people in the snapshot of ${s.asOf}`
    throw errorFor('sentimentTrend', [{ path: 'unit', message, code: 'invalidArgument' }])
  }
  const weights = new Float64Array(s.stakeholders.length)
  const leaves = leavesOf(found)
  const shareOf = ({ share }: Voice): number => (found.share > 0 ? share / found.share : 1 / leaves.length)
  for (const leaf of leaves) if (leaf.index !== undefined) weights[leaf.index] = shareOf(leaf)
  return { weights, unknown: leaves.filter(({ index }) => index === undefined).map(shareOf) }
}

function unitIn(voice: Voice, unit: string): Voice | undefined {
  if (voice.kind === 'unit' && voice.id === unit) return voice
  for (const child of voice.children) {
    const found = unitIn(child, unit)
    if (found !== undefined) return found
  }
  return undefined
}

function partsOf(s: Snapshot, stakeholder: string | undefined): Parts {
  if (stakeholder === undefined) return { weights: voiceShares(s), unknown: unknownShares(s) }
  const i = s.stakeholders.findIndex(({ id }) => id === stakeholder)
  if (i < 0) {
    const message = `there is no stakeholder ${quoted(stakeholder)} in the snapshot of ${s.asOf}`
    throw errorFor('sentimentTrend', [{ path: 'stakeholder', message, code: 'unknownStakeholder' }])
  }
  const weights = new Float64Array(s.stakeholders.length)
  weights[i] = 1
  return { weights, unknown: [] }
}
