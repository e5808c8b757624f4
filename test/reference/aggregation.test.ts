import { accountSentiment, type SentimentNode } from 'account-village'
import { clearedBar } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/aggregation.json' with { type: 'json' }
import { rolledUp as account } from '../support/rolledUp.js'

const { people, dates, nonResponse } = reference
const close = (value: number) => expect.closeTo(value, 10)

describe.each(dates.map((date, i) => ({ date, name: i === 0 ? 'before' : 'after' })))('the nested account $name', ({ date }) => {
  const { tree, value, sd, interval, coverage } = accountSentiment(account(date))
  const nodes = new Map(nodesOf(tree).map(node => [`${node.kind} ${node.id}`, node]))

  test('rolls groups up into units and units into the account as in the source', () => {
    for (const [group, mean] of Object.entries(date.group)) expect(nodes.get(`unit ${group}`)?.value).toBeCloseTo(mean, 10)
    for (const [unit, mean] of Object.entries(date.unit)) expect(nodes.get(`unit ${unit}`)?.value).toBeCloseTo(mean, 10)
    expect(value).toBeCloseTo(date.account, 10)
    expect(tree.children.map(({ id, weight }) => [id, weight])).toEqual([
      ['HQ', close(date.unitShares[1] ?? 0)],
      ['Plant A', close(date.unitShares[0] ?? 0)],
    ])
  })

  test('weighs every person by the product of the shares on the way to them', () => {
    expect(people.map(({ id }) => nodes.get(`stakeholder ${id}`)?.share)).toEqual(date.pathWeights.map(close))
    for (const [group, weights] of Object.entries(date.groupShares)) {
      expect(nodes.get(`unit ${group}`)?.children.map(({ weight }) => weight)).toEqual(weights.map(close))
    }
  })

  test('has the variance, the interval and the coverage of the source', () => {
    expect(sd ** 2).toBeCloseTo(date.variance, 10)
    expect(sd).toBeCloseTo(date.sd, 10)
    expect(interval).toEqual(date.ci90.map(close))
    expect(coverage).toBeCloseTo(date.coverage, 10)
  })
})

describe('an account of which only some were heard', () => {
  const [, date] = dates
  const s =
    date &&
    account(
      date,
      (mean, i) => (nonResponse.known.includes(people[i]?.id ?? '') ? mean : Number.NaN),
      () => 1e-13,
    )
  const { value, heard, coverage, bounds } = s ? accountSentiment(s) : {}

  test('lies between the bounds of the source, whatever the others think', () => {
    expect(coverage).toBeCloseTo(nonResponse.coverage_by_weight, 9)
    expect(heard).toBeCloseTo(nonResponse.mean_of_known, 9)
    // The bounds of the source, and of the unknown what was expected beforehand, to within 1.6449 standard deviations of the prior.
    const [low = Number.NaN, high = Number.NaN] = nonResponse['manski_bounds_scale_-1_1']
    expect(bounds?.[0]).toBeCloseTo(low, 5)
    expect(bounds?.[1]).toBeCloseTo(high, 5)
  })

  test('counts those never heard with what was expected beforehand', () => {
    expect(value).toBeCloseTo(nonResponse.shrunk_to_prior_0, 9)
  })
})

describe('a majority of two of three', () => {
  test('clears the bar of the second most content', () => {
    const { x0, x1, delta } = reference.clearedBar
    const rule = { quota: 2, members: [{ of: 'a' }, { of: 'b' }, { of: 'c' }] }
    const [before, after] = [x0, x1].map(values => clearedBar(rule, new Map(['a', 'b', 'c'].map((id, i) => [id, values[i] ?? 0]))).bar)
    expect((after ?? 0) - (before ?? 0)).toBeCloseTo(delta, 12)
  })
})

function nodesOf(node: SentimentNode): SentimentNode[] {
  return [node, ...node.children.flatMap(nodesOf)]
}
