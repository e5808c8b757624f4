import {
  accountSentiment,
  createVillage,
  decisionOutlook,
  record,
  type Snapshot,
  snapshot,
  type VillageFacts,
  whatIf,
} from 'account-village'
import { nextInterviews } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { normalDensity, normalQuantile } from '../../src/support/normal.js'
import reference from '../fixtures/reference/explanation.json' with { type: 'json' }
import golden from '../fixtures/reference/goldenVillage.json' with { type: 'json' }
import { day } from '../support/days.js'
import { goldenVillage } from '../support/golden.js'
import { SEPARATE_WORDS } from '../support/independent.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const { interviewGain } = reference.golden

describe('the plan for the golden village', () => {
  test.each([
    [60, interviewGain.day60, 'exec'],
    [120, interviewGain.day120, 'finance'],
  ])('on day %i has the gains of the source and begins with the best', (asOf, expected, first) => {
    const s = snapshot(goldenVillage(), day(asOf))
    const plan = nextInterviews(s, { aim: 'account', limit: 6 })
    expect(plan[0]?.stakeholder).toBe(first)
    expect(plan[0]?.gain).toBeCloseTo(Math.max(...expected), 12)
    expect(plan[0]?.share).toBeCloseTo(Math.max(...expected) / accountSentiment(s).sd ** 2, 10)
    // The gain of each alone is what hearing them takes from the variance, whatever they say.
    golden.ids.forEach((id, i) => {
      const drop = accountSentiment(s).sd ** 2 - accountSentiment(whatIf(s, { hear: id, sentiment: 0.3 })).sd ** 2
      expect(drop).toBeCloseTo(expected[i] ?? Number.NaN, 12)
    })
  })
})

describe('a plan', () => {
  const people = [
    { id: 'ann', roles: ['user' as const] },
    { id: 'bo', roles: ['economicBuyer' as const] },
    { id: 'cy', roles: ['technicalBuyer' as const], veto: true },
    { id: 'di', roles: ['influencer' as const] },
  ]
  const ties = [
    { from: 'ann', to: 'di', kind: 'influence' as const },
    { from: 'di', to: 'bo', kind: 'reportsTo' as const },
    { from: 'ann', to: 'bo', kind: 'conflict' as const },
  ]
  const dated = { id: 'deal', name: 'D', kind: 'new' as const, expectedAt: '2026-06-30' }
  const heard = [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.8, via: 'interview' as const }]
  // The day after: another interview of one day would be partly the same.
  const of = (facts: VillageFacts = {}, asOf = '2026-03-03'): Snapshot =>
    snapshot(record(createVillage({ account: 'Acme', stakeholders: people, ties, observations: heard }), facts), asOf)

  test('is for the decision when one with a date is in view and open, otherwise for the account', () => {
    const reasons = (s: Snapshot) => nextInterviews(s, { limit: 1 })[0]?.reason
    expect(reasons(of())).toContain("the account's sentiment")
    expect(reasons(of({ decisions: [{ ...dated, expectedAt: '2026-06-30' }] }))).toContain('the decision')
    expect(reasons(of({ decisions: [{ id: 'deal', name: 'D', kind: 'new' }] }))).toContain("the account's sentiment")
  })

  test('takes what each interview gains as if those before it had been held', () => {
    const s = of()
    let supposed = s
    for (const { stakeholder, gain } of nextInterviews(s, { aim: 'account', limit: 4 })) {
      const before = accountSentiment(supposed).sd ** 2
      supposed = whatIf(supposed, { hear: stakeholder, sentiment: 0 })
      expect(gain).toBeCloseTo(before - accountSentiment(supposed).sd ** 2, 12)
    }
  })

  test('for the decision takes of its expected error the part that it takes of the variance along the slopes of the chance', () => {
    const s = of({ decisions: [dated] })
    const { probabilityOfYes: yes = Number.NaN, agedDays = Number.NaN, byStakeholder: seats } = decisionOutlook(s)
    // Of nobody with a seat anything is known, and nobody sways with anybody: each has the variance of the prior today and at the vote.
    const { priorSd, halfLifeDays, readingSd } = s.settings.sentiment
    const slopes = new Map(
      seats.map(({ stakeholder, pivotality = Number.NaN, probabilityOfYes = Number.NaN }) => [
        stakeholder,
        (pivotality * normalDensity(normalQuantile(probabilityOfYes))) / priorSd,
      ]),
    )
    const along = [...slopes.values()].reduce((sum, slope) => sum + slope ** 2, 0) * priorSd ** 2
    const plan = nextInterviews(s)
    expect(plan.map(({ stakeholder }) => stakeholder)).toEqual(['bo', 'cy'])
    for (const { stakeholder, gain } of plan) {
      const taken = ((slopes.get(stakeholder) ?? Number.NaN) ** 2 * priorSd ** 4) / (priorSd ** 2 + readingSd.interview ** 2)
      expect(gain).toBeCloseTo(2 * yes * (1 - yes) * 4 ** (-agedDays / halfLifeDays) * (taken / along), 12)
    }
  })

  test('names the way to somebody whom we have neither heard nor met, along ties and not along conflicts', () => {
    const plan = new Map(nextInterviews(of(), { aim: 'account', limit: 9 }).map(each => [each.stakeholder, each]))
    expect(plan.get('bo')?.path).toEqual(['ann', 'di'])
    expect(plan.get('di')?.path).toEqual(['ann'])
    expect(plan.get('cy')?.path).toEqual([])
    const met = of({ interactions: [{ at: '2026-03-01', kind: 'meeting', participants: ['bo'] }] })
    expect(nextInterviews(met, { aim: 'account', limit: 9 }).find(({ stakeholder }) => stakeholder === 'bo')?.path).toEqual([])
  })

  test('says when there is enough', () => {
    const all = people.map(({ id }) => ({ stakeholder: id, at: '2026-03-02', sentiment: 0.4, via: 'interview' as const, sd: 0.02 }))
    const plan = nextInterviews(of({ observations: all }, '2026-03-02'), { aim: 'account' })
    expect(plan.every(({ enough, share }) => enough === share < 0.05)).toBe(true)
    expect(plan[0]?.enough).toBe(true)
    expect(nextInterviews(of(), { aim: 'account' })[0]?.enough).toBe(false)
  })

  test('weighs what it gains against what it costs', () => {
    const [dear] = nextInterviews(of(), { aim: 'account', limit: 1, cost: id => (id === 'bo' ? 1000 : 1) })
    expect(dear?.stakeholder).not.toBe('bo')
    expect(nextInterviews(of(), { aim: 'account', limit: 1 })[0]).toMatchObject({ stakeholder: 'bo', cost: 1 })
  })

  test.each([
    [{ limit: 0 }, ['limit']],
    [{ limit: 1.5 }, ['limit']],
    [{ aim: 'fame' }, ['aim']],
    [{ aim: 'decision' }, ['aim']],
    [{ cost: () => 0 }, ['cost']],
    [{ cost: () => Number.NaN }, ['cost']],
    [{ cost: 5 }, ['cost']],
  ])('refuses %j by name', (options, paths) => {
    expect(refused(() => callLoosely(nextInterviews, of(), options))).toMatchObject({ name: 'InvalidArgumentError', paths })
  })
})

describe('the plan of any village', () => {
  test('gains something with each interview, never more than is uncertain, and its first is the best of all', () => {
    always(
      scenes,
      scene => {
        // An interview answers a request, and is partly one with another of its day: more than it gains by itself.
        const { plot, view } = scene
        const sentiment = { ...view.settings?.sentiment, ...SEPARATE_WORDS }
        const { s } = played({ ...scene, plot: { ...plot, requests: [] }, view: { ...view, settings: { ...view.settings, sentiment } } })
        const isOpen = decisionOutlook(s).probabilityOfYes !== undefined
        for (const aim of isOpen ? (['account', 'decision'] as const) : (['account'] as const)) {
          const plan = nextInterviews(s, { aim, limit: 3 })
          for (const { gain, share } of plan) {
            expect(gain).toBeGreaterThan(0)
            expect(share).toBeGreaterThan(0)
            expect(share).toBeLessThanOrEqual(1 + 1e-9)
          }
          expect(new Set(plan.map(({ stakeholder }) => stakeholder)).size).toBe(plan.length)
        }
        const [first] = nextInterviews(s, { aim: 'account', limit: 1 })
        const drops = s.stakeholders.map(
          ({ id }) => accountSentiment(s).sd ** 2 - accountSentiment(whatIf(s, { hear: id, sentiment: 0 })).sd ** 2,
        )
        expect(Math.abs((first?.gain ?? 0) - Math.max(0, ...drops))).toBeLessThan(1e-9)
      },
      200,
    )
  })
})
