import {
  accountSentiment,
  createVillage,
  type DeepPartial,
  decisionOutlook,
  type Settings,
  sensitivity,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const of = (input: Partial<VillageInput> = {}, settings: DeepPartial<Settings> = {}) =>
  snapshot(
    createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'], riskAppetite: 0.1 },
      ],
      ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
      observations: [
        { stakeholder: 'ann', at: day(0), sentiment: 0.8, via: 'interview' },
        { stakeholder: 'bo', at: day(3), sentiment: 0.2, via: 'impression' },
      ],
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' }, expectedAt: day(20) }],
      ...input,
    }),
    day(30),
    { settings },
  )

describe('sensitivity', () => {
  test('says what the snapshot would with a setting at either end', () => {
    const { beliefs } = sensitivity(of())
    const half = beliefs.find(({ belief }) => belief === 'sentiment.halfLifeDays')
    for (const [i, halfLifeDays] of [90, 360].entries()) {
      const s = of({}, { sentiment: { halfLifeDays } })
      const told = decisionOutlook(s)
      expect(half?.probabilityOfYes?.[i]).toBeCloseTo(told.probabilityOfYes ?? Number.NaN, 12)
      expect(half?.revenueAtRisk?.[i]).toBeCloseTo(told.revenueAtRisk?.amount ?? Number.NaN, 9)
      expect(half?.sentiment?.[i]).toBeCloseTo(accountSentiment(s).value ?? Number.NaN, 12)
    }
  })

  test('tries what moves only some villages: risk appetites, overdue decisions, ties', () => {
    const names = (input: Partial<VillageInput>) => sensitivity(of(input)).beliefs.map(({ belief }) => belief)
    expect(names({})).toEqual(
      expect.arrayContaining(['decision.riskTolerance', 'decision.neverDecided', 'influence.openness', 'sentiment.sharedSd']),
    )
    expect(names({ ties: [] })).not.toContain('influence.openness')
    const dated = [{ id: 'deal', name: 'Deal', kind: 'new' as const, expectedAt: day(60) }]
    expect(names({ decisions: dated })).not.toContain('decision.neverDecided')
  })

  test('goes by the sentiment where no decision is in view', () => {
    const { base, beliefs } = sensitivity(of({ decisions: [] }))
    expect(base).not.toHaveProperty('probabilityOfYes')
    for (const { swing, sentiment: [low, high] = [Number.NaN, Number.NaN] } of beliefs) expect(swing).toBeCloseTo(Math.abs(high - low), 12)
  })

  test('knows no swing where the sentiment is known at one end alone', () => {
    const faded = of({ decisions: [], observations: [{ stakeholder: 'ann', at: day(-360), sentiment: 0.8, via: 'interview' }] })
    const half = sensitivity(faded).beliefs.find(({ belief }) => belief === 'sentiment.halfLifeDays')
    expect(accountSentiment(of({ decisions: [] }, { sentiment: { halfLifeDays: 90 } })).value).toBeDefined()
    expect(half).not.toHaveProperty('sentiment')
    expect(half?.swing).toBe(0)
  })

  test('takes ranges of your own, and finds nothing in an empty one', () => {
    const narrow = sensitivity(of(), { ranges: { 'sentiment.halfLifeDays': [180, 180], 'sentiment.priorMean': [0.1, 0.2] } }).beliefs
    expect(narrow.map(({ belief }) => belief)).not.toContain('sentiment.halfLifeDays')
    expect(narrow.find(({ belief }) => belief === 'sentiment.priorMean')).toMatchObject({ low: 0.1, high: 0.2 })
  })

  test('refuses a belief that there is not, with the nearest name, and a range that is none', () => {
    const wrong = (ranges: object) => refused(() => Reflect.apply(sensitivity, undefined, [of(), { ranges }]))
    expect(wrong({ 'sentiment.halfLife': [1, 2] }).message).toContain('sentiment.halfLifeDays')
    for (const range of [[2, 1], [1], [1, Number.NaN], 'wide', null])
      expect(wrong({ 'sentiment.priorMean': range }).paths).toEqual(['ranges.sentiment.priorMean'])
  })

  test('in any village has the base that the measures give, and numbers alone', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        const { base, beliefs } = sensitivity(s)
        expect(strangeNumbers([base, beliefs])).toEqual([])
        expect(base.sentiment).toBe(accountSentiment(s).value)
        expect(base.probabilityOfYes).toBe(decisionOutlook(s).probabilityOfYes)
        for (const { swing } of beliefs) expect(swing).toBeGreaterThanOrEqual(0)
      },
      100,
    )
  })
})
