import type { ReadingSource } from '../model/observation.js'
import { DEFAULT_SETTINGS, type SentimentSettings } from '../model/settings.js'
import { at, itemAt, vectorOf } from '../support/linear.js'
import { overErrors, type Quadratic, surprisesOf } from './evidence.js'
import { type FittedSetting, sureness } from './fitted.js'
import { type HeardAccount, heardReadings, repetitionIn } from './heard.js'
import { logLikelihoodOf, type Model, mostPlausibleTogether, type Prior } from './posterior.js'
import { deviationsOf } from './spread.js'

/** What readings tell about how sentiments differ and fade, and how they are read. */
export interface SentimentFit {
  readonly fits: readonly FittedSetting[]
  /** The log-likelihood of the readings under what came of it, and under what was given. */
  readonly logLikelihood: number | undefined
  readonly baseline: number | undefined
}

/** Fewer readings that repeat earlier ones, or fewer people of whom there are such, tell too little. Judgements. */
const LEAST_REPEATED = 50
const LEAST_PEOPLE = 20

/** The sources that tell what others think that somebody thinks: each may be rosier than a person's own words. */
const RETOLD = ['meeting', 'impression', 'text'] as const satisfies readonly ReadingSource[]

/** The beliefs about readings that are most plausible after them, all at once, where readings repeat often enough. */
export function fitSentiment(heard: readonly HeardAccount[], given: SentimentSettings): SentimentFit {
  const numbers = parametersOf(heard, given)
  const searched = numbers.filter(({ isSearched, occurs }) => isSearched && occurs)
  const biases = numbers.filter(({ isSearched, occurs }) => !isSearched && occurs)
  const model = modelOf(heard, given)
  const { readings, repeated, people } = repetitionIn(heard)
  const before = { point: searched.map(({ given: value }) => Math.log(value)), biases: vectorOf(biases, ({ given: value }) => value) }
  const baseline = readings === 0 ? undefined : logLikelihoodOf(model(before.point), before.biases)
  if (repeated < LEAST_REPEATED || people < LEAST_PEOPLE) {
    const fits = numbers.map(each => unfitted(each, 'tooFewRepeatedReadings'))
    return { fits, logLikelihood: baseline, baseline }
  }
  const found = mostPlausibleTogether(model, searched, biases)
  const off = deviationsOf(model, found, searched, biases)
  const fits = numbers.map((each): FittedSetting => {
    if (!each.occurs) return unfitted(each, 'doesNotOccur')
    const i = searched.indexOf(each)
    const k = biases.indexOf(each)
    return i >= 0 ? scaled(each, itemAt(found.point, i), off[i]) : fittedTo(each, at(found.biases, k), off[searched.length + k])
  })
  return { fits, logLikelihood: logLikelihoodOf(model(found.point), found.biases), baseline }
}

/** A number to be fitted. */
interface Parameter extends Prior {
  readonly setting: FittedSetting['setting']
  readonly given: number
  /** Whether it is searched, on a logarithmic scale; otherwise it follows by linear equations. */
  readonly isSearched: boolean
  /** Whether there is anything that it is about. */
  readonly occurs: boolean
}

/** All numbers that can be fitted. The priors' means are the defaults; their spreads and the bounds are judgements. */
function parametersOf(heard: readonly HeardAccount[], given: SentimentSettings): readonly Parameter[] {
  const { halfLifeDays, priorSd, priorMean } = DEFAULT_SETTINGS.sentiment
  const isShared = heard.some(({ errors }) => errors.some(({ isKnown }) => !isKnown))
  const sources = retoldIn(heard)
  return [
    logarithmic('sentiment.halfLifeDays', given.halfLifeDays, { mean: halfLifeDays, sd: 0.7, low: 7, high: 3650 }),
    logarithmic('sentiment.priorSd', given.priorSd, { mean: priorSd, sd: 0.5, low: 0.05, high: 2 }),
    bias('sentiment.priorMean', given.priorMean, { mean: priorMean, sd: 0.3 }),
    logarithmic('sentiment.readingSdFactor', 1, { mean: 1, sd: 0.5, low: 0.25, high: 4 }),
    { ...logarithmic('sentiment.sharedSdFactor', 1, { mean: 1, sd: 0.7, low: 0.1, high: 5 }), occurs: isShared },
    ...RETOLD.map(via => ({
      ...bias(`sentiment.offset.${via}`, given.offset[via], { mean: 0, sd: 0.2 }),
      occurs: sources.includes(via),
    })),
  ]
}

function logarithmic(setting: Parameter['setting'], given: number, { mean, sd, low, high }: Prior): Parameter {
  return { setting, given, isSearched: true, occurs: true, mean: Math.log(mean), sd, low: Math.log(low), high: Math.log(high) }
}

function bias(setting: Parameter['setting'], given: number, prior: Pick<Prior, 'mean' | 'sd'>): Parameter {
  return { setting, given, isSearched: false, occurs: true, ...prior, low: -1, high: 1 }
}

/** The sources that tell of others, of reporters who are not known from elsewhere, as far as they occur. */
function retoldIn(heard: readonly HeardAccount[]): readonly ReadingSource[] {
  const occurring = new Set(heard.flatMap(account => heardReadings(account).filter(each => each.mayBeRosier)).map(({ via }) => via))
  return RETOLD.filter(via => occurring.has(via))
}

/** What each account tells about the biases, by point of the search. The surprises of the last one are kept: shared errors need no new ones. */
function modelOf(heard: readonly HeardAccount[], given: SentimentSettings): Model {
  const offsets = retoldIn(heard)
  let last: { readonly beliefs: string; readonly surprises: readonly Quadratic[] } | undefined
  return ([halfLife = Number.NaN, priorSd = Number.NaN, readingSd = Number.NaN, sharedSd = 0]) => {
    const beliefs = [halfLife, priorSd, readingSd].join()
    if (last?.beliefs !== beliefs) {
      const believed = { halfLifeDays: Math.exp(halfLife), priorSd: Math.exp(priorSd), readingSdFactor: Math.exp(readingSd) }
      last = { beliefs, surprises: heard.map(account => surprisesOf(account, given, believed, offsets)) }
    }
    const factor = Math.exp(sharedSd)
    return last.surprises.map((each, g) => {
      const errors = heard[g]?.errors ?? []
      return overErrors(
        each,
        errors.map(({ sd, isKnown }) => (isKnown ? sd : factor * sd)),
      )
    })
  }
}

function unfitted({ setting, given }: Parameter, reason: FittedSetting['reason'] & string): FittedSetting {
  return { setting, given, value: given, reason }
}

function fittedTo({ setting, given, low, high }: Parameter, found: number, off: number | undefined): FittedSetting {
  return { setting, given, value: found, ...sureness(found, off, { low, high }) }
}

/** What was found on a logarithmic scale. */
function scaled(parameter: Parameter, found: number, off: number | undefined): FittedSetting {
  const { value, interval, ...rest } = fittedTo(parameter, found, off)
  return { ...rest, value: Math.exp(value), ...(interval && { interval: [Math.exp(interval[0]), Math.exp(interval[1])] }) }
}
