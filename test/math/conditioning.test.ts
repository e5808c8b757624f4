import { filterSentiment } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Heard, hearTracing, readingWeights } from '../../src/math/readingWeights.js'
import { agedCopy, bringTo, covarianceOf, covarianceWithSum, createFilter, hear, meanOf } from '../../src/math/sentimentFilter.js'
import { remember, rememberChange } from '../../src/math/sentimentMemory.js'
import { always } from '../support/law.js'

const PEOPLE = 4
const scenes = fc.record({
  groups: fc.array(fc.nat(2), { minLength: PEOPLE, maxLength: PEOPLE }),
  readings: fc.array(
    fc.record({
      apart: fc.constantFrom(0, 0, 1, 30, 200),
      person: fc.nat(PEOPLE - 1),
      value: fc.integer({ min: -10, max: 10 }).map(n => n / 10),
      sd: fc.constantFrom(0.05, 0.15, 0.5),
    }),
    { maxLength: 7, size: 'max' },
  ),
  after: fc.constantFrom(0, 1, 45, 400),
  prior: fc.record({
    mean: fc.constantFrom(0, 0.2, -0.5),
    sd: fc.constantFrom(0.3, 0.5),
    halfLifeDays: fc.constantFrom(30, 180, Number.POSITIVE_INFINITY),
    sameGroupCorrelation: fc.constantFrom(0, 0.3, 0.9),
  }),
  weights: fc.array(
    fc.integer({ min: 0, max: 4 }).map(n => n / 4),
    { minLength: PEOPLE, maxLength: PEOPLE },
  ),
})
type Drawn = typeof scenes extends fc.Arbitrary<infer Scene> ? Scene : never

/** Somebody's sentiment on a day. */
interface Point {
  readonly person: number
  readonly day: number
}

/** The readings of a scene in order, and the day of the question. */
function dated({ readings, after }: Drawn) {
  let day = 0
  const heard = readings.map(({ apart, ...reading }) => {
    day += apart
    return { ...reading, day }
  })
  return { heard, day: day + after, people: Array.from({ length: PEOPLE }, (_, i) => i) }
}

/** What the readings tell of sums of sentiments, by conditioning one large normal distribution of all readings and all that is asked. */
function conditioned(scene: Drawn, sums: readonly (readonly { readonly point: Point; readonly weight: number }[])[]) {
  const { heard } = dated(scene)
  const { prior, groups } = scene
  const covariance = (a: Point, b: Point): number => {
    const alike = a.person === b.person ? 1 : groups[a.person] === groups[b.person] ? prior.sameGroupCorrelation : 0
    return prior.sd ** 2 * alike * 2 ** (-Math.abs(a.day - b.day) / prior.halfLifeDays)
  }
  const ofReadings = heard.map((a, i) => heard.map((b, j) => covariance(a, b) + (i === j ? a.sd ** 2 : 0)))
  const withReadings = sums.map(sum => heard.map(b => total(sum.map(({ point, weight }) => weight * covariance(point, b)))))
  const gains = withReadings.map(row => solved(ofReadings, row).x)
  const surprises = heard.map(({ value }) => value - prior.mean)
  const { x, determinant } = solved(ofReadings, surprises)
  return {
    gains,
    mean: sums.map((sum, i) => prior.mean * total(sum.map(({ weight }) => weight)) + dot(gains[i] ?? [], surprises)),
    covariance: sums.map((one, i) =>
      sums.map(
        (other, j) =>
          total(one.flatMap(a => other.map(b => a.weight * b.weight * covariance(a.point, b.point)))) -
          dot(gains[i] ?? [], withReadings[j] ?? []),
      ),
    ),
    logLikelihood: -0.5 * (dot(x, surprises) + Math.log(determinant) + heard.length * Math.log(2 * Math.PI)),
  }
}

const close = (values: readonly number[], digits = 9) => values.map(value => expect.closeTo(value, digits))

/** The filter of a scene that has heard its readings, with their traces. */
function filtered(scene: Drawn, readings: readonly ReturnType<typeof dated>['heard'][number][]) {
  const filter = createFilter(scene.groups, scene.prior)
  const traces = readings.flatMap(({ person, day, value, sd }): Heard[] => {
    const trace = hearTracing(filter, person, day, value, sd * sd)
    return trace === undefined ? [] : [trace]
  })
  return { filter, traces }
}

describe('the filter of sentiments agrees with conditioning one large normal distribution', () => {
  test('in means, covariances and the likelihood', () => {
    always(scenes, scene => {
      const { heard, day, people } = dated(scene)
      const expected = conditioned(
        scene,
        people.map(person => [{ point: { person, day }, weight: 1 }]),
      )
      const state = filterSentiment({
        people: people.map(String),
        groups: scene.groups.map(String),
        readings: heard.map(reading => ({ ...reading, person: String(reading.person) })),
        day,
        prior: scene.prior,
      })
      expect(state.mean).toEqual(close(expected.mean))
      expect(state.covariance).toEqual(expected.covariance.map(row => close(row)))
      expect(state.logLikelihood).toBeCloseTo(expected.logLikelihood, 8)
    })
  })

  test('in how much each reading moves a weighted sum, and how each covaries with it', () => {
    always(scenes, scene => {
      const { heard, day, people } = dated(scene)
      const weights = Float64Array.from(scene.weights)
      const sum = people.map(person => ({ point: { person, day }, weight: weights[person] ?? 0 }))
      const each = people.map(person => [{ point: { person, day }, weight: 1 }])
      const expected = conditioned(scene, [sum, ...each])
      const { filter, traces } = filtered(scene, heard)
      expect(traces).toHaveLength(heard.length)
      expect([...readingWeights(filter, traces, weights, day)]).toEqual(close(expected.gains[0] ?? []))
      bringTo(filter, day)
      expect([...covarianceWithSum(filter, weights)]).toEqual(close((expected.covariance[0] ?? []).slice(1)))
    })
  })

  test('in how a weighted sum changed between two days, on the later of which more is heard of both', () => {
    always(fc.tuple(scenes, fc.nat(7), fc.nat(7)), ([scene, first, second]) => {
      const { heard, day: last, people } = dated(scene)
      const [early, late] = [Math.min(first, second, heard.length), Math.min(Math.max(first, second), heard.length)]
      const since = early === 0 ? 0 : (heard[early - 1]?.day ?? 0)
      const until = Math.max(since, late === 0 ? 0 : (heard[late - 1]?.day ?? 0))
      const weights = Float64Array.from(scene.weights)
      const at = (day: number, sign: number) => people.map(person => ({ point: { person, day }, weight: sign * (weights[person] ?? 0) }))
      const expected = conditioned(scene, [[...at(until, 1), ...at(since, -1)]])
      const original = filtered(scene, heard.slice(0, early)).filter
      const filter = agedCopy(original, since)
      const change = remember(filter, weights, since)
      for (const { person, day, value, sd } of heard.slice(early, late)) hear(filter, person, day, value, sd * sd)
      rememberChange(filter, change, weights, until)
      for (const { person, day, value, sd } of heard.slice(late)) hear(filter, person, day, value, sd * sd)
      expect(total(change.map(({ mean }) => mean))).toBeCloseTo(expected.mean[0] ?? Number.NaN, 9)
      expect(total(change.map(({ variance }) => variance))).toBeCloseTo(expected.covariance[0]?.[0] ?? Number.NaN, 9)
      // What was copied has heard nothing of it.
      const alone = filtered(scene, heard.slice(0, early)).filter
      expect(people.map(i => [meanOf(original, i), covarianceOf(original, i, i)])).toEqual(
        people.map(i => [meanOf(alone, i), covarianceOf(alone, i, i)]),
      )
      expect(last).toBeGreaterThanOrEqual(until)
    })
  })
})

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return total(a.map((value, i) => value * (b[i] ?? Number.NaN)))
}

/** Solves equations by elimination, and gives the determinant of their matrix, which is positive definite. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): { readonly x: number[]; readonly determinant: number } {
  const rows = matrix.map((row, i) => [...row, right[i] ?? Number.NaN])
  let determinant = 1
  rows.forEach((pivot, i) => {
    determinant *= pivot[i] ?? Number.NaN
    for (const row of rows) {
      if (row === pivot) continue
      const factor = (row[i] ?? Number.NaN) / (pivot[i] ?? Number.NaN)
      for (let column = i; column < row.length; column++) row[column] = (row[column] ?? Number.NaN) - factor * (pivot[column] ?? Number.NaN)
    }
  })
  return { x: rows.map((row, i) => (row.at(-1) ?? Number.NaN) / (row[i] ?? Number.NaN)), determinant }
}
