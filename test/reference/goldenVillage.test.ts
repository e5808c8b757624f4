import {
  accountSentiment,
  byStakeholder,
  decisionOutlook,
  power,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  snapshot,
  vetoHolders,
  votingPower,
} from 'account-village'
import { filterSentiment, friedkinJohnsen } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import golden from '../fixtures/reference/goldenVillage.json' with { type: 'json' }
import { day, instant } from '../support/days.js'
import { goldenVillage as village } from '../support/golden.js'
import { influenceMatrix } from '../support/influenceMatrix.js'

const { ids, groups, prior, days } = golden
const DIGITS = 10
const close = (wanted: number, digits = DIGITS) => expect.closeTo(wanted, digits)
const inOrder = <Row extends { readonly stakeholder: string }>(rows: readonly Row[]): (Row | undefined)[] =>
  ids.map(id => byStakeholder(rows).get(id))

describe('the golden village', () => {
  test('has the total influence and the shares of power of its source', () => {
    const s = snapshot(village(), day(60))
    expect(s.placeholders).toEqual([])
    const { ids: order, matrix } = influenceMatrix(s)
    const sorted = (values: readonly number[]): number[] => order.map(id => values[ids.indexOf(id)] ?? Number.NaN)
    expect(matrix).toEqual(sorted(ids.map((_, i) => i)).map(i => sorted(golden.totalInfluence[i] ?? []).map(value => close(value))))
    expect(inOrder(power(s)).map(each => each?.authority)).toEqual(golden.decisionRights.map(value => close(value)))
    expect(inOrder(power(s)).map(each => each?.share)).toEqual(golden.power.map(value => close(value)))
    const weights = golden.listening.map(row => row.map(weight => weight / row.reduce((sum, each) => sum + each, 0)))
    for (const susceptibility of [undefined, golden.susceptibility]) {
      const { totalInfluence: direct } = friedkinJohnsen({ weights, ...(susceptibility !== undefined && { susceptibility }) })
      expect(direct).toEqual(golden.totalInfluence.map(row => row.map(value => close(value))))
    }
  })

  test('gives its users the influence on the decision that the source gives them, the sum of their shares of power', () => {
    const users = power(snapshot(village(), day(60))).filter(each => each.class === 'user')
    expect(users.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(golden.usersInfluenceOnTheDecision, DIGITS)
  })

  test('has the voting power of its source', () => {
    const { players, winningCoalitions } = votingPower(snapshot(village(), day(60)))
    const swings = golden.banzhafAbsolute.reduce((sum, each) => sum + each, 0)
    expect(inOrder(players).map(each => each?.shapleyShubik)).toEqual(golden.shapleyShubik.map(value => close(value)))
    expect(inOrder(players).map(each => each?.banzhafAbsolute)).toEqual(golden.banzhafAbsolute.map(value => close(value)))
    expect(inOrder(players).map(each => each?.banzhaf)).toEqual(golden.banzhafAbsolute.map(value => close(value / swings)))
    expect(winningCoalitions).toBe(golden.winningCoalitions)
  })

  test('changes between the two days by what the source says', () => {
    const [before, after] = days.map(each => accountSentiment(snapshot(village(), day(each.day))).value)
    expect((after ?? Number.NaN) - (before ?? Number.NaN)).toBeCloseTo(golden.change, DIGITS)
  })

  test('moves with each reading by the weight that the source gives it', () => {
    for (const { day: at, weights } of [
      { day: 60, weights: golden.readingWeights.day60 },
      { day: 120, weights: golden.readingWeights.day120 },
    ]) {
      const value = accountSentiment(snapshot(village(), day(at))).value ?? Number.NaN
      for (const [reading, weight] of Object.entries(weights)) {
        // The sentiment is linear in every reading.
        const raised = golden.observations.map(each =>
          `${each.day}:${each.person}` === reading ? { ...each, value: each.value + 0.1 } : each,
        )
        expect((accountSentiment(snapshot(village(raised), day(at))).value ?? Number.NaN) - value).toBeCloseTo(0.1 * weight, DIGITS)
      }
    }
  })
})

describe.each(days)('the golden village on day $day', expected => {
  const people = ids
  const readings = golden.observations

  test('has the joint distribution of sentiments of its source', () => {
    const state = filterSentiment({ people, groups, readings, day: expected.day, prior })
    expect(state.mean).toEqual(expected.mean.map(value => close(value, 12)))
    expect(state.covariance).toEqual(expected.cov.map(row => row.map(value => close(value, 12))))
    expect(state.logLikelihood).toBeCloseTo(expected.loglik, 12)
  })

  test.each([
    ['a day', day(expected.day)],
    ['an instant', instant(expected.day)],
  ])('has the sentiments, the score and the outlook of its source as of %s', (_, asOf) => {
    const s = snapshot(village(), asOf)
    expectSentiments(s, expected)
    expectScore(s, expected)
    expectOutlook(s, expected)
  })
})

type Day = (typeof days)[number]

function expectSentiments(s: Snapshot, expected: Day): void {
  const known = inOrder(sentiments(s))
  // Nobody has heard security by day 60: expected is 0, but that is not a value.
  expect(known.map(each => each?.value)).toEqual(expected.mean.map((mean, i) => (expected.reliability[i] === 0 ? undefined : close(mean))))
  expect(known.map(each => each?.reliability)).toEqual(expected.reliability.map(value => close(value)))
  expect(known.map(each => (each?.sd ?? 0) ** 2)).toEqual(expected.cov.map((row, i) => close(row[i] ?? Number.NaN)))
}

function expectScore(s: Snapshot, expected: Day): void {
  const { value, sd, interval, coverage, vetoAware } = accountSentiment(s)
  expect(value).toBeCloseTo(expected.account_sentiment, DIGITS)
  expect(sd ** 2).toBeCloseTo(expected.account_var, DIGITS)
  expect(interval).toEqual(expected.ci90.map(end => close(end)))
  expect(coverage).toBeCloseTo(expected.coverage_weighted_reliability, DIGITS)
  expect(vetoAware.bar).toBeCloseTo(expected.tau_star, DIGITS)
  expect(vetoAware.value).toBeCloseTo(expected.headline_beta05, DIGITS)
  expect(vetoAware.cappedBy).toBe('security')
}

function expectOutlook(s: Snapshot, expected: Day): void {
  const { probabilityOfYes, byStakeholder: seats } = decisionOutlook(s)
  expect(probabilityOfYes).toBeCloseTo(expected.P_pass_independent, DIGITS)
  expect(inOrder(seats).map(each => each?.probabilityOfYes)).toEqual(expected.p_yes.map(value => close(value)))
  expect(inOrder(seats).map(each => each?.pivotality)).toEqual(expected.birnbaum.map(value => close(value)))
  expect(revenueAtRisk(s).amount).toBeCloseTo(expected.revenue_at_risk, 5)
  const worth = expected.birnbaum.map((slope, i) => golden.value * slope * (1 - (expected.p_yes[i] ?? 0)))
  expect(inOrder(revenueAtRisk(s).byStakeholder).map(each => each?.amount)).toEqual(worth.map(amount => close(amount, 5)))
  expect(vetoHolders(s).map(({ stakeholder, basis, probabilityOfNo }) => [stakeholder, basis, probabilityOfNo])).toEqual([
    ['security', 'rule', close(1 - (expected.p_yes[4] ?? 0))],
    ['exec', 'rule', close(1 - (expected.p_yes[5] ?? 0))],
  ])
}
