import { assessRisk, createVillage, RISK_RULES, snapshot, type Village } from 'account-village'
import { backtest } from 'account-village/forecast'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likelihoodRatio } from '../../src/forecast/ruleRatios.js'
import { day } from '../support/days.js'
import { always } from '../support/law.js'

const account = (i: number, won: boolean, hasChampion: boolean): Village =>
  createVillage({
    account: `account ${i}`,
    stakeholders: [
      { id: 'ann', roles: [hasChampion ? 'champion' : 'influencer'] },
      { id: 'bo', roles: ['economicBuyer'] },
    ],
    observations: ['ann', 'bo'].map(stakeholder => ({ stakeholder, at: day(60), sentiment: 0.5, via: 'interview' })),
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', outcome: { result: won ? 'won' : 'lost', at: day(100) } }],
  })

describe('the rules', () => {
  // Twelve won, of which three without champion; twenty not won, of which fifteen.
  const villages = [
    ...Array.from({ length: 12 }, (_, i) => account(i, true, i >= 3)),
    ...Array.from({ length: 20 }, (_, i) => account(12 + i, false, i >= 15)),
  ]
  const { rules = [] } = backtest(villages, { leads: [30] }).leads[0]?.scores ?? {}

  test('are told by how often they found something before a yes and before a no, counted by hand', () => {
    const champions = rules.find(({ rule }) => rule === 'noChampion') ?? expect.fail()
    const value = 15.5 / 21 / (3.5 / 13)
    const reach = Math.exp(1.6448536269514722 * Math.sqrt(1 / 15.5 - 1 / 21 + 1 / 3.5 - 1 / 13))
    expect(champions).toEqual({
      rule: 'noChampion',
      firedWon: 3,
      firedNotWon: 15,
      likelihoodRatio: {
        value: expect.closeTo(value, 12),
        interval: [expect.closeTo(value / reach, 12), expect.closeTo(value * reach, 12)],
      },
    })
  })

  test('are those that found something on the day of a forecast, in the order of all rules', () => {
    const found = new Set(villages.flatMap(village => assessRisk(snapshot(village, day(70), { decision: 'deal' })).map(({ rule }) => rule)))
    expect(rules.map(({ rule }) => rule)).toEqual(RISK_RULES.map(({ id }) => id).filter(id => found.has(id)))
    expect(found.size).toBeGreaterThan(1)
  })

  test('that are disabled are not asked', () => {
    const settings = { risk: { disabledRules: ['noChampion'] } }
    const other = backtest(villages, { leads: [30], settings }).leads[0]?.scores?.rules
    expect(other).toEqual(rules.filter(({ rule }) => rule !== 'noChampion'))
  })

  test('take their ratio where settings have it: a finding then has an effect', () => {
    const ratios = Object.fromEntries(rules.map(({ rule, likelihoodRatio }) => [rule, likelihoodRatio.value]))
    const [village = expect.fail()] = villages
    const effectOf = (settings: object) =>
      assessRisk(snapshot(village, day(70), { decision: 'deal', settings })).find(({ rule }) => rule === 'noChampion')?.effect
    expect(effectOf({})).toBeUndefined()
    expect(effectOf({ risk: { likelihoodRatio: { noChampion: ratios.noChampion } } })).toBeGreaterThan(0)
  })
})

describe('a likelihood ratio', () => {
  const counts = fc
    .tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60))
    .map(([a, more, b, others]) => [a, a + more, b, b + others] as const)

  test('lies within its interval, which is above 0, and turns into its inverse when won and not won are exchanged', () => {
    always(counts, ([a, A, b, B]) => {
      const { value, interval } = likelihoodRatio(a, A, b, B)
      const [low, high] = interval
      expect([low > 0, low <= value, value <= high, high < Number.POSITIVE_INFINITY]).toEqual([true, true, true, true])
      const turned = likelihoodRatio(b, B, a, A)
      expect(turned.value * value).toBeCloseTo(1, 12)
      expect(turned.interval[0] * high).toBeCloseTo(1, 12)
    })
  })

  test('is near 1 where nothing was ever found, and where it always was', () => {
    expect(likelihoodRatio(0, 50, 0, 50).value).toBe(1)
    expect(likelihoodRatio(50, 50, 50, 50).value).toBe(1)
    expect(likelihoodRatio(0, 50, 0, 50).interval[1]).toBeGreaterThan(10)
  })
})
