import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom, settingsOption } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { parseInstant, type TimeInput } from '../support/instants.js'
import { type OptionShape, optionIssues } from '../support/options.js'
import { closedDecisions, latestViews, refuseMore } from './closed.js'
import type { FittedSetting } from './fitted.js'
import type { SkippedForecast } from './forecast.js'
import { heardIn, repetitionIn } from './heard.js'
import { withFits } from './learned.js'
import { dateAfterFirst, leadCheck, refuse, strangeVillages } from './options.js'
import { fitSentiment } from './sentimentFit.js'
import { askedIn, fitSilence } from './silenceFit.js'
import { fitThresholds, outcomesLogLikelihood, trialsOf } from './thresholdFit.js'

/** From what to learn, and what to begin with. */
export interface CalibrateOptions {
  /** Only what fell, was said and was known before this moment; all of it when absent. Judge by `backtest` with the same as `since`. */
  readonly before?: TimeInput | undefined
  /** How many days before its outcome a decision is looked at, a whole number from 1 to 3650. Default 30. */
  readonly lead?: number | undefined
  /** Beliefs to replace in `DEFAULT_SETTINGS`; those that are not fitted stay so. */
  readonly settings?: DeepPartial<Settings> | undefined
}

const CALIBRATE_OPTIONS: OptionShape<CalibrateOptions> = { before: dateAfterFirst, lead: leadCheck, settings: settingsOption }

/** How well settings agree with what was seen, as natural logarithms of a probability (density): the higher, the better. */
export interface LogLikelihood {
  /** Of all readings together; `undefined` when there are none. */
  readonly readings: number | undefined
  /** Of the outcomes, given what was known at the lead; `undefined` when there are none. */
  readonly outcomes: number | undefined
}

/** Settings learned from the past. */
export interface Calibration {
  /** The settings given, with those that could be fitted in their place: what `snapshot`, `backtest` and all else take. */
  readonly settings: DeepPartial<Settings>
  /** One entry for each setting that this function can fit, in a fixed order. */
  readonly fits: readonly FittedSetting[]
  /** How well the settings returned agree with the past. */
  readonly logLikelihood: LogLikelihood
  /** How well those given do. */
  readonly baseline: LogLikelihood
  /** How many readings were used. */
  readonly readings: number
  /** How many of them were taken later than the first reading of the same person. */
  readonly repeatedReadings: number
  /** How many people have such repeated readings. */
  readonly repeatedlyHeard: number
  /** How many requests were used of which it is known whether they were answered. */
  readonly requests: number
  /** How many outcomes were used. */
  readonly outcomes: number
  /** From how many accounts these outcomes come. */
  readonly accounts: number
  /** The decisions that could not be looked at, in order of account and decision. */
  readonly skipped: readonly SkippedForecast[]
  /** Why the settings are those given: there was too little to fit any of them. */
  readonly reason?: 'tooLittle'
}

/**
 * The beliefs that are most plausible after what was heard, how requests were answered and how decisions fell.
 *
 * First, all at once and from all readings: `sentiment.halfLifeDays`, `.priorSd`, `.priorMean`, one factor on every `.readingSd`, one on
 * every `.sharedSd`, and `.offset` of meetings, impressions and texts; what people say themselves is the zero of offsets. That needs at
 * least 50 readings that repeat earlier ones, of at least 20 people. Then the share of requests that are answered by channel, and
 * `sentiment.silence.slope`, from channels with at least 100 requests, 20 of them answered and 20 not. Last `decision.yesThreshold` of each
 * kind, from what the outlook said `lead` days before each outcome; it needs at least 10 won and 10 not won of the kind. What there is too
 * little for stays as given, with a reason.
 *
 * Each number has a normal prior about its default, on a logarithmic scale where it is positive, so that little evidence moves it little:
 * with standard deviations of 0.7 for the half-life and the shared factor, 0.5 for the spread and the reading factor, 0.3 for the mean and
 * the thresholds, 0.2 for offsets and 0.7 for the slope. Learn from the default settings, then, and not from what was learned before of the
 * same facts. A probability of an outcome counts as no nearer to 0 or 1 than 1e-9, so that one impossible outcome does not decide alone.
 *
 * Intervals are the larger of what the curvature says and of what the accounts differ by. Readings cut at -1 and 1 make spread and errors
 * come out some per cent too small, and thresholds come out a little too low, since votes count as independent.
 *
 * There are no random numbers in it: the same villages give the same settings, in whatever order they come.
 *
 * @throws InvalidArgumentError for options that make no sense and for an account that is there twice; InvalidDateError for a date that is
 * none; LimitExceededError beyond `FORECAST_LIMITS`
 * @see F. C. Schweppe, "Evaluation of likelihood functions for Gaussian signals", IEEE Transactions on Information Theory 11 (1965), for
 * the likelihood by the filter; P. J. Huber, "The behavior of maximum likelihood estimates under nonstandard conditions", Proceedings of the
 * Fifth Berkeley Symposium 1 (1967), for the intervals
 * @example
 * import { createVillage } from 'account-village'
 * import { calibrate } from 'account-village/forecast'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
 * })
 * const { settings, fits, logLikelihood, reason } = calibrate([village], { before: '2026-07-01' })
 * reason //=> 'tooLittle'
 * settings //=> {}
 * fits[0] //=> { setting: 'sentiment.halfLifeDays', given: 180, value: 180, reason: 'tooFewRepeatedReadings' }
 * logLikelihood //=> { readings: -0.5625, outcomes: undefined }
 */
export function calibrate(villages: readonly Village[], options?: CalibrateOptions): Calibration {
  refuse('calibrate', [...strangeVillages(villages), ...optionIssues(options, CALIBRATE_OPTIONS)])
  const { before, lead = 30, settings } = options ?? {}
  const views = latestViews('calibrate', villages, parseInstant(before), settings)
  const closed = closedDecisions('calibrate', views)
  const heard = views.map(view => heardIn(view, settings))
  const { readings, repeated, people } = repetitionIn(heard)
  refuseMore('calibrate', 'readings', readings, 'Take a sample of the accounts.')

  const given = settingsFrom(settings)
  const sentiment = fitSentiment(heard, given.sentiment)
  const read = withFits(settings, sentiment.fits)
  const asked = latestViews('calibrate', villages, parseInstant(before), read).flatMap(view => askedIn(view, read))
  const silence = fitSilence(asked, settingsFrom(read).sentiment)
  const believed = withFits(read, silence)
  const unlearned = trialsOf(closed, lead, settings)
  const { trials, skipped } = believed === settings ? unlearned : trialsOf(closed, lead, believed)
  const thresholds = fitThresholds(trials, given.decision.yesThreshold)
  const learned = withFits(believed, thresholds)
  return deepFreeze({
    // Those given stay the caller's own, and are not frozen.
    settings: structuredClone(learned ?? {}),
    fits: [...sentiment.fits, ...silence, ...thresholds],
    logLikelihood: {
      readings: sentiment.logLikelihood,
      outcomes: outcomesLogLikelihood(trials, settingsFrom(learned).decision.yesThreshold),
    },
    baseline: { readings: sentiment.baseline, outcomes: outcomesLogLikelihood(unlearned.trials, given.decision.yesThreshold) },
    readings,
    repeatedReadings: repeated,
    repeatedlyHeard: people,
    requests: asked.length,
    outcomes: trials.length,
    accounts: new Set(trials.map(({ account }) => account)).size,
    skipped,
    ...(learned === settings && { reason: 'tooLittle' as const }),
  })
}
