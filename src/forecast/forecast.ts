import { type Committee, committeeAtVote, passing, seatedOn } from '../decision/committee.js'
import { voteOn } from '../decision/vote.js'
import { LimitExceededError, UnknownDecisionError } from '../errors.js'
import type { DecisionKind, Outcome } from '../model/decision.js'
import type { Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import { DAY, formatInstant, parseInstant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { snapshot } from '../village/takeSnapshot.js'
import { believing, type ClosedDecision } from './closed.js'

/** What would have been forecast of a decision on an earlier day, beside what came of it. */
export interface Forecast {
  /** The id of the account. */
  readonly account: string
  /** The id of the decision. */
  readonly decision: string
  /** Whether it is a first purchase, a renewal or an expansion, as known on that day; the threshold of yes depends on it. */
  readonly kind: DecisionKind
  /** The day of the forecast, as `snapshot` takes it: the whole of that day was known. */
  readonly at: string
  /** The probability that the decision falls in our favour, 0..1, as `decisionOutlook` gives it. */
  readonly probabilityOfYes: number
  /** What came of it. Only `won` counts as won. */
  readonly outcome: Outcome['result']
}

/** A decision of which no forecast could have been made on the day. */
export interface SkippedForecast {
  /** The id of the account. */
  readonly account: string
  /** The id of the decision. */
  readonly decision: string
  /**
   * Why: `decisionNotKnown` on that day; `alreadyFallen`, as it was known on that day; `ruleTooLarge` to compute; `noSuchDay` in the
   * calendar of four-digit years.
   */
  readonly reason: 'decisionNotKnown' | 'alreadyFallen' | 'ruleTooLarge' | 'noSuchDay'
}

/** Those who would decide, as they were known on the day, or why they were not. */
export type Seated =
  | {
      /** What was known on the day. */
      readonly s: Snapshot
      readonly at: string
      readonly kind: DecisionKind
      readonly seats: Committee
      /** The probability that it is made at all. */
      readonly stillFalls: number
      /** The threshold of yes of its kind. */
      readonly threshold: number
      readonly probabilityOfYes: number
      readonly reason?: undefined
    }
  | { readonly reason: SkippedForecast['reason'] }

/**
 * The forecasts so many days before each outcome, each from a snapshot of that day, and the decisions that allow none. Whatever else the
 * snapshot tells is taken from it at once, so that no snapshot is kept.
 */
export function forecastsAhead<Also extends object>(
  closed: readonly ClosedDecision[],
  lead: number,
  settings: DeepPartial<Settings> | undefined,
  also: (s: Snapshot, forecast: Forecast, village: Village) => Also,
): { readonly forecasts: Forecast[]; readonly seen: Also[]; readonly skipped: SkippedForecast[] } {
  const forecasts: Forecast[] = []
  const seen: Also[] = []
  const skipped: SkippedForecast[] = []
  for (const each of closed) {
    const { account, decision, outcome } = each
    const seated = seatedAhead(each, lead, settings)
    if (seated.reason !== undefined) skipped.push({ account, decision, reason: seated.reason })
    else {
      const { s, at, kind, probabilityOfYes } = seated
      const forecast = { account, decision, kind, at, probabilityOfYes, outcome: outcome.result }
      forecasts.push(forecast)
      seen.push(also(s, forecast, each.village))
    }
  }
  return { forecasts, seen, skipped }
}

/** Those who would decide, as they were known so many days before the outcome. */
export function seatedAhead(closed: ClosedDecision, lead: number, settings: DeepPartial<Settings> | undefined): Seated {
  const at = formatInstant((Math.floor(closed.at / DAY) - lead) * DAY).slice(0, 10)
  if (parseInstant(at) === undefined) return { reason: 'noSuchDay' }
  const s = asKnown(closed, at, settings)
  if (s?.decision === undefined) return { reason: 'decisionNotKnown' }
  if (s.decision.outcome !== undefined) return { reason: 'alreadyFallen' }
  try {
    const vote = voteOn(s)
    // On the day nobody knew when it would fall; how far ahead the forecast looks is known here.
    const seats = vote.state === 'undated' ? seatedOn(s, { agedDays: lead }) : committeeAtVote(s)
    const { stillFalls } = vote
    const { kind } = s.decision
    return {
      s,
      at,
      kind,
      seats,
      stillFalls,
      threshold: s.settings.decision.yesThreshold[kind],
      probabilityOfYes: stillFalls * passing(seats),
    }
  } catch (error) {
    if (error instanceof LimitExceededError) return { reason: 'ruleTooLarge' }
    throw error
  }
}

function asKnown({ village, decision }: ClosedDecision, at: string, settings: DeepPartial<Settings> | undefined): Snapshot | undefined {
  try {
    return snapshot(village, at, { ...believing(settings), decision })
  } catch (error) {
    if (error instanceof UnknownDecisionError) return undefined
    throw error
  }
}
