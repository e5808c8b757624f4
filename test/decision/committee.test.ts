import { createVillage, type DecisionRule, recordDeparture, snapshot } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answers,
  barClearedWith,
  committee,
  densityAt,
  givenSentiment,
  passing,
  reaching,
  seatedOn,
  thresholdFor,
  withThreshold,
  yesByStakeholder,
  yesOfUnknown,
} from '../../src/decision/committee.js'
import { voiceShares } from '../../src/influence/voice.js'
import { barOf } from '../../src/math/bar.js'
import { covarianceWithSum } from '../../src/math/sentimentFilter.js'
import { sentimentState } from '../../src/sentiment/state.js'
import { always } from '../support/law.js'

const IDS = ['ann', 'bo', 'cy', 'di'] as const
const TWO_OF_THREE: DecisionRule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy' }] }
const views = fc.record({
  rule: fc.constantFrom<DecisionRule>(TWO_OF_THREE, 'ann', {
    quota: 2,
    members: [{ of: 'di', veto: true }, { of: TWO_OF_THREE }, { of: 'ann' }],
  }),
  heard: fc.array(fc.record({ who: fc.constantFrom(...IDS), sentiment: fc.integer({ min: -9, max: 9 }).map(n => n / 10) }), {
    maxLength: 4,
  }),
  threshold: fc.integer({ min: -5, max: 5 }).map(n => n / 10),
  together: fc.boolean(),
})
type View = typeof views extends fc.Arbitrary<infer Value> ? Value : never

function seen({ rule, heard, threshold, together }: View) {
  const village = createVillage({
    account: 'Acme',
    units: [{ id: 'it', name: 'IT', kind: 'team' }],
    stakeholders: IDS.map(id => ({ id, roles: ['decisionMaker'], ...(together && id !== 'di' && { unit: 'it' }) })),
    observations: heard.map(({ who, sentiment }) => ({ stakeholder: who, at: '2026-03-02', sentiment, via: 'survey', sd: 0.02 })),
    decisions: [{ id: 'deal', name: 'Deal', kind: 'renewal', rule }],
  })
  return snapshot(village, '2026-03-20', {
    settings: { sentiment: { priorMean: 0.1 }, decision: { yesThreshold: { renewal: threshold } } },
  })
}

describe('a sentiment', () => {
  test.each([
    [0, 1, 0, 0.5],
    [0.3, 0.25, 0.3, 0.5],
    [1, 1, 0, 0.8413447460685429],
    [0, 4, 2, 0.15865525393145707],
  ])('of mean %d and variance %d reaches %d as tables of the normal distribution say', (mean, variance, bar, probability) => {
    expect(reaching(mean, variance, bar)).toBeCloseTo(probability, 12)
  })

  test('that is certain reaches a bar or does not, and reaches its own', () => {
    expect([reaching(0.2, 0, 0.1), reaching(0.2, 0, 0.2), reaching(0.2, 0, 0.3)]).toEqual([1, 1, 0])
    expect(densityAt(0.2, 0, 0.2)).toBe(0)
  })

  test('has the density by which its probability of reaching a bar falls', () => {
    for (const bar of [-0.5, 0, 0.4]) {
      const slope = (reaching(0.1, 0.3, bar + 1e-5) - reaching(0.1, 0.3, bar - 1e-5)) / 2e-5
      expect(densityAt(0.1, 0.3, bar)).toBeCloseTo(-slope, 8)
    }
  })
})

describe('a committee', () => {
  test('clears the bar that it clears with a probability with that probability', () => {
    always(fc.tuple(views, fc.constantFrom(1e-6, 0.05, 0.5, 0.95, 1 - 1e-6)), ([view, probability]) => {
      const seats = committee(seen(view))
      const bar = barClearedWith(seats, probability, barOf(seats.rule, seats.means).bar)
      expect(passing(withThreshold(seats, bar - view.threshold)) / probability).toBeCloseTo(1, 6)
    })
  })

  test('says yes, each of them, from the threshold of the decision on', () => {
    always(views, view => {
      const s = seen(view)
      const seats = committee(s)
      expect([...seats.thresholds]).toEqual(seats.rule.players.map(() => view.threshold))
      const all = yesByStakeholder(s)
      seats.rule.players.forEach((player, i) => {
        expect(answers(seats)[i]).toBe(all.get(player))
        expect(all.get(player)).toBe(reaching(seats.means[i] ?? Number.NaN, seats.variances[i] ?? Number.NaN, view.threshold))
      })
      expect(yesOfUnknown(s)).toBe(reaching(0.1, s.settings.sentiment.priorSd ** 2, view.threshold))
    })
  })

  test('given how the account thinks, moves by what that tells of each', () => {
    always(views, view => {
      const s = seen(view)
      const seats = committee(s)
      const weights = voiceShares(s)
      const { filter } = sentimentState(s)
      const cross = covarianceWithSum(filter, weights)
      const variance = cross.reduce((sum, each, i) => sum + each * (weights[i] ?? Number.NaN), 0)
      const above = givenSentiment(s, seats, 0, 1)
      seats.rule.players.forEach((player, i) => {
        const told = (cross[s.stakeholders.findIndex(({ id }) => id === player)] ?? Number.NaN) / Math.sqrt(variance)
        expect(above.means[i]).toBeCloseTo((seats.means[i] ?? Number.NaN) + told, 12)
        expect(above.variances[i]).toBeCloseTo((seats.variances[i] ?? Number.NaN) - told ** 2, 12)
      })
      expect(givenSentiment(s, seats, 0, -2).means[0]).toBeCloseTo(3 * (seats.means[0] ?? 0) - 2 * (above.means[0] ?? 0), 12)
    })
  })

  test('given how the account thinks today, moves at the vote by what is left of it', () => {
    always(fc.tuple(views, fc.integer({ min: 1, max: 800 })), ([view, agedDays]) => {
      const s = seen(view)
      const [now, then] = [committee(s), seatedOn(s, { agedDays })]
      const [movedNow, movedThen] = [givenSentiment(s, now, 0, 1.5), givenSentiment(s, then, agedDays, 1.5)]
      const fade = 2 ** (-agedDays / s.settings.sentiment.halfLifeDays)
      const { priorSd } = s.settings.sentiment
      const kept = (from: number, prior: number, share: number) => expect.closeTo(share * from + (1 - share) * prior, 12)
      expect([...then.means]).toEqual([...now.means].map(mean => kept(mean, 0.1, fade)))
      expect([...movedThen.means]).toEqual([...movedNow.means].map(mean => kept(mean, 0.1, fade)))
      expect([...then.variances]).toEqual([...now.variances].map(variance => kept(variance, priorSd ** 2, fade ** 2)))
      expect([...movedThen.variances]).toEqual([...movedNow.variances].map(variance => kept(variance, priorSd ** 2, fade ** 2)))
      expect(then.known).toEqual(now.known)
    })
  })

  test('judges a seat whose holder has left like somebody never heard, whatever else is heard', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: IDS.map(id => ({ id, roles: ['decisionMaker'] })),
      observations: IDS.map(stakeholder => ({ stakeholder, at: '2026-03-02', sentiment: 0.8, via: 'survey' })),
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', rule: TWO_OF_THREE }],
    })
    const s = snapshot(recordDeparture(village, 'bo', '2026-03-05'), '2026-03-20', { settings: { sentiment: { priorMean: -0.2 } } })
    const seats = committee(s)
    expect(seats.rule.players).toEqual(['ann', 'bo', 'cy'])
    expect([seats.means[1], seats.variances[1]]).toEqual([-0.2, s.settings.sentiment.priorSd ** 2])
    expect(seats.means[0]).toBeGreaterThan(0)
    const above = givenSentiment(s, seats, 0, 1)
    expect([above.means[1], above.variances[1]]).toEqual([seats.means[1], seats.variances[1]])
  })

  test('without a decision in view says yes as to something new', () => {
    const s = snapshot(createVillage({ account: 'Acme' }), '2026-03-20', { settings: { decision: { yesThreshold: { new: 0.3 } } } })
    expect(thresholdFor(s, undefined)).toBe(0.3)
    expect(yesOfUnknown(s)).toBe(reaching(0, 0.25, 0.3))
  })

  test.each([
    ['new', 1, 0.2 - 0.15],
    ['expansion', 1, 0.2 - 0.15],
    ['renewal', 1, 0.2 + 0.15],
    ['new', 0, 0.2 + 0.15],
    ['renewal', 0, 0.2 - 0.15],
    ['new', 0.7, 0.2 - 0.06],
    ['renewal', undefined, 0.2],
  ] as const)('asks on something %s of somebody with an appetite for risk of %s a sentiment of %d', (kind, riskAppetite, threshold) => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'bo', roles: ['economicBuyer'], ...(riskAppetite !== undefined && { riskAppetite }) },
        { id: 'cy', roles: ['approver', 'user'] },
      ],
      decisions: [{ id: 'deal', name: 'Deal', kind }],
    })
    const settings = { decision: { riskTolerance: 0.3, yesThreshold: { [kind]: 0.2 } } }
    const seats = committee(snapshot(village, '2026-03-20', { settings }))
    expect(seats.rule.players).toEqual(['bo', 'cy'])
    expect([...seats.thresholds]).toEqual([expect.closeTo(threshold, 12), 0.2])
  })
})
