import { InvalidArgumentError, quoted } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { checkList, checkObject, checkObjects, invalid, isModest, isModestAbove0, isWithin, LARGEST } from './given.js'
import type { SentimentPrior } from './sentimentBlock.js'
import { bringTo, covarianceOf, createFilter, hear, meanOf } from './sentimentFilter.js'

/** A reading of one person's sentiment. */
export interface SentimentReading {
  /** When, in days from any fixed point; fractions count. */
  readonly day: number
  readonly person: string
  /** What was heard. */
  readonly value: number
  /** The standard deviation of the reading's error, above 0. */
  readonly sd: number
}

/** Everybody's sentiment as a joint normal distribution. */
export interface SentimentState {
  /** The expected sentiment of each person, in the order given. */
  readonly mean: readonly number[]
  /** Their covariance. */
  readonly covariance: readonly (readonly number[])[]
  /** The logarithm of the probability density of all readings, for fitting beliefs to data. */
  readonly logLikelihood: number
}

/**
 * What is known of everybody's sentiment on a day, from readings of differing age and quality.
 *
 * Each sentiment is an Ornstein-Uhlenbeck process: it drifts back to the mean with the half-life given and stays correlated within a group.
 * Between readings `dt` days apart, with `a = 2^(-dt / halfLife)`, the mean moves to `mu + a (m - mu)` and the covariance to `a^2 P + (1 -
 * a^2) P0`; a reading of person `i` with error variance `r^2` is Kalman's update with gain `P[:, i] / (P[i][i] + r^2)`. Readings after
 * `day` are ignored; readings of the same day count in the order given.
 *
 * @throws InvalidArgumentError when a reading names nobody in `people`, or a standard deviation, the half-life or the correlation is out of
 * range.
 * @see G. E. Uhlenbeck and L. S. Ornstein, "On the theory of the Brownian motion", Physical Review 36 (1930); R. E. Kalman, "A new approach
 * to linear filtering and prediction problems", Journal of Basic Engineering 82 (1960)
 * @example
 * import { filterSentiment } from 'account-village/math'
 * const state = filterSentiment({
 *   people: ['ann'],
 *   readings: [{ day: 0, person: 'ann', value: 0.7, sd: 0.15 }],
 *   day: 90,
 *   prior: { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
 * })
 * state.mean //=> [0.4541]
 */
export function filterSentiment(input: {
  readonly people: readonly string[]
  readonly groups?: readonly string[] | undefined
  readonly readings: readonly SentimentReading[]
  readonly day: number
  readonly prior: SentimentPrior
}): SentimentState {
  checkForm(input)
  const index = new Map(input.people.map((person, i) => [person, i]))
  refuseBadInput(input, index)
  const filter = createFilter(input.groups ?? input.people, input.prior)
  const heard = input.readings.filter(reading => reading.day <= input.day)
  for (const { person, day, value, sd } of [...heard].sort((a, b) => a.day - b.day)) {
    hear(filter, index.get(person) ?? 0, day, value, sd * sd)
  }
  bringTo(filter, input.day)
  return deepFreeze({
    mean: input.people.map((_, i) => meanOf(filter, i)),
    covariance: input.people.map((_, i) => input.people.map((_, j) => covarianceOf(filter, i, j))),
    logLikelihood: filter.logLikelihood,
  })
}

function checkForm(input: Parameters<typeof filterSentiment>[0]): void {
  checkObject('filterSentiment', 'input', input)
  checkList('filterSentiment', 'people', input.people)
  if (input.groups !== undefined) checkList('filterSentiment', 'groups', input.groups)
  checkObjects('filterSentiment', 'readings', input.readings)
  checkObject('filterSentiment', 'prior', input.prior)
}

function refuseBadInput(
  { people, groups, readings, day, prior }: Parameters<typeof filterSentiment>[0],
  index: ReadonlyMap<string, number>,
): void {
  const { mean = 0, sd, halfLifeDays, sameGroupCorrelation } = prior
  const issues = [
    ...(index.size === people.length ? [] : [invalid('people', 'holds somebody twice')]),
    ...(groups === undefined || groups.length === people.length ? [] : [invalid('groups', `needs ${people.length} groups, one a person`)]),
    ...(isModest(day) ? [] : [invalid('day', 'is not within -1e50..1e50')]),
    ...(isModest(mean) ? [] : [invalid('prior.mean', 'is not a number')]),
    ...(isModestAbove0(sd) ? [] : [invalid('prior.sd', 'is not above 0, or beyond 1e-50..1e50')]),
    ...(isWithin(halfLifeDays, Number.MIN_VALUE, Number.POSITIVE_INFINITY) ? [] : [invalid('prior.halfLifeDays', 'is not above 0')]),
    ...(isWithin(sameGroupCorrelation, 0, 1) && sameGroupCorrelation < 1
      ? []
      : [invalid('prior.sameGroupCorrelation', 'is not within 0..1')]),
    ...readings.flatMap((reading, i) => [
      ...(index.has(reading.person) ? [] : [invalid(`readings[${i}].person`, `there is no ${quoted(reading.person)} in people`)]),
      ...(isWithin(reading.sd, Number.MIN_VALUE, LARGEST) ? [] : [invalid(`readings[${i}].sd`, 'is not above 0 and at most 1e50')]),
      ...(isModest(reading.value) && isModest(reading.day) ? [] : [invalid(`readings[${i}]`, 'has no day and value within -1e50..1e50')]),
    ]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('filterSentiment', issues)
}
