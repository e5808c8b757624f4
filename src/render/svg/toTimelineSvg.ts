import { errorFor, InvalidArgumentError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { type AccountMoment, HISTORY_OPTIONS, type HistoryOptions, historyAs } from '../../report/accountHistory.js'
import { type CalendarStep, stepFrom } from '../../support/calendar.js'
import { checkNumbers } from '../../support/finite.js'
import { badDate, parseInstant, type TimeInput } from '../../support/instants.js'
import { anyText, date, type OptionShape, optionsOf } from '../../support/options.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import { snapshotAs } from '../../village/takeSnapshot.js'
import { TIMELINE_LIMIT } from '../../village/timeline.js'
import { pictureFile } from './picture.js'
import type { SentimentHistory } from './timeline/moments.js'
import { timelinePicture } from './timeline/timelinePicture.js'

/** How a history that was made before is drawn. */
export interface TimelineSvgOptions {
  /** The name of the account, for the heading. */
  readonly account?: string | undefined
}

/** How a village is looked back upon and drawn. */
export interface VillageTimelineOptions extends HistoryOptions {
  /** The last moment. */
  readonly to: TimeInput
  /** The earliest moment that may be shown, instead of a number of steps. */
  readonly from?: TimeInput | undefined
}

/**
 * Where an account stood over time, as a picture in SVG: its sentiment as a line in the span that holds it at 90 %, broken where too little
 * was known, the veto-aware score beside it, and marks where power passed from users to deciders. From a village or from `accountHistory`
 * it shows the chance of yes and the share of power by class as well.
 *
 * It takes a village with the last moment, what `accountHistory` gives, or `timeline(village, accountSentiment, …)`.
 *
 * @throws as `accountHistory` does for a village; InvalidDateError for a `from` that is none; InvalidArgumentError for one after `to` or
 * beside `steps`
 * @example
 * import { accountSentiment, createVillage, timeline } from 'account-village'
 * import { toTimelineSvg } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2025-11-03', sentiment: 0.4, via: 'interview' }],
 * })
 * const svg = toTimelineSvg(village, { to: '2026-03-02', from: '2025-09-02' })
 * svg.includes('Chance that the decision is a yes') //=> true
 * const weekly = timeline(village, accountSentiment, { from: '2025-10-06', to: '2026-03-02', step: { weeks: 1 } })
 * toTimelineSvg(weekly, { account: 'Acme' }).includes('Share of power') //=> false
 */
export function toTimelineSvg(village: Village, options: VillageTimelineOptions): string
export function toTimelineSvg(history: SentimentHistory, options?: TimelineSvgOptions): string
export function toTimelineSvg(what: Village | SentimentHistory, given?: TimelineSvgOptions & Partial<VillageTimelineOptions>): string {
  if (isHistory(what)) {
    const options = optionsOf<TimelineSvgOptions>('toTimelineSvg', given, { account: anyText })
    checkNumbers('toTimelineSvg', what)
    for (const [i, moment] of what.entries()) checkMoment(moment, i)
    return makeFrom('toTimelineSvg', 'history', what, () => pictureFile(timelinePicture(what, options)))
  }
  checkGiven('toTimelineSvg', what, ['village'])
  // No clock is read, so that the last moment has to be given.
  const options = optionsOf<VillageTimelineOptions>('toTimelineSvg', given, VILLAGE_TIMELINE_OPTIONS, ['to'])
  return pictureFile(timelinePicture(historyOf(what, options), { account: snapshotAs('toTimelineSvg', what, options.to).account.name }))
}

const VILLAGE_TIMELINE_OPTIONS: OptionShape<VillageTimelineOptions> = { ...HISTORY_OPTIONS, to: date, from: date }

function isHistory(what: Village | SentimentHistory): what is SentimentHistory {
  return Array.isArray(what)
}

/** Refuses what is no moment of a history; a snapshot would look like one at which nothing is known. */
function checkMoment(moment: unknown, i: number): void {
  if (typeof moment === 'object' && moment !== null && 'at' in moment) return
  throw argumentError(
    `[${i}]`,
    'is no moment of a history. accountHistory(village, date) and timeline(village, accountSentiment, options) give one.',
  )
}

function historyOf(village: Village, { to, from, ...options }: VillageTimelineOptions): readonly AccountMoment[] {
  if (from === undefined) return historyAs('toTimelineSvg', village, to, options)
  if (options.steps !== undefined) throw argumentError('from', 'and steps say the same. Give one of them.')
  return historyAs('toTimelineSvg', village, to, { ...options, steps: stepsBetween(from, to, options.step ?? { months: 1 }) })
}

/** How many steps back from the last moment lie in the time that is asked for. */
function stepsBetween(from: TimeInput, to: TimeInput, step: CalendarStep): number {
  const [first, last] = [timeOf('from', from), timeOf('to', to)]
  if (first > last) throw argumentError('from', 'is after to')
  let steps = 0
  while (steps <= TIMELINE_LIMIT && stepFrom(last, step, -(steps + 1)) >= first) steps++
  return steps
}

function timeOf(path: string, input: TimeInput): number {
  const time = parseInstant(input)
  if (time !== undefined) return time
  throw errorFor('toTimelineSvg', [{ path, message: badDate(input), code: 'invalidDate' }])
}

function argumentError(path: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError('toTimelineSvg', [{ path, message, code: 'invalidArgument' }])
}
