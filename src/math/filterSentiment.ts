import { InvalidArgumentError, type Issue, quoted } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { vectorOf } from '../support/linear.js'
import { checkList, checkObject, checkObjects, invalid, isModest, isModestAbove0, isWithin, LARGEST } from './given.js'
import type { SentimentPrior } from './sentimentBlock.js'
import {
  bringTo,
  covarianceOf,
  createFilter,
  hear,
  hearSilence,
  meanOf,
  type SentimentFilter,
  sharedError,
  shareError,
  unsettle,
} from './sentimentFilter.js'

/** A reading of one person's sentiment. */
export interface SentimentReading {
  /** When, in days from any fixed point; fractions count. */
  readonly day: number
  /** The id of a person, as in `people` of the events. */
  readonly person: string
  /** What was heard. */
  readonly value: number
  /** The standard deviation of the reading's error, above 0. */
  readonly sd: number
  /** How much rosier its source is than the person, subtracted from the value; 0 when absent. */
  readonly offset?: number | undefined
  /** The key of an error that it shares with other readings; none when absent. */
  readonly shared?: string | undefined
}

/** What is known of an error that readings share. */
export interface SharedError {
  /** Any text, once among the shared errors; `shared` of readings names it. */
  readonly key: string
  /** Its expectation, on the scale of sentiment: how much rosier the readings are than the people; 0 when absent. */
  readonly mean?: number | undefined
  /** Its standard deviation, at least 0. */
  readonly sd: number
}

/** An event after which part of what was known no longer holds. */
export interface SentimentUpheaval {
  /** When, in days from the same point as readings; readings of that day count after it. */
  readonly day: number
  /** Those whom it concerns; everybody when absent. */
  readonly people?: readonly string[] | undefined
  /** The share of what was known that no longer holds, 0..1. */
  readonly strength: number
}

/** That a person did not answer. */
export interface SentimentSilence {
  /** When that was clear. */
  readonly day: number
  /** The id of the person who did not answer, as in `people` of the events. */
  readonly person: string
  /** The share of people who answer, of those of whom nothing is known, above 0 and below 1. */
  readonly rate: number
  /** How much more likely an answer is the higher the sentiment, as the slope of a probit curve, at least 0. */
  readonly slope: number
}

/** Everybody's sentiment as a joint normal distribution. */
export interface SentimentState {
  /** The expected sentiment of each person, in the order given. */
  readonly mean: readonly number[]
  /** Their covariance. */
  readonly covariance: readonly (readonly number[])[]
  /** What is known now of each shared error, in the order given: its expectation and standard deviation, on the scale of sentiment. */
  readonly shared: readonly { readonly key: string; readonly mean: number; readonly sd: number }[]
  /** The logarithm of the probability density of all readings and silences, for fitting beliefs to data. */
  readonly logLikelihood: number
}

/** What `filterSentiment` takes. */
export interface SentimentEvents {
  /** The ids of all people, each once; the results keep this order. */
  readonly people: readonly string[]
  /** The group of each person, in the order of `people`; everybody is in a group of their own when absent. */
  readonly groups?: readonly string[] | undefined
  /** What was heard, in any order; of one day the order given counts. May be empty. */
  readonly readings: readonly SentimentReading[]
  /** The errors that readings may share, each once; none when absent. */
  readonly shared?: readonly SharedError[] | undefined
  /** Events after which less is known, in any order; none when absent. */
  readonly upheavals?: readonly SentimentUpheaval[] | undefined
  /** Requests that were not answered, in any order; none when absent. */
  readonly silences?: readonly SentimentSilence[] | undefined
  /** The day of the question, in days from the same point as readings; what is later is ignored. */
  readonly day: number
  /** What is believed of everybody before anything is heard, and how fast it comes back. */
  readonly prior: SentimentPrior
}

/**
 * What is known of everybody's sentiment on a day, from readings of differing age and quality, from silences and upheavals.
 *
 * Each sentiment is an Ornstein-Uhlenbeck process: it drifts back to the mean with the half-life given and stays correlated within a group.
 * Between events `dt` days apart, with `a = 2^(-dt / halfLife)`, the mean moves to `mu + a (m - mu)` and the covariance to `a^2 P + (1 -
 * a^2) P0`; a reading of person `i` with error variance `r^2` is Kalman's update with gain `P[:, i] / (P[i][i] + r^2)`. An error that
 * readings share is one more coordinate of the state, which never ages. An upheaval of strength `s` keeps the share `1 - s` of what was
 * known of those concerned; of everybody, it is as much as `-halfLife log2(1 - s)` days. A silence conditions on the event that a person
 * did not answer, which has the probability `Phi(-k0 - slope x)`; mean and variance are exact for one silence.
 *
 * Events after `day` are ignored. On one day upheavals come first, then silences, then readings, each in the order given.
 *
 * @throws InvalidArgumentError when an event names nobody in `people` or no error in `shared`, or a standard deviation, the half-life, the
 * correlation, a rate, a slope or a strength is out of range.
 * @see G. E. Uhlenbeck and L. S. Ornstein, "On the theory of the Brownian motion", Physical Review 36 (1930); R. E. Kalman, "A new approach
 * to linear filtering and prediction problems", Journal of Basic Engineering 82 (1960)
 * @example
 * import { filterSentiment } from 'account-village/math'
 * const state = filterSentiment({
 *   people: ['ann'],
 *   readings: [
 *     { day: 0, person: 'ann', value: 0.7, sd: 0.15 },
 *     { day: 80, person: 'ann', value: 0.9, sd: 0.35, shared: 'kim' },
 *   ],
 *   shared: [{ key: 'kim', sd: 0.2 }],
 *   day: 90,
 *   prior: { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
 * })
 * state.mean //=> [0.6341]
 * state.shared //=> [{ key: 'kim', mean: 0.0593, sd: 0.1856 }]
 */
export function filterSentiment(input: SentimentEvents): SentimentState {
  checkForm(input)
  const index = new Map(input.people.map((person, i) => [person, i]))
  const { people, shared = [], day, prior } = input
  const keys: Keys = new Map(shared.map((error, k) => [error.key, { ...error, k }]))
  refuseBadInput(input, index, keys)
  const filter = createFilter(input.groups ?? people, prior)
  for (const { sd } of shared) shareError(filter, sd * sd)
  const events = eventsOf(input, index, keys).filter(event => event.day <= day)
  for (const { take } of events.sort((a, b) => a.day - b.day)) take(filter)
  bringTo(filter, day)
  return deepFreeze({
    mean: people.map((_, i) => meanOf(filter, i)),
    covariance: people.map((_, i) => people.map((_, j) => covarianceOf(filter, i, j))),
    shared: shared.map(({ key, mean = 0 }, k) => {
      const found = sharedError(filter, k)
      return { key, mean: mean + found.mean, sd: Math.sqrt(found.variance) }
    }),
    logLikelihood: filter.logLikelihood,
  })
}

type Keys = ReadonlyMap<string | undefined, SharedError & { readonly k: number }>

/** What there is to take in, in the order of one day. */
function eventsOf(
  { people, readings, upheavals = [], silences = [] }: SentimentEvents,
  index: ReadonlyMap<string, number>,
  keys: Keys,
): { readonly day: number; readonly take: (filter: SentimentFilter) => void }[] {
  const place = (person: string): number => index.get(person) ?? Number.NaN
  return [
    ...upheavals.map(({ day, people: concerned = people, strength }) => {
      const names = new Set(concerned)
      const strengths = vectorOf(people, person => (names.has(person) ? strength : 0))
      return { day, take: (filter: SentimentFilter) => void unsettle(filter, day, strengths) }
    }),
    ...silences.map(({ day, person, rate, slope }) => ({
      day,
      take: (filter: SentimentFilter) => void hearSilence(filter, place(person), day, rate, slope),
    })),
    ...readings.map(({ day, person, value, sd, offset = 0, shared }) => {
      const error = keys.get(shared)
      const { mean = 0 } = error ?? {}
      return { day, take: (filter: SentimentFilter) => void hear(filter, place(person), day, value - offset - mean, sd * sd, error?.k) }
    }),
  ]
}

function checkForm(input: SentimentEvents): void {
  checkObject('filterSentiment', 'input', input)
  checkList('filterSentiment', 'people', input.people)
  if (input.groups !== undefined) checkList('filterSentiment', 'groups', input.groups)
  checkObjects('filterSentiment', 'readings', input.readings)
  for (const name of ['shared', 'upheavals', 'silences'] as const) {
    const list = input[name]
    if (list !== undefined) checkObjects('filterSentiment', name, list)
  }
  input.upheavals?.forEach(({ people }, i) => {
    if (people !== undefined) checkList('filterSentiment', `upheavals[${i}].people`, people)
  })
  checkObject('filterSentiment', 'prior', input.prior)
}

function refuseBadInput(input: SentimentEvents, index: ReadonlyMap<string, number>, keys: Keys): void {
  const { people, groups, readings, shared = [], upheavals = [], silences = [], day, prior } = input
  const { mean = 0, sd, halfLifeDays, sameGroupCorrelation } = prior
  const unknown = (path: string, person: string): Issue[] =>
    index.has(person) ? [] : [invalid(path, `there is no ${quoted(person)} in people`)]
  const issues = [
    ...(index.size === people.length ? [] : [invalid('people', 'holds a person twice')]),
    ...(groups === undefined || groups.length === people.length ? [] : [invalid('groups', `needs ${people.length} groups, one a person`)]),
    ...(isModest(day) ? [] : [invalid('day', 'is not within -1e50..1e50')]),
    ...(isModest(mean) ? [] : [invalid('prior.mean', 'is not a number')]),
    ...(isModestAbove0(sd) ? [] : [invalid('prior.sd', 'is not above 0, or beyond 1e-50..1e50')]),
    ...(isWithin(halfLifeDays, Number.MIN_VALUE, Number.POSITIVE_INFINITY) ? [] : [invalid('prior.halfLifeDays', 'is not above 0')]),
    ...(isWithin(sameGroupCorrelation, 0, 1) && sameGroupCorrelation < 1
      ? []
      : [invalid('prior.sameGroupCorrelation', 'is not within 0..1')]),
    ...(keys.size === shared.length ? [] : [invalid('shared', 'holds a key twice')]),
    ...shared.flatMap((error, k) =>
      typeof error.key === 'string' && isModest(error.mean ?? 0) && isWithin(error.sd, 0, LARGEST)
        ? []
        : [invalid(`shared[${k}]`, 'has no text as key, mean within -1e50..1e50 and sd within 0..1e50')],
    ),
    ...readings.flatMap((reading, i) => [
      ...unknown(`readings[${i}].person`, reading.person),
      ...(isWithin(reading.sd, Number.MIN_VALUE, LARGEST) ? [] : [invalid(`readings[${i}].sd`, 'is not above 0 and at most 1e50')]),
      ...(isModest(reading.value) && isModest(reading.day) ? [] : [invalid(`readings[${i}]`, 'has no day and value within -1e50..1e50')]),
      ...(isModest(reading.offset ?? 0) ? [] : [invalid(`readings[${i}].offset`, 'is not within -1e50..1e50')]),
      ...(reading.shared === undefined || keys.has(reading.shared)
        ? []
        : [invalid(`readings[${i}].shared`, `there is no ${quoted(reading.shared)} in shared`)]),
    ]),
    ...upheavals.flatMap((upheaval, i) => [
      ...(upheaval.people ?? []).flatMap((person, j) => unknown(`upheavals[${i}].people[${j}]`, person)),
      ...(isModest(upheaval.day) ? [] : [invalid(`upheavals[${i}].day`, 'is not within -1e50..1e50')]),
      ...(isWithin(upheaval.strength, 0, 1) ? [] : [invalid(`upheavals[${i}].strength`, 'is not within 0..1')]),
    ]),
    ...silences.flatMap((silence, i) => [
      ...unknown(`silences[${i}].person`, silence.person),
      ...(isModest(silence.day) ? [] : [invalid(`silences[${i}].day`, 'is not within -1e50..1e50')]),
      ...(isWithin(silence.rate, Number.MIN_VALUE, 1 - Number.EPSILON / 2)
        ? []
        : [invalid(`silences[${i}].rate`, 'is not above 0 and below 1')]),
      ...(isWithin(silence.slope, 0, LARGEST) ? [] : [invalid(`silences[${i}].slope`, 'is not within 0..1e50')]),
    ]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('filterSentiment', issues)
}
