import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom, settingsOption } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { parseInstant, type TimeInput } from '../support/instants.js'
import { type OptionShape, optionIssues } from '../support/options.js'
import { closedDecisions, latestViews, refuseMore } from './closed.js'
import type { FittedSetting } from './fitted.js'
import type { SkippedForecast } from './forecast.js'
import { heardIn, repetitionIn } from './likelihood.js'
import { dateAfterFirst, leadCheck, refuse, strangeVillages } from './options.js'
import { fitSentiment } from './sentimentFit.js'
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
  /** One entry for each setting that this function can fit: half-life, prior sd, and the threshold of each kind of decision. */
  readonly fits: readonly FittedSetting[]
  /** How well the settings returned agree with the past. */
  readonly logLikelihood: LogLikelihood
  /** How well those given do. */
  readonly baseline: LogLikelihood
  /** How many readings were used, those after somebody's first among them, and how many people have such. */
  readonly readings: number
  readonly repeatedReadings: number
  readonly repeatedlyHeard: number
  /** How many outcomes were used, and from how many accounts. */
  readonly outcomes: number
  readonly accounts: number
  /** The decisions that could not be looked at, in order of account and decision. */
  readonly skipped: readonly SkippedForecast[]
  /** Why the settings are those given: there was too little to fit any of them. */
  readonly reason?: 'tooLittle'
}

/**
 * Half-life, prior standard deviation and the thresholds of yes that agree best with what was heard and how decisions fell.
 *
 * First `sentiment.halfLifeDays` and `sentiment.priorSd` are fitted by maximum likelihood to all readings (see `filterSentiment`), which
 * needs at least 50 readings that repeat earlier ones, of at least 20 people. With these, `decision.yesThreshold` of each kind of decision
 * is fitted to the outcomes: `sum of log p` over those won and of `log(1 - p)` over the others, with `p` the probability of yes so many
 * days before each outcome; it needs at least 20 won and 20 not won of the kind. What there is too little for stays as given, with a
 * reason. A `p` counts as no nearer to 0 or 1 than 1e-9, so that one impossible outcome does not decide alone.
 *
 * The search is over 7..3650 days and 0.05..2 on logarithmic scales and over -1..1, from a fixed grid and without random numbers: the same
 * villages give the same settings, in whatever order they come. All other settings are taken as right.
 *
 * @throws InvalidArgumentError for options that make no sense and for an account that is there twice; InvalidDateError for a date that is
 * none; LimitExceededError beyond `FORECAST_LIMITS`
 * @see F. C. Schweppe, "Evaluation of likelihood functions for Gaussian signals", IEEE Transactions on Information Theory 11 (1965), for
 * the likelihood by the filter
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
  const believed = sentiment.fitted === undefined ? settings : { ...settings, sentiment: { ...settings?.sentiment, ...sentiment.fitted } }
  const unlearned = trialsOf(closed, lead, settings)
  const { trials, skipped } = believed === settings ? unlearned : trialsOf(closed, lead, believed)
  const thresholds = fitThresholds(trials, given.decision.yesThreshold)
  const learned = thresholds.fitted === undefined ? believed : withThresholds(believed, thresholds.fitted)
  return deepFreeze({
    // Those given stay the caller's own, and are not frozen.
    settings: structuredClone(learned ?? {}),
    fits: [...sentiment.fits, ...thresholds.fits],
    logLikelihood: { readings: sentiment.logLikelihood, outcomes: thresholds.logLikelihood },
    baseline: { readings: sentiment.baseline, outcomes: outcomesLogLikelihood(unlearned.trials, given.decision.yesThreshold) },
    readings,
    repeatedReadings: repeated,
    repeatedlyHeard: people,
    outcomes: trials.length,
    accounts: new Set(trials.map(({ account }) => account)).size,
    skipped,
    ...(learned === settings && { reason: 'tooLittle' as const }),
  })
}

function withThresholds(
  settings: DeepPartial<Settings> | undefined,
  fitted: DeepPartial<Settings['decision']['yesThreshold']>,
): DeepPartial<Settings> {
  return { ...settings, decision: { ...settings?.decision, yesThreshold: { ...settings?.decision?.yesThreshold, ...fitted } } }
}
