import type { Issue } from '../errors.js'
import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom, settingsOption } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import { findingsIn, unknownRules } from '../risk/assessRisk.js'
import { deepFreeze } from '../support/freeze.js'
import { parseInstant, type TimeInput } from '../support/instants.js'
import { date, type OptionShape, optionIssues, wrong } from '../support/options.js'
import { ownResult } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type ClosedDecision, closedDecisions, latestViews } from './closed.js'
import type { Contest } from './contest.js'
import { type Forecast, forecastsAhead, type SkippedForecast } from './forecast.js'
import { FORECAST_LIMITS, LEAST_PER_SIDE } from './limits.js'
import { dateAfterFirst, leadCheck, refuse, strangeVillages } from './options.js'
import { askedScores, type OwnScores, ownScores } from './ownScores.js'
import { USUAL_SCORES } from './rivals.js'
import type { Fired } from './ruleRatios.js'
import { type BacktestScores, scoresOf } from './scores.js'

/** Which forecasts are judged, and under which beliefs they are made. */
export interface BacktestOptions {
  /**
   * How many days before the outcome forecasts are made: whole numbers from 1 to 3650, each once, at most twelve. Default 30, 60 and 90.
   */
  readonly leads?: readonly number[] | undefined
  /** Only outcomes from this moment on, such as the `before` of a calibration. */
  readonly since?: TimeInput | undefined
  /** Only outcomes before this moment, and as they were known just before it. */
  readonly until?: TimeInput | undefined
  /** Beliefs to replace in `DEFAULT_SETTINGS`. */
  readonly settings?: DeepPartial<Settings> | undefined
  /**
   * Numbers of your own to compare with, by name, such as the stage of the deal in a CRM; at most twenty. They are asked where enough decisions
   * have fallen to judge by. No name may be one of `Rival`.
   */
  readonly scores?: OwnScores | undefined
}

const BACKTEST_OPTIONS: OptionShape<BacktestOptions> = {
  leads: leadIssues,
  since: date,
  until: dateAfterFirst,
  settings: settingsOption,
  scores: ownScores,
}

/** How good past forecasts would have been. */
export interface Backtest {
  /** How many decisions have fallen, within `since` and `until`. */
  readonly outcomes: number
  /** How many accounts have at least one of these decisions. */
  readonly accounts: number
  /** One judgement for each lead, the shortest first. */
  readonly leads: readonly LeadBacktest[]
}

/** The forecasts of one lead, and how good they were. */
export interface LeadBacktest {
  /** How many days before the outcome they are made. */
  readonly days: number
  /** How many of the decisions forecast were won. */
  readonly won: number
  /** How many of them were not: lost, or ended without a decision. */
  readonly notWon: number
  /** How many accounts they come from. Decisions of one account are not independent, so this is what tells how much there is to go by. */
  readonly accounts: number
  /** Whether there is enough to judge by. */
  readonly judged: boolean
  /** Why there is not: fewer than 10 decisions won, or not won; or all of them in one account. */
  readonly reason?: 'tooFewOutcomes' | 'singleAccount'
  /** How good the forecasts were; `undefined` where `reason` says why. */
  readonly scores: BacktestScores | undefined
  /** Every forecast, in order of account and decision. */
  readonly forecasts: readonly Forecast[]
  /** The decisions of which no forecast could have been made, in the same order. */
  readonly skipped: readonly SkippedForecast[]
}

/**
 * How good the probability of yes would have been, had it been asked for at fixed leads before decisions that have since fallen.
 *
 * Each forecast is that of `decisionOutlook` on a snapshot so many calendar days (of UTC) before the outcome, which knows only what was
 * known on that day, the day on which the decision was expected included; without such a day what is known ages by the lead. Outcomes are
 * taken as they are known now; `lost` and `noDecision` both count as not won. The Brier score is the mean of `(p - o)^2` with `o` 1 for won
 * and 0 otherwise.
 *
 * It stands beside the scores of `rivals`, what people go by without a model and numbers of your own, each made a probability out of fold as
 * by `refitted`; differences are paired and clustered by account, as by `pairedDifference`. `rules` says how often each finding of
 * `assessRisk` was there before decisions won and not won. With fewer than 10 outcomes on either side, or only one account, forecasts are
 * listed and not judged.
 *
 * @throws InvalidArgumentError for options that make no sense, an account that is there twice, and a score of your own that throws or gives
 * what is neither a number nor `undefined`; InvalidDateError for a date that is none; LimitExceededError beyond `FORECAST_LIMITS`
 * @see G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950)
 * @example
 * import { createVillage } from 'account-village'
 * import { backtest } from 'account-village/forecast'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [
 *     { stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'interview' },
 *     { stakeholder: 'bo', at: '2026-06-20', sentiment: -0.8, via: 'interview' },
 *   ],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', outcome: { result: 'lost', at: '2026-06-30' } }],
 * })
 * const [month] = backtest([village]).leads
 * month?.forecasts.map(({ at, probabilityOfYes, outcome }) => [at, probabilityOfYes, outcome]) //=> [['2026-05-31', 0.719, 'lost']]
 * month?.reason //=> 'tooFewOutcomes'
 * month?.scores //=> undefined
 */
export function backtest(villages: readonly Village[], options?: BacktestOptions): Backtest {
  refuse('backtest', [...strangeVillages(villages), ...optionIssues(options, BACKTEST_OPTIONS)])
  const { leads = [30, 60, 90], since, until, settings, scores = {} } = options ?? {}
  refuse('backtest', unknownRules(settingsFrom(settings)))
  const views = latestViews('backtest', villages, parseInstant(until), settings)
  const closed = closedDecisions('backtest', views, parseInstant(since))
  return ownResult(
    deepFreeze({
      outcomes: closed.length,
      accounts: accountsIn(closed),
      leads: [...leads].sort((a, b) => a - b).map(days => judgement(days, closed, settings, scores)),
    }),
  )
}

function judgement(
  days: number,
  closed: readonly ClosedDecision[],
  settings: DeepPartial<Settings> | undefined,
  own: OwnScores,
): LeadBacktest {
  // What nobody will judge needs no rivals.
  const mayBeJudged = reasonNot(closed.map(({ account, outcome }) => ({ account, outcome: outcome.result }))) === undefined
  const { forecasts, seen, skipped } = forecastsAhead(closed, days, settings, (s, forecast, village) =>
    mayBeJudged ? [contestOn(s, forecast, village, own)] : [],
  )
  const { won, notWon, accounts, reason } = { ...countsOf(forecasts), reason: reasonNot(forecasts) }
  return {
    days,
    won,
    notWon,
    accounts,
    judged: reason === undefined,
    ...(reason !== undefined && { reason }),
    scores: reason === undefined ? scoresOf(seen.flat(), Object.keys(own)) : undefined,
    forecasts,
    skipped,
  }
}

/** Why decisions cannot be judged by; nothing where they can. */
function reasonNot(decisions: readonly Pick<Forecast, 'account' | 'outcome'>[]): LeadBacktest['reason'] {
  const { won, notWon, accounts } = countsOf(decisions)
  if (Math.min(won, notWon) < LEAST_PER_SIDE) return 'tooFewOutcomes'
  return accounts < 2 ? 'singleAccount' : undefined
}

function countsOf(decisions: readonly Pick<Forecast, 'account' | 'outcome'>[]) {
  const won = decisions.filter(({ outcome }) => outcome === 'won').length
  return { won, notWon: decisions.length - won, accounts: accountsIn(decisions) }
}

function contestOn(s: Snapshot, forecast: Forecast, village: Village, own: OwnScores): Contest & Fired {
  const { account, kind, probabilityOfYes, outcome } = forecast
  return {
    account,
    kind,
    probability: probabilityOfYes,
    came: outcome === 'won' ? 1 : 0,
    scores: [...USUAL_SCORES.map(([, scoreOf]) => scoreOf(s)), ...askedScores(own, village, forecast)],
    rules: new Set(findingsIn(s).map(({ rule }) => rule)),
  }
}

function accountsIn(items: readonly { readonly account: string }[]): number {
  return new Set(items.map(({ account }) => account)).size
}

function leadIssues(leads: unknown): Issue[] {
  if (!Array.isArray(leads) || leads.length === 0) return [wrong('leads', 'is not a list of at least one lead')]
  const most = FORECAST_LIMITS.leads
  if (leads.length > most) return [wrong('leads', `holds ${leads.length} leads, at most ${most} are allowed`)]
  const twice = new Set(leads).size < leads.length ? [wrong('leads', 'holds a lead more than once')] : []
  return [...leads.flatMap((lead, i) => leadCheck(lead, `leads[${i}]`)), ...twice]
}
