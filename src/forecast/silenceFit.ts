import { bringTo, covarianceOf, meanOf } from '../math/sentimentFilter.js'
import { wilsonInterval } from '../math/wilson.js'
import { REQUEST_CHANNELS, type RequestChannel } from '../model/request.js'
import { DEFAULT_SETTINGS, type SentimentSettings, type Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import { sentimentEvents } from '../sentiment/events.js'
import { days, sharedSds } from '../sentiment/readings.js'
import { emptyState, takeIn, withErrorOf } from '../sentiment/takeIn.js'
import { normalQuantile, normalTail } from '../support/normal.js'
import { compareText } from '../support/order.js'
import { momentOf } from '../village/moment.js'
import { resolvedRequests } from '../village/requestsAnswered.js'
import type { LatestView } from './closed.js'
import { type FittedSetting, mostPlausible } from './fitted.js'
import { withEveryReading } from './heard.js'

/** A request of which we know what became, with what readings had told of the person just before it. */
export interface Asked {
  readonly via: RequestChannel
  readonly answered: boolean
  readonly mean: number
  readonly variance: number
}

/** Fewer requests of a source, or fewer answers or silences among them, tell too little. Judgements. */
const LEAST_REQUESTS = 100
const LEAST_PER_OUTCOME = 20

/** The requests of an account of which we know what became, under the beliefs of its view, in order of time. */
export function askedIn(view: LatestView, settings: DeepPartial<Settings> | undefined): readonly Asked[] {
  if (view.s.requests.length === 0) return []
  const s = withEveryReading(view, settings)
  const by = momentOf('calibrate', 'before', s.asOf).last
  const resolved = [...resolvedRequests(s, s.former, s.settings.sentiment.silence.waitDays, by)]
  resolved.sort((a, b) => compareText(a.request.at, b.request.at) || compareText(a.request.id, b.request.id))
  const events = sentimentEvents(s).filter(({ kind }) => kind !== 'silence')
  let state = emptyState(s)
  let next = 0
  return resolved.flatMap(({ request: { stakeholder, at, via }, answered }): Asked[] => {
    for (let event = events[next]; event !== undefined && event.day < days(at); event = events[++next]) {
      state = withErrorOf(state, event, sharedSds(s))
      takeIn(state, event)
    }
    const i = state.index.get(stakeholder)
    if (i === undefined) return []
    bringTo(state.filter, days(at))
    return [{ via, answered, mean: meanOf(state.filter, i), variance: covarianceOf(state.filter, i, i) }]
  })
}

/** How likely answers are, and how much likelier the better people think of us, from sources of which there are enough requests. */
export function fitSilence(asked: readonly Asked[], given: SentimentSettings): readonly FittedSetting[] {
  const { slope, rate } = given.silence
  const rates = REQUEST_CHANNELS.map(via => ({
    via,
    ...rateOf(
      asked.filter(each => each.via === via),
      rate[via],
    ),
  }))
  const learned = new Map(rates.filter(({ reason }) => reason === undefined).map(({ via, value }) => [via, value]))
  const fit = { setting: 'sentiment.silence.slope', given: slope } as const
  return [
    learned.size === 0
      ? { ...fit, value: slope, reason: 'tooFewRequests' }
      : { ...fit, ...mostPlausible(each => answersLogLikelihood(asked, learned, given, each), SLOPE, { low: 0, high: 3 }) },
    ...rates.map(({ via, ...found }): FittedSetting => ({ setting: `sentiment.silence.rate.${via}`, ...found })),
  ]
}

/** The logarithm of the probability of all answers and silences of sources with a rate, for a slope; see `filterSentiment` for the formula. */
export function answersLogLikelihood(
  asked: readonly Asked[],
  rates: ReadonlyMap<RequestChannel, number>,
  { priorMean, priorSd }: Pick<SentimentSettings, 'priorMean' | 'priorSd'>,
  slope: number,
): number {
  const levels = new Map([...rates].map(([via, rate]) => [via, normalQuantile(rate) * Math.sqrt(1 + (slope * priorSd) ** 2)]))
  return asked.reduce((sum, { via, answered, mean, variance }) => {
    const level = levels.get(via)
    if (level === undefined) return sum
    const z = (level + slope * (mean - priorMean)) / Math.sqrt(1 + slope * slope * variance)
    return sum + normalTail(answered ? z : -z).logProbability
  }, 0)
}

/** How plausible slopes are beforehand. A judgement. */
export const SLOPE = { mean: DEFAULT_SETTINGS.sentiment.silence.slope, sd: 0.7 }

/** The share of requests that are answered, as if there had been one more of each kind. */
function rateOf(asked: readonly Asked[], given: number): Omit<FittedSetting, 'setting'> {
  const [count, answers] = [asked.length, asked.filter(({ answered }) => answered).length]
  if (count < LEAST_REQUESTS || Math.min(answers, count - answers) < LEAST_PER_OUTCOME)
    return { given, value: given, reason: 'tooFewRequests' }
  return { given, value: (answers + 1) / (count + 2), interval: wilsonInterval(answers, count) }
}
