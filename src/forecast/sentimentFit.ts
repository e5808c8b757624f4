import type { SentimentSettings } from '../model/settings.js'
import { type FittedSetting, mostLikely, type Parameter } from './fitted.js'
import { type HeardAccount, readingsLogLikelihood, repetitionIn } from './likelihood.js'

/** What readings tell about how sentiments differ and fade. */
export interface SentimentFit {
  readonly fits: readonly FittedSetting[]
  /** The settings to put in place of those given; absent when nothing could be fitted. */
  readonly fitted?: Pick<SentimentSettings, 'halfLifeDays' | 'priorSd'>
  /** The log-likelihood of the readings under what came of it, and under what was given. */
  readonly logLikelihood: number | undefined
  readonly baseline: number | undefined
}

/** Fewer readings that repeat earlier ones, or fewer people of whom there are such, tell too little. Judgements. */
const LEAST_REPEATED = 50
const LEAST_PEOPLE = 20

/** Half-life and prior sd by maximum likelihood, where readings repeat often enough. */
export function fitSentiment(heard: readonly HeardAccount[], given: SentimentSettings): SentimentFit {
  const { priorMean: mean, sameUnitCorrelation: sameGroupCorrelation } = given
  const under = (halfLifeDays: number, sd: number): number => readingsLogLikelihood(heard, { mean, sd, halfLifeDays, sameGroupCorrelation })
  const { readings, repeated, people } = repetitionIn(heard)
  const baseline = readings === 0 ? undefined : under(given.halfLifeDays, given.priorSd)
  const reason = repeated < LEAST_REPEATED ? 'tooFewRepeatedReadings' : people < LEAST_PEOPLE ? 'tooFewPeople' : undefined
  const parameters = [
    logarithmic('sentiment.halfLifeDays', given.halfLifeDays, 7, 3650, 7),
    logarithmic('sentiment.priorSd', given.priorSd, 0.05, 2, 6),
  ]
  if (reason !== undefined) {
    const fits = parameters.map(({ setting, given: value }) => ({ setting, given: value, value, reason }) as const)
    return { fits, logLikelihood: baseline, baseline }
  }
  const fits = mostLikely(parameters, ([halfLifeDays = Number.NaN, sd = Number.NaN]) => under(halfLifeDays, sd), 0.02)
  const [halfLifeDays = given.halfLifeDays, priorSd = given.priorSd] = fits.map(({ value }) => value)
  return { fits, fitted: { halfLifeDays, priorSd }, logLikelihood: under(halfLifeDays, priorSd), baseline }
}

/** A parameter above 0 that is searched on a logarithmic scale, from so many points. */
function logarithmic(setting: FittedSetting['setting'], given: number, low: number, high: number, points: number): Parameter {
  return {
    setting,
    given,
    axis: { low: Math.log(low), high: Math.log(high), points },
    from: searched => Math.min(high, Math.max(low, Math.exp(searched))),
  }
}
