import { type AccountSentiment, accountSentiment } from '../account/accountSentiment.js'
import { LimitExceededError } from '../errors.js'
import { powerByStakeholder } from '../influence/power.js'
import { type PowerByClass, powerByClass } from '../influence/powerByClass.js'
import type { Village } from '../model/village.js'
import { sentiments } from '../sentiment/sentiments.js'
import { type CalendarStep, stepFrom } from '../support/calendar.js'
import { deepFreeze } from '../support/freeze.js'
import { formatInstant, isDay, isHeld, parseInstant, type TimeInput } from '../support/instants.js'
import { type OptionShape, optionsOf, step, whole } from '../support/options.js'
import { type PowerTransition, powerTransitions } from '../transitions/powerTransitions.js'
import { ownResult } from '../village/given.js'
import { pastSnapshot } from '../village/pastSnapshot.js'
import { SNAPSHOT_OPTIONS, type Snapshot, type SnapshotOptions } from '../village/snapshot.js'
import { snapshotAs } from '../village/takeSnapshot.js'
import { TIMELINE_LIMIT, type TimelinePoint } from '../village/timeline.js'
import { ownCopy } from '../village/village.js'
import { type OutlookSummary, outlookSummary } from './outlookSummary.js'

/** Where somebody stood at a moment. */
export interface PersonMoment {
  /** The id of the person; placeholders are among the people. */
  readonly stakeholder: string
  /** Their sentiment in -1..1; absent when they were not heard by then. */
  readonly value?: number
  /** How unsure the sentiment is: its standard deviation on the scale of sentiment, also of people never heard. */
  readonly sd: number
  /** The share of what could be known of them that is known, 0..1. */
  readonly reliability: number
  /** Their share of all power, 0..1. */
  readonly share: number
}

/** Where an account stood at a moment: its sentiment, everybody's sentiment and power, and who had the say. */
export type AccountMoment = TimelinePoint<{
  /** The account's sentiment at the moment, as it was known then. */
  readonly sentiment: AccountSentiment
  /** How the decision in view was likely to end. */
  readonly outlook: OutlookSummary
  /** Everybody who was there then, in order of id. */
  readonly people: readonly PersonMoment[]
  /** The share of power of each class, 0..1; they sum to 1. */
  readonly powerByClass: PowerByClass
  /**
   * Whether power had passed from users to deciders by then: one answer for each decision that interactions name, or one for the account.
   */
  readonly powerTransitions: readonly PowerTransition[]
}>

/** How an account is looked back upon. */
export interface HistoryOptions extends SnapshotOptions {
  /** How far apart the moments are, by the calendar of UTC; a month when absent. */
  readonly step?: CalendarStep | undefined
  /** How many steps are looked back; 24 when absent. */
  readonly steps?: number | undefined
}

/** What each option of a look back may be. */
export const HISTORY_OPTIONS: OptionShape<HistoryOptions> = { ...SNAPSHOT_OPTIONS, step, steps: whole(0) }

/**
 * Where an account stood at moments up to one, the earliest first and that one last, each with what was known then; moments before anybody
 * was known are left out, and before the decision was known there is none in view.
 *
 * @throws InvalidDateError for a date that is none; UnknownDecisionError for a decision not known by the last moment;
 * InvalidArgumentError for a step or a number of steps that is none; LimitExceededError for more than `TIMELINE_LIMIT` moments
 * @example
 * import { accountHistory, createVillage } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', joinedAt: '2026-01-15' }] })
 * accountHistory(village, '2026-03-31').map(({ at }) => at) //=> ['2026-01-31', '2026-02-28', '2026-03-31']
 */
export function accountHistory(village: Village, asOf: TimeInput, options?: HistoryOptions): readonly AccountMoment[] {
  return historyAs('accountHistory', village, asOf, options)
}

/** `accountHistory` under the name of the function that the caller called. */
export function historyAs(where: string, village: Village, asOf: TimeInput, options?: HistoryOptions): readonly AccountMoment[] {
  const { step: apart = { months: 1 }, steps = 24, ...view } = optionsOf(where, options, HISTORY_OPTIONS)
  const own = ownCopy(where, village)
  const known = snapshotAs(where, own, asOf, view)
  const history = deepFreeze(
    momentsBefore(where, asOf, apart, steps)
      .map(moment => pastSnapshot(own, moment, view))
      .concat(known)
      .filter(({ stakeholders, placeholders }) => stakeholders.length > placeholders.length)
      .map(momentOf),
  )
  return ownResult(history)
}

/** So many steps back from a moment, the earliest first; years without a name are left out. */
function momentsBefore(where: string, asOf: TimeInput, apart: CalendarStep, steps: number): string[] {
  if (steps >= TIMELINE_LIMIT) throw new LimitExceededError(where, 'moments', TIMELINE_LIMIT, steps + 1, 'Take fewer steps.')
  const last = parseInstant(asOf) ?? 0
  return Array.from({ length: steps }, (_, i) => stepFrom(last, apart, i - steps))
    .filter(isHeld)
    .map(moment => (isDay(asOf) ? formatInstant(moment).slice(0, 10) : formatInstant(moment)))
}

function momentOf(s: Snapshot): AccountMoment {
  const shares = powerByStakeholder(s)
  const people = sentiments(s).map(({ stakeholder, value, sd, reliability }): PersonMoment => {
    const share = shares.get(stakeholder)?.share ?? 0
    return { stakeholder, ...(value !== undefined && { value }), sd, reliability, share }
  })
  return {
    at: s.asOf,
    value: {
      sentiment: accountSentiment(s),
      outlook: outlookSummary(s),
      people,
      powerByClass: powerByClass(s),
      powerTransitions: powerTransitions(s),
    },
  }
}
