import {
  createVillage,
  decisionOutlook,
  type Expectation,
  expectationImpact,
  recordDeparture,
  recordOutcome,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always, inProportion } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const AT = '2026-03-02'
const expectation = (id: string, more: Partial<Expectation> = {}): Expectation => ({
  id,
  stakeholder: 'ann',
  statement: 'live by May',
  importance: 0.5,
  status: [],
  ...more,
})
/** Bo decides alone and is open to Ann by a seventh; both have rights of 1. Ann was heard at 0.8, Bo at 0.1. */
const input: VillageInput = {
  account: 'Acme',
  stakeholders: [
    { id: 'ann', roles: [{ role: 'user', authority: 1 }] },
    { id: 'bo', openness: 1 / 7, roles: [{ role: 'economicBuyer', authority: 1 }] },
  ],
  ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 1 }],
  observations: [
    { stakeholder: 'ann', at: AT, sentiment: 0.8, via: 'survey', sd: 0.5 },
    { stakeholder: 'bo', at: AT, sentiment: 0.2, via: 'survey', sd: 0.5 },
  ],
  decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule: 'bo' }],
}
const of = (expectations: readonly Expectation[], more: Partial<VillageInput> = {}, options = {}) =>
  snapshot(createVillage({ ...input, expectations, ...more }), AT, options)

// Readings as uncertain as the prior count half: 0.4 and 0.1, with variance 0.125. 1/7 of what Bo settles at is
// Ann's. Power is the mean of the rows: 4/7 and 3/7.
const [ANN, BO, SD] = [0.4, 0.1, Math.sqrt(0.125)]
const outcome = (byAnn: number, byBo: number) => ({
  accountSentiment: expect.closeTo((4 / 7) * (ANN + byAnn) + (3 / 7) * (BO + byBo), 12),
  probabilityOfYes: expect.closeTo(normalCdf((BO + byBo) / SD), 12),
  revenueAtRisk: { amount: expect.closeTo(1000 * (1 - normalCdf((BO + byBo) / SD)), 9), currency: 'EUR' },
})

describe('what hangs on an expectation', () => {
  test('is what the numbers give by hand: a loss weighs 2.25 times a gain, others move by the part of the owner in their settled opinion', () => {
    const s = of([expectation('e1', { importance: 0.6, dueAt: '2026-05-01T00:00:00.000Z' })])
    expect(influenceMatrix(s).matrix[1]?.[0]).toBeCloseTo(1 / 7, 12)
    const [gain, loss] = [0.6 * 0.15, -0.6 * 0.15 * 2.25]
    const [impact, ...others] = expectationImpact(s)
    expect(others).toEqual([])
    expect(impact).toEqual({
      expectation: 'e1',
      stakeholder: 'ann',
      statement: 'live by May',
      state: 'open',
      dueAt: '2026-05-01T00:00:00.000Z',
      ifMet: outcome(gain, gain / 7),
      ifMissed: outcome(loss, loss / 7),
      difference: {
        accountSentiment: expect.closeTo(((gain - loss) * (4 + 3 / 7)) / 7, 12),
        probabilityOfYes: expect.closeTo(normalCdf((BO + gain / 7) / SD) - normalCdf((BO + loss / 7) / SD), 12),
        revenueAtRisk: {
          amount: expect.closeTo(1000 * (normalCdf((BO + gain / 7) / SD) - normalCdf((BO + loss / 7) / SD)), 9),
          currency: 'EUR',
        },
      },
    })
  })

  test('of whoever moves nobody is theirs alone', () => {
    const [impact] = expectationImpact(of([expectation('e1', { stakeholder: 'bo', importance: 1 })]))
    expect(impact?.ifMet).toEqual(outcome(0, 0.15))
    expect(impact?.ifMissed).toEqual(outcome(0, -0.15 * 2.25))
  })

  test('goes by the settings', () => {
    const [impact] = expectationImpact(of([expectation('e1')], {}, { settings: { expectation: { met: 0.3, lossAversion: 1 } } }))
    expect(impact?.ifMet).toEqual(outcome(0.15, 0.15 / 7))
    expect(impact?.ifMissed).toEqual(outcome(-0.15, -0.15 / 7))
    const [nothing] = expectationImpact(of([expectation('e1')], {}, { settings: { expectation: { met: 0 } } }))
    expect(nothing?.difference).toEqual({ accountSentiment: 0, probabilityOfYes: 0, revenueAtRisk: { amount: 0, currency: 'EUR' } })
  })

  test('ends at 1 and at -1, for the owner and for what reaches others', () => {
    const settings = { expectation: { met: 0.9, lossAversion: 3 } }
    const [impact] = expectationImpact(of([expectation('e1', { importance: 1 })], {}, { settings }))
    // Ann can rise by 0.6 and not by 0.9, and fall by 1.4 and not by 2.7.
    expect(impact?.ifMet).toEqual(outcome(0.6, 0.6 / 7))
    expect(impact?.ifMissed).toEqual(outcome(-1.4, -1.4 / 7))
    const glad = [{ stakeholder: 'bo', at: AT, sentiment: 1, via: 'survey', sd: 0.01 } as const]
    const s = of([expectation('e1', { importance: 1 })], { observations: glad }, { settings })
    const [near] = expectationImpact(s)
    const own = 0.25 / (0.25 + 0.0001)
    expect(near?.ifMet.accountSentiment).toBeCloseTo((4 / 7) * 0.9 + (3 / 7) * Math.min(1, own + 0.9 / 7), 12)
  })

  test('is nothing for one of no importance', () => {
    const [impact] = expectationImpact(of([expectation('e1', { importance: 0 })]))
    expect(impact?.ifMet).toEqual(outcome(0, 0))
    expect(impact?.ifMissed).toEqual(outcome(0, 0))
  })

  test('that was missed is what meeting it would mend: missing it is how things stand', () => {
    const missed = [{ at: '2026-02-01T00:00:00.000Z', state: 'missed' } as const]
    const [impact] = expectationImpact(of([expectation('e1', { importance: 1, status: missed })]))
    expect(impact?.state).toBe('missed')
    expect(impact?.ifMissed).toEqual(outcome(0, 0))
    expect(impact?.ifMet).toEqual(outcome(0.15, 0.15 / 7))
  })

  test('is left out where it is met, or whoever had it has left', () => {
    const at = (state: 'open' | 'met' | 'missed', day: string) => ({ at: `${day}T00:00:00.000Z`, state })
    const expectations = [
      expectation('open', { status: [at('open', '2026-01-01')] }),
      expectation('met', { status: [at('open', '2026-01-01'), at('met', '2026-02-01')] }),
      expectation('open again', { status: [at('met', '2026-02-01'), at('open', '2026-02-02')] }),
      expectation('in the wrong order', { status: [at('met', '2026-02-01'), at('missed', '2026-01-01')] }),
      expectation('met later', { status: [at('met', '2026-03-03')] }),
      expectation('gone', { stakeholder: 'bo' }),
    ]
    const village = recordDeparture(createVillage({ ...input, expectations }), 'bo', AT)
    const found = expectationImpact(snapshot(village, AT)).map(({ expectation: id, state }) => [id, state])
    expect(found.sort()).toEqual([
      ['met later', 'open'],
      ['open again', 'open'],
      ['open', 'open'],
    ])
    const s = of([expectation('e1'), expectation('e2', { stakeholder: 'bo' })])
    expect(expectationImpact(whatIf(s, { meet: 'e1' })).map(({ expectation: id }) => id)).toEqual(['e2'])
    expect(expectationImpact(whatIf(s, { lose: 'bo' })).map(({ expectation: id }) => id)).toEqual(['e1'])
    expect(
      expectationImpact(whatIf(s, { miss: 'e1' }))
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['missed', 'open'])
  })

  test('stands with the dearest first, and in order of id where they are alike', () => {
    const s = of([
      expectation('small', { importance: 0.1 }),
      expectation('b', { importance: 0.5 }),
      expectation('a', { importance: 0.5 }),
      expectation('B', { importance: 0.5 }),
      expectation('large', { stakeholder: 'bo', importance: 0.9 }),
      expectation('nothing', { importance: 0 }),
    ])
    expect(expectationImpact(s).map(({ expectation: id }) => id)).toEqual(['large', 'B', 'a', 'b', 'small', 'nothing'])
  })

  test('has no money where the decision has no value, or has fallen', () => {
    const money = (s: ReturnType<typeof of>) =>
      expectationImpact(s)
        .flatMap(({ ifMet, ifMissed, difference }) => [ifMet, ifMissed, difference])
        .map(each => 'revenueAtRisk' in each)
    expect(money(of([expectation('e1')]))).toEqual([true, true, true])
    expect(money(of([expectation('e1')], { decisions: [{ id: 'deal', name: 'D', kind: 'new', rule: 'bo' }] }))).toEqual([
      false,
      false,
      false,
    ])
    const fallen = recordOutcome(createVillage({ ...input, expectations: [expectation('e1')] }), 'deal', {
      result: 'won',
      at: '2026-02-01',
    })
    expect(money(snapshot(fallen, AT, { decision: 'deal' }))).toEqual([false, false, false])
    expect(expectationImpact(of([]))).toEqual([])
  })

  test('is about the person of a hostile id, and nobody else', () => {
    for (const id of HOSTILE_IDS) {
      const village = createVillage({
        account: 'Acme',
        stakeholders: [
          { id, roles: ['user'] },
          { id: 'a decider', roles: ['approver'] },
        ],
        expectations: [{ id, stakeholder: id, statement: 'x', importance: 1, status: [] }],
        decisions: [{ id, name: 'D', kind: 'new', value: { amount: 100, currency: 'EUR' }, rule: id }],
      })
      const [impact] = expectationImpact(snapshot(village, AT))
      expect(impact).toMatchObject({ expectation: id, stakeholder: id })
      expect(impact?.ifMet.probabilityOfYes).toBeCloseTo(normalCdf(0.3), 12)
      expect(impact?.ifMissed.probabilityOfYes).toBeCloseTo(normalCdf(-0.675), 12)
    }
  })
})

describe('what hangs on the expectations of any village', () => {
  test('is never less when met than when missed, and is what whatIf gives', () => {
    let [found, open] = [0, 0]
    always(scenes, scene => {
      const { s } = played(scene)
      const impacts = expectationImpact(s)
      expect(strangeNumbers(impacts)).toEqual([])
      found += impacts.length
      for (const { ifMet, ifMissed, difference } of impacts) {
        expect(difference.accountSentiment).toBeGreaterThanOrEqual(-1e-12)
        const isOpen = decisionOutlook(s).probabilityOfYes !== undefined
        for (const outcome of [ifMet, ifMissed, difference]) expect('probabilityOfYes' in outcome).toBe(isOpen)
        if (isOpen) {
          open += 1
          expect(difference.probabilityOfYes).toBeGreaterThanOrEqual(-1e-12)
          expect(difference.probabilityOfYes).toBeCloseTo(
            (ifMet.probabilityOfYes ?? Number.NaN) - (ifMissed.probabilityOfYes ?? Number.NaN),
            12,
          )
        }
        expect(difference.revenueAtRisk?.amount ?? 0).toBeGreaterThanOrEqual(-1e-6)
      }
      const dear = impacts.map(each => Math.abs(each.difference.probabilityOfYes ?? each.difference.accountSentiment))
      expect(dear).toEqual([...dear].sort((a, b) => b - a))
    })
    expect(found).toBeGreaterThan(inProportion(50))
    expect(open).toBeGreaterThan(inProportion(20))
  })
})
